//===- PrepareEntries.cpp - Memref arguments for public functions ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToBuffers/Passes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
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

namespace {

struct PrepareEntriesPass
    : ptir::impl::PrepareEntriesPassBase<PrepareEntriesPass> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function.isPublic() && !function.isDeclaration())
        prepare(function);
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
