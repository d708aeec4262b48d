//===- ControlFlowPatterns.cpp - Regions that run or not, as scf ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A region becomes the body of an scf op, or an scf.execute_region among the
// ops of a loop's body, which canonicalisation dissolves; its terminator is an
// scf.yield either way.
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

/// Moves a region of one block into an empty one; its arguments become values.
static void moveRegion(Region &from, Region &to, ValueRange args,
                       const TypeConverter &converter,
                       ConversionPatternRewriter &rewriter) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.inlineRegionBefore(from, to, to.end());
  TypeConverter::SignatureConversion signature(args.size());
  for (auto [i, arg] : llvm::enumerate(args))
    signature.remapInput(i, arg);
  rewriter.applySignatureConversion(&to.front(), signature, &converter);
}

/// What a region yields for these arguments.
static ValueRange runRegion(Region &region, ValueRange args, Location loc,
                            const TypeConverter &converter,
                            ConversionPatternRewriter &rewriter) {
  SmallVector<Type> types;
  if (failed(converter.convertTypes(
          region.front().getTerminator()->getOperandTypes(), types)))
    return {};
  auto execute = scf::ExecuteRegionOp::create(rewriter, loc, types);
  moveRegion(region, execute.getRegion(), args, converter, rewriter);
  return execute.getResults();
}

/// A predicate in storage form as a condition.
static Value toCondition(OpBuilder &builder, Location loc, Value pred) {
  Value stored = tensor::ExtractOp::create(builder, loc, pred, ValueRange());
  return ScalarCode(builder, loc).load(stored, ElementType::I1);
}

namespace {

/// ptir.yield  =>  scf.yield
struct LowerYield : OpConversionPattern<YieldOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(YieldOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!isa<scf::IfOp, scf::ExecuteRegionOp>(op->getParentOp()))
      return rewriter.notifyMatchFailure(op, "its region is not lowered");
    rewriter.replaceOpWithNewOp<scf::YieldOp>(op, adaptor.getValues());
    return success();
  }
};

/// ptir.cond  =>  scf.if
struct LowerCond : OpConversionPattern<CondOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(CondOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), types)))
      return rewriter.notifyMatchFailure(op, "a type has no storage form");
    Location loc = op.getLoc();
    auto branch = scf::IfOp::create(
        rewriter, loc, types, toCondition(rewriter, loc, adaptor.getPred()),
        /*addThenBlock=*/false, /*addElseBlock=*/false);
    for (auto [from, to] :
         {std::make_pair(&op.getOnTrue(), &branch.getThenRegion()),
          std::make_pair(&op.getOnFalse(), &branch.getElseRegion())})
      moveRegion(*from, *to, adaptor.getInputs(), *getTypeConverter(),
                 rewriter);
    rewriter.replaceOp(op, branch);
    return success();
  }
};

/// ptir.while  =>  scf.while, which takes a step off the call's before each one
struct LowerWhile : OpConversionPattern<WhileOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(WhileOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), types)))
      return rewriter.notifyMatchFailure(op, "a type has no storage form");
    Location loc = op.getLoc();
    auto loop =
        scf::WhileOp::create(rewriter, loc, types, adaptor.getCarries());
    SmallVector<Location> locs(types.size(), loc);
    OpBuilder::InsertionGuard guard(rewriter);

    ValueRange args = rewriter.createBlock(&loop.getBefore(), {}, types, locs)
                          ->getArguments();
    Value pred =
        runRegion(op.getCond(), args, loc, *getTypeConverter(), rewriter)
            .front();
    Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    Value one = arith::ConstantIndexOp::create(rewriter, loc, 1);
    Value wanted = arith::SelectOp::create(
        rewriter, loc, toCondition(rewriter, loc, pred), one, zero);
    Value taken =
        rt::TakeStepsOp::create(rewriter, loc, rewriter.getIndexType(), wanted,
                                op->getName().getStringRef());
    Value goOn = arith::CmpIOp::create(rewriter, loc, arith::CmpIPredicate::ne,
                                       taken, zero);
    scf::ConditionOp::create(rewriter, loc, goOn, args);

    args =
        rewriter.createBlock(&loop.getAfter(), {}, types, locs)->getArguments();
    scf::YieldOp::create(
        rewriter, loc,
        runRegion(op.getBody(), args, loc, *getTypeConverter(), rewriter));
    rewriter.replaceOp(op, loop);
    return success();
  }
};

/// ptir.scan  =>  scf.for over slices; its iteration arguments are the carries
/// and the stacked outputs
struct LowerScan : OpConversionPattern<ScanOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ScanOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> types;
    if (failed(getTypeConverter()->convertTypes(op.getResultTypes(), types)))
      return rewriter.notifyMatchFailure(op, "a type has no storage form");
    LoopBuilder loops(rewriter, op);
    int64_t numCarries = op.getCarryCount();
    ValueRange scanned = adaptor.getInputs().drop_front(numCarries);
    SmallVector<Value> inits =
        llvm::to_vector(adaptor.getInputs().take_front(numCarries));
    OpFoldResult steps = countSteps(loops, scanned, types, numCarries);
    Value zero = loops.constantIndex(0), one = loops.constantIndex(1);
    Value taken = rt::TakeStepsOp::create(
        rewriter, op.getLoc(), rewriter.getIndexType(), loops.toValue(steps),
        op->getName().getStringRef());
    // An extent of 0 that nobody knows.
    Value none = arith::MinSIOp::create(rewriter, op.getLoc(), taken, zero);
    for (Value &init : inits)
      init = hideExtents(loops, init, none);
    for (Type type : ArrayRef(types).drop_front(numCarries))
      inits.push_back(
          emptyStack(loops, cast<RankedTensorType>(type), steps, none));
    auto loop =
        scf::ForOp::create(rewriter, op.getLoc(), zero, taken, one, inits);
    emitStep(loops, op, loop, scanned, steps, rewriter);
    rewriter.replaceOp(op, loop);
    return success();
  }

  void emitStep(LoopBuilder &loops, ScanOp op, scf::ForOp loop,
                ValueRange scanned, OpFoldResult steps,
                ConversionPatternRewriter &rewriter) const {
    OpBuilder::InsertionGuard guard(rewriter);
    Block *body = loop.getBody();
    if (!body->empty()) // without iteration arguments it is complete already
      rewriter.eraseOp(body->getTerminator());
    rewriter.setInsertionPointToEnd(body);
    ValueRange state = loop.getRegionIterArgs();
    Value step = loop.getInductionVar();
    int64_t numCarries = op.getCarryCount();
    SmallVector<Value> args = llvm::to_vector(state.take_front(numCarries));
    ValueRange slices = op.getBody().getArguments().drop_front(numCarries);
    for (auto [x, slice] : llvm::zip_equal(scanned, slices))
      args.push_back(takeSlice(
          loops, x, step, getTypeConverter()->convertType(slice.getType())));
    SmallVector<Value> next = llvm::to_vector(runRegion(
        op.getBody(), args, op.getLoc(), *getTypeConverter(), rewriter));
    for (size_t i = numCarries; i < next.size(); ++i)
      next[i] = push(loops, next[i], state[i], step, steps);
    scf::YieldOp::create(rewriter, op.getLoc(), next);
  }

  /// The extent that the scanned inputs share. Where they do not, it is the
  /// smallest, so that no slice lies outside.
  static OpFoldResult countSteps(LoopBuilder &loops, ValueRange scanned,
                                 ArrayRef<Type> results, int64_t numCarries) {
    OpFoldResult steps = loops.extent(scanned.front(), 0);
    auto agree = [&](OpFoldResult extent, const Twine &what) {
      if (isEqualConstantIntOrValue(extent, steps))
        return;
      loops.checkEqual(extent, steps, what);
      steps =
          arith::MinSIOp::create(loops.builder, loops.loc, loops.toValue(steps),
                                 loops.toValue(extent))
              .getResult();
    };
    for (auto [i, x] : llvm::enumerate(scanned.drop_front()))
      agree(loops.extent(x, 0),
            "leading extent of scanned input " + Twine(i + 1));
    // A stack of declared size has no room for more.
    for (Type type : results.drop_front(numCarries))
      if (auto stack = cast<RankedTensorType>(type); !stack.isDynamicDim(0))
        agree(loops.builder.getIndexAttr(stack.getDimSize(0)),
              "leading extent of the stacked outputs");
    return steps;
  }

  /// scf takes the static extents of what an iteration argument starts with for
  /// those of every step. A tensor whose extents may change starts as a copy
  /// whose extents are not known to be static.
  static Value hideExtents(LoopBuilder &loops, Value tensor, Value none) {
    auto type = cast<RankedTensorType>(tensor.getType());
    if (type.hasStaticShape())
      return tensor;
    SmallVector<OpFoldResult> sizes = loops.extents(tensor), shape = sizes;
    for (int64_t dim = 0; dim < type.getRank(); ++dim)
      if (type.isDynamicDim(dim))
        shape[dim] = arith::AddIOp::create(loops.builder, loops.loc,
                                           loops.toValue(sizes[dim]), none)
                         .getResult();
    Value copy = loops.empty(shape, type.getElementType());
    if (hasNoElement(tensor))
      return copy;
    SmallVector<OpFoldResult> offsets(sizes.size(),
                                      loops.builder.getIndexAttr(0));
    SmallVector<OpFoldResult> strides(sizes.size(),
                                      loops.builder.getIndexAttr(1));
    return tensor::InsertSliceOp::create(loops.builder, loops.loc, tensor, copy,
                                         offsets, sizes, strides);
  }

  /// The extents of a step's outputs are known after the first one; until then
  /// those at run time are 0.
  static Value emptyStack(LoopBuilder &loops, RankedTensorType type,
                          OpFoldResult steps, Value none) {
    SmallVector<OpFoldResult> shape;
    for (int64_t extent : type.getShape())
      shape.push_back(ShapedType::isDynamic(extent)
                          ? OpFoldResult(none)
                          : loops.builder.getIndexAttr(extent));
    if (type.isDynamicDim(0))
      shape.front() = arith::AddIOp::create(loops.builder, loops.loc,
                                            loops.toValue(steps), none)
                          .getResult();
    return loops.empty(shape, type.getElementType());
  }

  static Value asType(LoopBuilder &loops, Value tensor, Type type) {
    if (tensor.getType() == type)
      return tensor;
    return tensor::CastOp::create(loops.builder, loops.loc, type, tensor);
  }

  struct Box {
    SmallVector<OpFoldResult> offsets, sizes, strides;
  };
  /// Slice `step` along the leading axis.
  static Box boxAt(LoopBuilder &loops, Value step,
                   ArrayRef<OpFoldResult> extents) {
    OpFoldResult zero = loops.builder.getIndexAttr(0);
    OpFoldResult one = loops.builder.getIndexAttr(1);
    Box box;
    box.offsets.assign(extents.size(), zero);
    box.offsets.front() = step;
    box.sizes.assign(extents.begin(), extents.end());
    box.sizes.front() = one;
    box.strides.assign(extents.size(), one);
    return box;
  }

  static Value takeSlice(LoopBuilder &loops, Value x, Value step, Type type) {
    auto sliceType = cast<RankedTensorType>(type);
    Box box = boxAt(loops, step, loops.extents(x));
    return loops.slice(x, box.offsets, box.sizes, box.strides, sliceType);
  }

  /// The stack with the output of a step in its place.
  static Value push(LoopBuilder &loops, Value output, Value stack, Value step,
                    OpFoldResult steps) {
    auto slice = cast<RankedTensorType>(output.getType());
    if (!slice.hasStaticShape()) {
      stack = startStack(loops, output, stack, step, steps);
      output = fitOutput(loops, output, stack);
    }
    if (hasNoElement(output))
      return stack;
    SmallVector<OpFoldResult> extents = {loops.builder.getIndexAttr(1)};
    llvm::append_range(extents, loops.extents(output));
    Box box = boxAt(loops, step, extents);
    // The loop writes into the stack, so no copy of it is asked for.
    Value place =
        loops.slice(stack, box.offsets, box.sizes, box.strides, slice);
    Value filled = loops.elementwise(
        output, place,
        [](OpBuilder &, Location, ValueRange args) { return args[0]; });
    return tensor::InsertSliceOp::create(loops.builder, loops.loc, filled,
                                         stack, box.offsets, box.sizes,
                                         box.strides)
        .getResult();
  }

  /// In step 0 a stack with the extents of the output, later the stack.
  static Value startStack(LoopBuilder &loops, Value output, Value stack,
                          Value step, OpFoldResult steps) {
    OpBuilder &builder = loops.builder;
    Value isFirst =
        arith::CmpIOp::create(builder, loops.loc, arith::CmpIPredicate::eq,
                              step, loops.constantIndex(0));
    auto type = cast<RankedTensorType>(stack.getType());
    return scf::IfOp::create(
               builder, loops.loc, isFirst,
               [&](OpBuilder &, Location loc) {
                 SmallVector<OpFoldResult> shape = loops.extents(output);
                 shape.insert(shape.begin(),
                              type.isDynamicDim(0)
                                  ? steps
                                  : OpFoldResult(builder.getIndexAttr(
                                        type.getDimSize(0))));
                 Value empty = loops.empty(shape, type.getElementType());
                 scf::YieldOp::create(builder, loc, asType(loops, empty, type));
               },
               [&](OpBuilder &, Location loc) {
                 scf::YieldOp::create(builder, loc, stack);
               })
        .getResult(0);
  }

  /// The output where it has the extents of the stack; otherwise a failure, and
  /// the part of the output that has a place there.
  static Value fitOutput(LoopBuilder &loops, Value output, Value stack) {
    auto type = cast<RankedTensorType>(output.getType());
    OpFoldResult zero = loops.builder.getIndexAttr(0);
    SmallVector<OpFoldResult> sizes;
    for (int64_t dim = 0; dim < type.getRank(); ++dim) {
      OpFoldResult extent = loops.extent(output, dim);
      if (type.isDynamicDim(dim)) {
        OpFoldResult wanted = loops.extent(stack, dim + 1);
        loops.checkEqual(extent, wanted,
                         "extent " + Twine(dim) + " of a step's output");
        extent =
            arith::MinSIOp::create(loops.builder, loops.loc,
                                   loops.toValue(extent), loops.toValue(wanted))
                .getResult();
      }
      sizes.push_back(extent);
    }
    SmallVector<OpFoldResult> offsets(type.getRank(), zero);
    return loops.slice(output, offsets, sizes, {}, type);
  }
};

} // namespace

void ptir::populateControlFlowPatterns(const StorageTypeConverter &converter,
                                       RewritePatternSet &patterns) {
  patterns.add<LowerYield, LowerCond, LowerWhile, LowerScan>(
      converter, patterns.getContext());
}
