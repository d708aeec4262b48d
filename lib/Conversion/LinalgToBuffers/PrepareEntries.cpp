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

using ValueSet = llvm::SmallDenseSet<Value>;
static ValueSet getMemory(Value value, const SymbolTable &symbols);

/// What an argument of a loop's body may be.
static SmallVector<Value> getCarried(BlockArgument argument) {
  Operation *loop = argument.getOwner()->getParentOp();
  unsigned i = argument.getArgNumber();
  if (auto op = dyn_cast<scf::ForOp>(loop)) {
    if (i < op.getNumInductionVars())
      return {};
    i -= op.getNumInductionVars();
    return {op.getInitArgs()[i], op.getYieldedValues()[i]};
  }
  auto op = dyn_cast<scf::WhileOp>(loop);
  if (!op)
    return {};
  if (argument.getOwner() == op.getAfterBody())
    return {op.getConditionOp().getArgs()[i]};
  return {op.getInits()[i], op.getYieldOp().getResults()[i]};
}

/// What a value may share its memory with and have its content from: sources of
/// views, what regions yield, what loops start with, what a callee hands back.
static SmallVector<Value> getSources(Value value, const SymbolTable &symbols) {
  if (auto argument = dyn_cast<BlockArgument>(value))
    return getCarried(argument);
  auto result = cast<OpResult>(value);
  unsigned i = result.getResultNumber();
  Operation *op = result.getOwner();
  if (isa<tensor::CastOp, tensor::ExtractSliceOp, tensor::CollapseShapeOp,
          tensor::ExpandShapeOp, tensor::ReshapeOp>(op))
    return {op->getOperand(0)};
  if (auto select = dyn_cast<arith::SelectOp>(op))
    return {select.getTrueValue(), select.getFalseValue()};
  if (auto branch = dyn_cast<scf::IfOp>(op))
    return {branch.thenYield().getOperand(i), branch.elseYield().getOperand(i)};
  if (auto loop = dyn_cast<scf::ForOp>(op))
    return {loop.getInitArgs()[i], loop.getYieldedValues()[i]};
  if (auto loop = dyn_cast<scf::WhileOp>(op))
    return {loop.getConditionOp().getArgs()[i]};
  auto call = dyn_cast<func::CallOp>(op);
  auto callee =
      call ? symbols.lookup<func::FuncOp>(call.getCallee()) : func::FuncOp();
  if (!callee || callee.isDeclaration())
    return {};
  SmallVector<Value> sources;
  for (Value source : getMemory(
           callee.getBody().front().getTerminator()->getOperand(i), symbols))
    if (auto argument = dyn_cast<BlockArgument>(source);
        argument && argument.getOwner()->getParentOp() == callee)
      sources.push_back(call.getOperand(argument.getArgNumber()));
  return sources;
}

/// All values that a value may share its memory with, itself included.
static ValueSet getMemory(Value value, const SymbolTable &symbols) {
  SmallVector<Value> pending = {value};
  ValueSet seen;
  while (!pending.empty()) {
    Value next = pending.pop_back_val();
    if (isa<TensorType>(next.getType()) && seen.insert(next).second)
      llvm::append_range(pending, getSources(next, symbols));
  }
  return seen;
}

static bool isReadOnly(Value value) {
  return isa_and_nonnull<arith::ConstantOp, rt::ParamOp>(value.getDefiningOp());
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
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      if (function.isPublic() && !function.isDeclaration() &&
          failed(separateCalls(function, symbols)))
        return signalPassFailure();
    for (auto function : getOperation().getOps<func::FuncOp>()) {
      if (function.isPublic() && !function.isDeclaration())
        prepare(function);
      else
        function.walk([&](func::ReturnOp op) { separateResults(op, symbols); });
    }
  }

  /// Callers write over what a private function returns, each result for
  /// itself: bufferization does not see that two of them are one.
  static void separateResults(func::ReturnOp op, const SymbolTable &symbols) {
    OpBuilder builder(op);
    ValueSet taken;
    for (OpOperand &operand : op->getOpOperands()) {
      ValueSet memory = getMemory(operand.get(), symbols);
      bool isShared = llvm::any_of(memory, [&](Value value) {
        return isReadOnly(value) || taken.contains(value);
      });
      if (isShared)
        operand.set(bufferization::AllocTensorOp::create(
            builder, op.getLoc(),
            cast<RankedTensorType>(operand.get().getType()), ValueRange(),
            operand.get()));
      else
        taken.insert_range(memory);
    }
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
