//===- StreamParams.cpp - Parameters that come and go ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Works on buffers, where it is plain who reads what: an op of the function's
// block that uses a parameter, or a view of it, or that has such an op inside.
// Around each stands an acquisition of all it reads, so a layer that is called
// with its weights is one step. Steps of small parameters that follow each
// other become one.
//
// A large parameter is in no case needed at once by a product, whose columns
// are independent, nor by a lookup. Products of kernel libraries are not
// divided: their parameters are acquired whole.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "DivideByPieces.h"
#include "MemoryViews.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/StringSet.h"

namespace ptir {
#define GEN_PASS_DEF_STREAMPARAMSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// A lookup in no more than this takes all of it.
static constexpr int64_t smallTable = 65536;

/// What one op reads, in the order of first use.
using Uses = llvm::MapVector<Operation *, llvm::SetVector<rt::ParamOp>>;

/// Names the form that a slot holds.
static std::string keyOf(rt::ParamOp param) {
  return (param.getName() + "\n" + param.getLayout()).str();
}

/// Whether a call may give its caller back the operand `memory`.
static bool mayReturn(func::CallOp call, Value memory) {
  if (call->getNumResults() == 0)
    return false;
  auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      call, call.getCalleeAttr());
  if (!callee || callee.isDeclaration())
    return true;
  Block &body = callee.getBody().front();
  for (auto [operand, argument] :
       llvm::zip_equal(call.getOperands(), body.getArguments()))
    if (operand == memory &&
        !forEachMemoryUse(
            argument, body, [](Operation *, Operation *) {}, mayReturn))
      return true;
  return false;
}

/// Notes the ops of `block` that read `param` or a view of it; false if it
/// leaves the function.
static bool findUses(rt::ParamOp param, Block &block, Uses &uses) {
  return forEachMemoryUse(
      param.getResult(), block,
      [&](Operation *user, Operation *ancestor) {
        if (!isMemoryEffectFree(user))
          uses[ancestor].insert(param);
      },
      mayReturn);
}

/// What the outermost index of a lookup in `param` counts: rows, or panels of
/// columns.
static Value rowOf(memref::LoadOp load, rt::ParamOp param) {
  Value index = load.getIndices().empty() ? Value() : load.getIndices().front();
  if (!index || !param.getLayout().starts_with("panels"))
    return index;
  auto panel = index.getDefiningOp<arith::DivUIOp>();
  if (!panel || getConstantIntValue(panel.getRhs()) != rt::panelWidth)
    return Value();
  return panel.getLhs();
}

/// The input of `op` that holds the rows of `param` that it looks up; null if
/// it reads the parameter in another way.
static Value findRows(Operation *op, rt::ParamOp param) {
  auto loops = dyn_cast<linalg::GenericOp>(op);
  if (!loops || llvm::is_contained(op->getOperands(), param.getResult()))
    return nullptr;
  Value rows;
  for (Operation *user : param.getResult().getUsers()) {
    if (!op->isProperAncestor(user))
      continue;
    auto load = dyn_cast<memref::LoadOp>(user);
    Value row = load ? rowOf(load, param) : Value();
    auto index = row ? row.getDefiningOp<arith::IndexCastOp>() : nullptr;
    auto element = index ? dyn_cast<BlockArgument>(index.getIn()) : nullptr;
    if (!element || element.getOwner() != loops.getBody() ||
        element.getArgNumber() >= loops.getNumDpsInputs())
      return nullptr;
    Value input = loops.getDpsInputs()[element.getArgNumber()];
    auto type = dyn_cast<MemRefType>(input.getType());
    if (!type || !type.getElementType().isInteger(64) ||
        !type.getLayout().isIdentity() || (rows && rows != input))
      return nullptr;
    rows = input;
  }
  return rows;
}

namespace {

/// Ops [first, last] of a block, which read `params` whole.
struct Step {
  Operation *first, *last;
  llvm::SetVector<rt::ParamOp> params;

  int64_t bytes() const {
    int64_t sum = 0;
    for (rt::ParamOp param : params) {
      if (!isa<MemRefType>(param.getType()))
        return std::numeric_limits<int64_t>::max(); // who knows
      sum += memoryOf(param);
    }
    return sum;
  }
};

struct StreamParamsPass : ptir::impl::StreamParamsPassBase<StreamParamsPass> {
  using StreamParamsPassBase::StreamParamsPassBase;

  void runOnOperation() override {
    SmallVector<std::pair<func::FuncOp, Uses>> functions;
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isDeclaration())
        continue;
      functions.push_back({function, {}});
      if (failed(collect(function, functions.back().second)))
        return signalPassFailure();
    }
    // Whoever reads a form, reads it in the pieces that one product wants.
    llvm::StringSet<> divided;
    for (auto &[function, uses] : functions)
      for (auto &[op, params] : uses)
        for (rt::ParamOp param : params)
          if (pieceUnitsOf(param, pieceBytes) && canDivide(op, param))
            divided.insert(keyOf(param));
    getOperation().walk([&](rt::ParamOp param) {
      if (divided.contains(keyOf(param)))
        param.setPieceUnits(pieceUnitsOf(param, pieceBytes));
    });
    for (auto &[function, uses] : functions)
      stream(function, uses);
  }

  /// Moves the parameters of a function to its start and finds their uses.
  LogicalResult collect(func::FuncOp function, Uses &uses) {
    Block &block = function.getBody().front();
    SmallVector<rt::ParamOp> params;
    function.walk([&](rt::ParamOp param) { params.push_back(param); });
    for (rt::ParamOp param : llvm::reverse(params))
      param->moveBefore(&block, block.begin());
    for (rt::ParamOp param : params)
      if (!findUses(param, block, uses))
        return param.emitOpError("expected its memory to stay in the function");
    return success();
  }

  void stream(func::FuncOp function, Uses &uses) {
    std::vector<Step> steps;
    for (Operation &op :
         llvm::make_early_inc_range(function.getBody().front())) {
      auto found = uses.find(&op);
      if (found == uses.end())
        continue;
      llvm::SetVector<rt::ParamOp> &params = found->second;
      acquireRows(&op, params);
      rt::ParamOp divisor;
      for (rt::ParamOp param : params)
        if (param.getPieceUnits() && canDivide(&op, param))
          divisor = param;
      if (divisor)
        params.remove(divisor);
      Step step{&op, &op, params};
      if (divisor) {
        // What stands around the loop is acquired once.
        emit(step);
        divideByPieces(&op, divisor, *divisor.getPieceUnits());
        ++numDivided;
        ++numSteps;
      } else if (!params.empty()) {
        join(steps, step);
      }
    }
    for (Step &step : steps)
      emit(step);
  }

  /// Makes one step of two if both are small.
  void join(std::vector<Step> &steps, const Step &step) {
    if (!steps.empty()) {
      Step both = steps.back();
      both.last = step.last;
      both.params.insert(step.params.begin(), step.params.end());
      if (both.bytes() <= pieceBytes) {
        steps.back() = both;
        return;
      }
    }
    steps.push_back(step);
  }

  void emit(const Step &step) {
    if (step.params.empty())
      return;
    SmallVector<Value> values;
    for (rt::ParamOp param : step.params)
      values.push_back(param.getResult());
    OpBuilder builder(step.first);
    auto acquired = rt::AcquireParamsOp::create(
        builder, step.first->getLoc(), builder.getIndexType(), values,
        /*piece=*/Value(), /*rows=*/Value());
    builder.setInsertionPointAfter(step.last);
    rt::ReleaseParamsOp::create(builder, step.last->getLoc(), acquired);
    ++numSteps;
  }

  /// The tables that `op` looks rows up in: they get a slot of their own, of
  /// which nothing but these rows is there.
  void acquireRows(Operation *op, llvm::SetVector<rt::ParamOp> &params) {
    for (rt::ParamOp param : llvm::to_vector(params)) {
      Value rows = memoryOf(param) > smallTable ? findRows(op, param) : nullptr;
      if (!rows)
        continue;
      params.remove(param);
      OpBuilder builder(param);
      auto table = cast<rt::ParamOp>(builder.clone(*param));
      table.removePieceUnitsAttr();
      table.setSparse(true);
      param.getResult().replaceUsesWithIf(
          table.getResult(),
          [&](OpOperand &use) { return op->isProperAncestor(use.getOwner()); });
      builder.setInsertionPoint(op);
      auto acquired = rt::AcquireParamsOp::create(
          builder, op->getLoc(), builder.getIndexType(),
          ValueRange(table.getResult()), /*piece=*/Value(), rows);
      builder.setInsertionPointAfter(op);
      rt::ReleaseParamsOp::create(builder, op->getLoc(), acquired);
      ++numLookups;
      ++numSteps;
    }
  }
};

} // namespace
