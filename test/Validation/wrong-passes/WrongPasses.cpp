//===- WrongPasses.cpp - Passes that are wrong on purpose -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "WrongPasses.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace ptir;

namespace {

/// A pass over functions that edits every op of one kind.
template <typename Derived, typename Op>
struct EditPass : PassWrapper<Derived, OperationPass<func::FuncOp>> {
  StringRef getArgument() const final { return Derived::flag; }
  StringRef getDescription() const final { return Derived::about; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<PTIRDialect, arith::ArithDialect>();
  }
  void runOnOperation() final {
    SmallVector<Op> ops;
    this->getOperation().walk([&](Op op) { ops.push_back(op); });
    for (Op op : ops) {
      OpBuilder builder(op);
      Derived::edit(builder, op);
    }
  }
};

void swapOperands(Operation *op) {
  Value first = op->getOperand(0);
  op->setOperand(0, op->getOperand(1));
  op->setOperand(1, first);
}

Value zerosLike(OpBuilder &builder, Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  return ConstantOp::create(
      builder, value.getLoc(),
      DenseElementsAttr::get(type, builder.getZeroAttr(type.getElementType())));
}

struct SwapSubPass : EditPass<SwapSubPass, SubOp> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SwapSubPass)
  static constexpr StringLiteral flag = "wrong-swap-sub";
  static constexpr StringLiteral about = "x - y becomes y - x";
  static void edit(OpBuilder &, SubOp op) { swapOperands(op); }
};

struct ZeroProductPass : EditPass<ZeroProductPass, MulOp> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ZeroProductPass)
  static constexpr StringLiteral flag = "wrong-zero-product";
  static constexpr StringLiteral about = "x * 0 becomes 0, for floats too";
  static void edit(OpBuilder &builder, MulOp op) {
    auto constant = op.getRhs().getDefiningOp<ConstantOp>();
    if (constant)
      op.getResult().replaceAllUsesWith(zerosLike(builder, op.getLhs()));
  }
};

struct SafeDivisorPass : EditPass<SafeDivisorPass, DivOp> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SafeDivisorPass)
  static constexpr StringLiteral flag = "wrong-safe-divisor";
  static constexpr StringLiteral about = "x / y becomes x / max(y, 1)";
  static void edit(OpBuilder &builder, DivOp op) {
    auto type = cast<RankedTensorType>(op.getRhs().getType());
    Value one = ConstantOp::create(
        builder, op.getLoc(),
        DenseElementsAttr::get(
            type, builder.getIntegerAttr(type.getElementType(), 1)));
    op.getRhsMutable().assign(
        MaximumOp::create(builder, op.getLoc(), op.getRhs(), one));
  }
};

struct NeedlessDivisionPass : EditPass<NeedlessDivisionPass, AddOp> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(NeedlessDivisionPass)
  static constexpr StringLiteral flag = "wrong-needless-division";
  static constexpr StringLiteral about = "x + y becomes (x / y) * y + y";
  static void edit(OpBuilder &builder, AddOp op) {
    Value quotient =
        DivOp::create(builder, op.getLoc(), op.getLhs(), op.getRhs());
    op.getLhsMutable().assign(
        MulOp::create(builder, op.getLoc(), quotient, op.getRhs()));
  }
};

struct SwapLoweredSubPass : EditPass<SwapLoweredSubPass, arith::SubIOp> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SwapLoweredSubPass)
  static constexpr StringLiteral flag = "wrong-swap-lowered-sub";
  static constexpr StringLiteral about = "the same of arith.subi";
  static void edit(OpBuilder &, arith::SubIOp op) { swapOperands(op); }
};

} // namespace

void ptir::registerWrongPasses() {
  PassRegistration<SwapSubPass>();
  PassRegistration<ZeroProductPass>();
  PassRegistration<SafeDivisorPass>();
  PassRegistration<NeedlessDivisionPass>();
  PassRegistration<SwapLoweredSubPass>();
}

std::unique_ptr<Pass> ptir::createSwapSubPass() {
  return std::make_unique<SwapSubPass>();
}
