//===- ReuseOperands.cpp - Writing over an operand nobody reads again -----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// This is what makes a residual stream live in one buffer. Refuses: operands
// that are read permuted or broadcast, parameters, constants and arguments of
// public functions (read only), operands with a use after the loop or in
// another block.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_REUSEOPERANDSPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether the storage behind a tensor may be written to.
static bool isWritable(Value tensor, func::FuncOp function) {
  while (Operation *op = tensor.getDefiningOp()) {
    if (isa<rt::ParamOp, arith::ConstantOp, bufferization::ToTensorOp>(op))
      return false;
    if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::CastOp>(
            op)) {
      // A view: the value it looks at must not be read again either.
      if (!op->getOperand(0).hasOneUse())
        return false;
      tensor = op->getOperand(0);
      continue;
    }
    return isa<linalg::LinalgOp, rt::PanelMatmulOp, rt::CallOp, func::CallOp>(
        op);
  }
  return function.isPrivate() &&
         cast<BlockArgument>(tensor).getOwner() == &function.getBody().front();
}

/// Whether `op` is the last user of `tensor`, made and used in one block: in a
/// loop the next step would use it again.
static bool isLastUse(Value tensor, Operation *op) {
  return tensor.getParentBlock() == op->getBlock() &&
         llvm::all_of(tensor.getUsers(), [&](Operation *user) {
           return user == op || (user->getBlock() == op->getBlock() &&
                                 user->isBeforeInBlock(op));
         });
}

/// The input that the output can take over; -1 for none.
static int findReusable(linalg::GenericOp op, func::FuncOp function) {
  AffineMap output = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  Type type = op.getResult(0).getType();
  for (OpOperand *input : op.getDpsInputOperands()) {
    Value value = input->get();
    bool sameElements =
        value.getType() == type && op.getMatchingIndexingMap(input) == output;
    bool usedOnce = llvm::count(op->getOperands(), value) == 1;
    if (sameElements && usedOnce && isLastUse(value, op) &&
        isWritable(value, function))
      return input->getOperandNumber();
  }
  return -1;
}

/// Rebuilds the loop without the input, its elements coming from the output.
static void writeOver(linalg::GenericOp op, unsigned index) {
  OpBuilder builder(op);
  SmallVector<Value> inputs = op.getDpsInputs();
  Value reused = inputs[index];
  inputs.erase(inputs.begin() + index);
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  maps.erase(maps.begin() + index);
  auto loop = linalg::GenericOp::create(builder, op.getLoc(),
                                        op.getResultTypes(), inputs, reused,
                                        maps, op.getIteratorTypesArray());
  loop.getRegion().takeBody(op.getRegion());
  Block &body = loop.getRegion().front();
  BlockArgument old = body.getArgument(index);
  old.replaceAllUsesWith(body.getArguments().back());
  body.eraseArgument(index);
  op.getResult(0).replaceAllUsesWith(loop.getResult(0));
  op.erase();
}

namespace {

struct ReuseOperandsPass
    : ptir::impl::ReuseOperandsPassBase<ReuseOperandsPass> {
  /// Reductions that start from one filled tensor would need a copy of it for
  /// all but the last.
  void separateInits() {
    SmallVector<linalg::FillOp> fills;
    getOperation().walk([&](linalg::FillOp op) { fills.push_back(op); });
    for (linalg::FillOp fill : fills) {
      Operation *empty = fill.getOutputs()[0].getDefiningOp<tensor::EmptyOp>();
      for (OpOperand &use : llvm::make_early_inc_range(
               llvm::drop_begin(fill->getResult(0).getUses()))) {
        if (!empty)
          break;
        OpBuilder builder(use.getOwner());
        Operation *own = builder.clone(*empty);
        IRMapping mapping;
        mapping.map(empty->getResult(0), own->getResult(0));
        use.set(builder.clone(*fill, mapping)->getResult(0));
      }
    }
  }

  void runOnOperation() override {
    separateInits();
    SmallVector<linalg::GenericOp> candidates;
    getOperation().walk([&](linalg::GenericOp op) {
      if (op->getNumResults() == 1 && op.getNumReductionLoops() == 0 &&
          op.getDpsInits()[0].getDefiningOp<tensor::EmptyOp>())
        candidates.push_back(op);
    });
    for (linalg::GenericOp op : candidates)
      if (int index = findReusable(op, getOperation()); index >= 0) {
        writeOver(op, index);
        ++numReused;
      }
  }
};

} // namespace
