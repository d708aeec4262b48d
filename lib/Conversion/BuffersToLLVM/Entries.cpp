//===- Entries.cpp - Entries with the runtime's calling convention --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Entries.h"

#include "CallTables.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Runtime/ABI.h"

using namespace mlir;
using namespace ptir;

/// Context and tensors.
static constexpr unsigned numAdded = 2;

bool ptir::isEntry(func::FuncOp function) {
  return !function.isDeclaration() &&
         function->hasAttr(PTIRDialect::getSignatureAttrName());
}

Value ptir::entryTensors(func::FuncOp entry) { return entry.getArgument(1); }

int64_t ptir::entryTensorNumber(BlockArgument argument) {
  return static_cast<int64_t>(argument.getArgNumber()) - numAdded;
}

LogicalResult ptir::openEntries(ModuleOp module) {
  auto pointer = LLVM::LLVMPointerType::get(module.getContext());
  llvm::DenseSet<StringAttr> names;
  for (auto function : module.getOps<func::FuncOp>())
    if (isEntry(function))
      names.insert(function.getNameAttr());
  WalkResult calls = module.walk([&](func::CallOp call) {
    if (!names.contains(call.getCalleeAttr().getAttr()))
      return WalkResult::advance();
    call.emitOpError("expected a private function, found the entry '")
        << call.getCallee() << "'; run ptir-prepare-entries first";
    return WalkResult::interrupt();
  });
  if (calls.wasInterrupted())
    return failure();
  Builder builder(module.getContext());
  SmallVector<Attribute> entries;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!isEntry(function))
      continue;
    auto inplace = function->removeAttr(PTIRDialect::getInplaceAttrName());
    entries.push_back(builder.getDictionaryAttr(
        {builder.getNamedAttr(
             "inplace", inplace ? inplace : builder.getDenseI64ArrayAttr({})),
         builder.getNamedAttr("name", function.getNameAttr()),
         builder.getNamedAttr(
             "signature",
             function->getAttr(PTIRDialect::getSignatureAttrName()))}));
    Block &body = function.getBody().front();
    for (unsigned i = 0; i < numAdded; ++i)
      body.insertArgument(i, pointer, function.getLoc());
    function.setFunctionType(FunctionType::get(
        module.getContext(), body.getArgumentTypes(), TypeRange()));
    function.setName((entryPrefix + function.getName()).str());
  }
  module->setAttr(entriesAttrName, builder.getArrayAttr(entries));
  return success();
}

/// Nothing is left of the portable function but what the module says.
static void close(func::FuncOp entry, const LLVMTypeConverter &converter) {
  Block &body = entry.getBody().front();
  for (BlockArgument argument : body.getArguments().drop_front(numAdded))
    readWhereUsed(body, argument, [&](OpBuilder &builder) {
      auto number = static_cast<int32_t>(entryTensorNumber(argument));
      return readTensor(builder, argument.getLoc(), converter,
                        entryTensors(entry), number,
                        cast<MemRefType>(argument.getType()));
    });
  body.eraseArguments(numAdded, body.getNumArguments() - numAdded);
  Type i32 = IntegerType::get(entry.getContext(), 32);
  entry.setFunctionType(
      FunctionType::get(entry.getContext(), body.getArgumentTypes(), i32));
  entry->removeAttr(PTIRDialect::getSignatureAttrName());
  entry.walk([&](func::ReturnOp op) {
    OpBuilder builder(op);
    Value ok = arith::ConstantIntOp::create(builder, op.getLoc(), i32, PTIR_OK);
    op.getOperandsMutable().assign(ok);
  });
}

void ptir::closeEntries(ModuleOp module, const LLVMTypeConverter &converter) {
  for (auto function : module.getOps<func::FuncOp>())
    if (isEntry(function))
      close(function, converter);
}
