//===- OutlineParallel.cpp - Functions of parallel ranges -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OperationSupport.h"
#include "mlir/Transforms/RegionUtils.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_OUTLINEPARALLELPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

/// Ranges by what they compute.
struct SameRange : llvm::DenseMapInfo<func::FuncOp> {
  static unsigned getHashValue(func::FuncOp function) {
    func::FuncOp range = function;
    llvm::hash_code hash =
        llvm::hash_value(range.getFunctionType().getAsOpaquePointer());
    range.getBody().walk([&](Operation *op) {
      hash = llvm::hash_combine(hash,
                                OperationEquivalence::computeHash(
                                    op, OperationEquivalence::ignoreHashValue,
                                    OperationEquivalence::ignoreHashValue,
                                    OperationEquivalence::IgnoreLocations));
    });
    return hash;
  }
  static bool isEqual(func::FuncOp left, func::FuncOp right) {
    if (left == right)
      return true;
    if (left == getEmptyKey() || left == getTombstoneKey() ||
        right == getEmptyKey() || right == getTombstoneKey())
      return false;
    return left.getFunctionType() == right.getFunctionType() &&
           OperationEquivalence::isRegionEquivalentTo(
               &left.getBody(), &right.getBody(),
               OperationEquivalence::IgnoreLocations);
  }
};

/// Whether failures name the place of one of these ops.
static bool reportsPlaces(func::FuncOp range) {
  WalkResult result = range.walk([](Operation *op) {
    return isa<rt::CheckOp, rt::TakeStepsOp, rt::CallOp>(op)
               ? WalkResult::interrupt()
               : WalkResult::advance();
  });
  return result.wasInterrupted();
}

struct OutlineParallelPass
    : ptir::impl::OutlineParallelPassBase<OutlineParallelPass> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    known.clear();
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      SmallVector<rt::ParallelOp> ranges;
      function.walk([&](rt::ParallelOp op) { ranges.push_back(op); });
      for (auto [i, op] : llvm::enumerate(ranges))
        outline(op, function, i, symbols);
    }
  }

  void outline(rt::ParallelOp op, func::FuncOp parent, size_t number,
               SymbolTable &symbols) {
    llvm::SetVector<Value> above;
    getUsedValuesDefinedAbove(op.getBody(), above);
    OpBuilder builder(op.getBody());
    SmallVector<Value> captures;
    for (Value value : above) {
      Operation *definition = value.getDefiningOp();
      if (!definition || !definition->hasTrait<OpTrait::ConstantLike>()) {
        captures.push_back(value);
        continue;
      }
      Value constant = builder.clone(*definition)->getResult(0);
      replaceAllUsesInRegionWith(value, constant, op.getBody());
    }

    SmallVector<Type> inputs(2, builder.getIndexType());
    llvm::append_range(inputs, ValueRange(captures).getTypes());
    OpBuilder outside(parent);
    auto range = func::FuncOp::create(
        outside, op.getLoc(),
        (parent.getName() + "_range_" + Twine(number)).str(),
        outside.getFunctionType(inputs, {}));
    range.setPrivate();
    symbols.insert(range);
    range.getBody().takeBody(op.getBody());
    Block &body = range.getBody().front();
    for (Value value : captures) {
      BlockArgument argument =
          body.addArgument(value.getType(), value.getLoc());
      replaceAllUsesInRegionWith(value, argument, range.getBody());
    }
    OpBuilder end = OpBuilder::atBlockEnd(&body);
    func::ReturnOp::create(end, op.getLoc());

    if (!reportsPlaces(range))
      if (auto [same, isNew] = known.insert(range); !isNew) {
        symbols.erase(range);
        range = *same;
        ++numShared;
      }
    OpBuilder call(op);
    rt::ParallelCallOp::create(call, op.getLoc(), range.getName(),
                               op.getCount(), captures);
    op.erase();
    ++numOutlined;
  }

  llvm::DenseSet<func::FuncOp, SameRange> known;
};

} // namespace
