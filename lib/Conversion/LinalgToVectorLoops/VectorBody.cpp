//===- VectorBody.cpp - Bodies of generics on vectors ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;

namespace ptir::vectorloops {

namespace {

/// Which values of a body differ between the lanes of one loop.
class LaneAnalysis {
public:
  LaneAnalysis(const IterationSpace &space, unsigned dim)
      : space(space), dim(dim) {}

  bool run();

private:
  bool differs(Value value) const { return varying.contains(value); }
  bool accepts(Operation &op);
  bool acceptsLoad(memref::LoadOp load) const;
  /// Whether an index is that of the lane plus something common to all.
  bool followsLanes(Value index) const;

  const IterationSpace &space;
  unsigned dim;
  llvm::DenseSet<Value> varying;
};

} // namespace

bool LaneAnalysis::run() {
  Block &body = space.body;
  unsigned number = 0;
  for (const GenericOperand &input : space.inputs) {
    BlockArgument argument = body.getArgument(number++);
    if (input.along(dim) != Access::Invariant)
      varying.insert(argument);
  }
  for (size_t i = 0; i < space.outputs.size(); ++i)
    varying.insert(body.getArgument(number++));
  return llvm::all_of(body.without_terminator(),
                      [&](Operation &op) { return accepts(op); });
}

bool LaneAnalysis::followsLanes(Value index) const {
  if (auto own = index.getDefiningOp<linalg::IndexOp>())
    return own.getDim() == dim;
  auto sum = index.getDefiningOp<arith::AddIOp>();
  if (!sum)
    return false;
  return (followsLanes(sum.getLhs()) && !differs(sum.getRhs())) ||
         (followsLanes(sum.getRhs()) && !differs(sum.getLhs()));
}

bool LaneAnalysis::acceptsLoad(memref::LoadOp load) const {
  if (!isVectorElement(load.getType()) ||
      !load.getMemRefType().isLastDimUnitStride())
    return false;
  return llvm::none_of(load.getIndices().drop_back(),
                       [&](Value index) { return differs(index); }) &&
         followsLanes(load.getIndices().back());
}

bool LaneAnalysis::accepts(Operation &op) {
  if (op.getNumRegions() != 0)
    return false;
  bool lanesDiffer = llvm::any_of(
      op.getOperands(), [&](Value operand) { return differs(operand); });
  if (auto index = dyn_cast<linalg::IndexOp>(op))
    lanesDiffer = index.getDim() == dim;
  if (!lanesDiffer)
    return isMemoryEffectFree(&op) || isa<memref::LoadOp>(op);

  varying.insert(op.result_begin(), op.result_end());
  if (isa<linalg::IndexOp>(op))
    return true;
  if (auto load = dyn_cast<memref::LoadOp>(op))
    return acceptsLoad(load);
  // Lanes that are masked off compute on zeros, so a division by a variable
  // must not be executed for them.
  return OpTrait::hasElementwiseMappableTraits(&op) && isPure(&op) &&
         op.getNumResults() == 1 &&
         llvm::all_of(op.getOperandTypes(), VectorType::isValidElementType) &&
         VectorType::isValidElementType(op.getResult(0).getType());
}

bool canVectorizeBody(const IterationSpace &space, unsigned dim) {
  return LaneAnalysis(space, dim).run();
}

Value splat(ImplicitLocOpBuilder &b, Value value, int64_t lanes) {
  if (lanes == 1 || isa<VectorType>(value.getType()))
    return value;
  return vector::BroadcastOp::create(b, VectorType::get(lanes, value.getType()),
                                     value);
}

Value cloneElementwise(ImplicitLocOpBuilder &b, Operation *op,
                       ValueRange operands) {
  int64_t lanes = 1;
  for (Value operand : operands)
    if (auto type = dyn_cast<VectorType>(operand.getType()))
      lanes = type.getDimSize(0);
  Operation *copy = b.clone(*op);
  b.setInsertionPoint(copy);
  for (auto [number, operand] : llvm::enumerate(operands))
    copy->setOperand(number, splat(b, operand, lanes));
  b.setInsertionPointAfter(copy);
  Value result = copy->getResult(0);
  if (lanes > 1)
    result.setType(VectorType::get(lanes, result.getType()));
  return result;
}

/// The index of every lane: base, base + 1, …
static Value laneIndices(ImplicitLocOpBuilder &b, Value base, int64_t lanes) {
  auto type = VectorType::get(lanes, b.getIndexType());
  Value step = vector::StepOp::create(b, type);
  return arith::AddIOp::create(b, step, splat(b, base, lanes));
}

static Value cloneLoad(ImplicitLocOpBuilder &b, memref::LoadOp load,
                       ValueRange indices, const BodyPoints &points) {
  Values first(indices);
  bool isVector = isa<VectorType>(first.back().getType());
  if (!isVector)
    return memref::LoadOp::create(b, load.getMemRef(), first);
  first.back() = vector::ExtractOp::create(b, first.back(), 0);
  GenericOperand row{load.getMemRef(), b.getMultiDimIdentityMap(first.size())};
  return row.load(b, first, points.vectorLoop->lanes, points.mask);
}

Values cloneBody(ImplicitLocOpBuilder &b, const IterationSpace &space,
                 const BodyPoints &points, ValueRange arguments) {
  Block &body = space.body;
  IRMapping mapping;
  mapping.map(body.getArguments(), arguments);
  for (Operation &op : body.without_terminator()) {
    Values operands;
    for (Value operand : op.getOperands())
      operands.push_back(mapping.lookupOrDefault(operand));
    bool onVectors =
        points.vectorLoop && llvm::any_of(operands, [](Value operand) {
          return isa<VectorType>(operand.getType());
        });
    if (auto index = dyn_cast<linalg::IndexOp>(op)) {
      Value iv = points.ivs[index.getDim()];
      bool isVectorDim =
          points.vectorLoop && points.vectorLoop->dim == index.getDim();
      mapping.map(index.getResult(),
                  isVectorDim ? laneIndices(b, iv, points.vectorLoop->lanes)
                              : iv);
    } else if (onVectors && isa<memref::LoadOp>(op)) {
      auto load = cast<memref::LoadOp>(op);
      mapping.map(
          load.getResult(),
          cloneLoad(b, load, ValueRange(operands).drop_front(), points));
    } else if (onVectors) {
      mapping.map(op.getResult(0), cloneElementwise(b, &op, operands));
    } else {
      b.clone(op, mapping);
    }
  }
  Values yielded;
  for (Value value : body.getTerminator()->getOperands())
    yielded.push_back(mapping.lookupOrDefault(value));
  return yielded;
}

} // namespace ptir::vectorloops
