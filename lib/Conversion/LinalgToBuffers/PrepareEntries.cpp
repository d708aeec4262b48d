//===- PrepareEntries.cpp - Memref arguments for public functions ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PREPAREENTRIESPASS
#include "ptir/Conversion/LinalgToBuffers/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Per result of the function the argument that it updates, or -1.
static SmallVector<int64_t> getInplace(func::FuncOp function) {
  auto list = function->getAttrOfType<DenseI64ArrayAttr>(
      PTIRDialect::getInplaceAttrName());
  if (list && list.size() == function.getNumResults())
    return SmallVector<int64_t>(list.asArrayRef());
  return SmallVector<int64_t>(function.getNumResults(), -1);
}

/// Collects what a value may share its memory with: sources of views, what
/// regions yield, what loops start with.
static SmallVector<Value> getSources(Value value) {
  auto result = dyn_cast<OpResult>(value);
  if (!result)
    return {};
  Operation *op = result.getOwner();
  if (isa<tensor::CastOp, tensor::ExtractSliceOp, tensor::CollapseShapeOp,
          tensor::ExpandShapeOp, tensor::ReshapeOp>(op))
    return {op->getOperand(0)};
  if (auto select = dyn_cast<arith::SelectOp>(op))
    return {select.getTrueValue(), select.getFalseValue()};
  if (!isa<scf::IfOp, scf::ForOp, scf::WhileOp>(op))
    return {};
  SmallVector<Value> sources(op->getOperands());
  for (Region &region : op->getRegions())
    for (Block &block : region)
      llvm::append_range(sources, block.getTerminator()->getOperands());
  return sources;
}

/// Whether the memory of a value may be a constant's or a parameter's.
static bool mayBeReadOnly(Value value) {
  SmallVector<Value> pending = {value};
  llvm::SmallDenseSet<Value> seen;
  while (!pending.empty()) {
    Value next = pending.pop_back_val();
    if (!seen.insert(next).second || !isa<TensorType>(next.getType()))
      continue;
    if (isa_and_nonnull<arith::ConstantOp, rt::ParamOp>(next.getDefiningOp()))
      return true;
    llvm::append_range(pending, getSources(next));
  }
  return false;
}

/// Gives the calls of a public function, which is about to change its type, a
/// private copy of it.
static LogicalResult separateCalls(func::FuncOp function,
                                   SymbolTable &symbols) {
  if (SymbolTable::symbolKnownUseEmpty(function, symbols.getOp()))
    return success();
  func::FuncOp called = function.clone();
  called.setPrivate();
  called->removeAttr(PTIRDialect::getSignatureAttrName());
  called->removeAttr(PTIRDialect::getInplaceAttrName());
  StringAttr name = symbols.insert(called);
  return SymbolTable::replaceAllSymbolUses(function, name, symbols.getOp());
}

namespace {

struct PrepareEntriesPass
    : ptir::impl::PrepareEntriesPassBase<PrepareEntriesPass> {
  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    for (auto function :
         llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      if (function.isPublic() && !function.isDeclaration() &&
          failed(separateCalls(function, symbols)))
        return signalPassFailure();
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isPublic() && !function.isDeclaration())
        prepare(function);
      else
        function.walk(copyReadOnly);
    }
  }

  /// Callers write over what a private function returns.
  static void copyReadOnly(func::ReturnOp op) {
    OpBuilder builder(op);
    for (OpOperand &operand : op->getOpOperands())
      if (mayBeReadOnly(operand.get()))
        operand.set(bufferization::AllocTensorOp::create(
            builder, op.getLoc(),
            cast<RankedTensorType>(operand.get().getType()), ValueRange(),
            operand.get()));
  }

  void prepare(func::FuncOp function) {
    SmallVector<int64_t> inplace = getInplace(function);
    Block &body = function.getBody().front();
    OpBuilder builder = OpBuilder::atBlockBegin(&body);
    SmallVector<Type> inputs;
    for (BlockArgument argument : body.getArguments()) {
      if (auto type = dyn_cast<RankedTensorType>(argument.getType())) {
        argument.setType(
            MemRefType::get(type.getShape(), type.getElementType()));
        bool writable = llvm::is_contained(inplace, argument.getArgNumber());
        auto tensor = bufferization::ToTensorOp::create(
            builder, argument.getLoc(), type, argument, /*restrict=*/true,
            writable);
        argument.replaceAllUsesExcept(tensor, tensor);
      }
      inputs.push_back(argument.getType());
    }
    function.walk([&](func::ReturnOp op) { replaceReturn(op, inplace, body); });
    function.setFunctionType(FunctionType::get(&getContext(), inputs, {}));
    function.removeResAttrsAttr();
  }

  static void replaceReturn(func::ReturnOp op, ArrayRef<int64_t> inplace,
                            Block &body) {
    OpBuilder builder(op);
    for (auto [i, value] : llvm::enumerate(op.getOperands())) {
      if (inplace[i] < 0) {
        rt::SetResultOp::create(builder, op.getLoc(), i, value);
        continue;
      }
      bufferization::MaterializeInDestinationOp::create(
          builder, op.getLoc(), Type(), value, body.getArgument(inplace[i]),
          /*restrict=*/true, /*writable=*/true);
    }
    func::ReturnOp::create(builder, op.getLoc());
    op.erase();
  }
};

} // namespace
