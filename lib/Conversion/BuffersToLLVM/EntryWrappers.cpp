//===- EntryWrappers.cpp - Entries with the runtime's calling convention --===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "EntryWrappers.h"

#include "RuntimeFunctions.h"

#include "ptir/Runtime/ABI.h"

#include <cstddef>

using namespace mlir;
using namespace ptir;

std::string ptir::entryName(StringRef function) {
  return ("ptir_entry_" + function).str();
}

/// The members of a memref descriptor, as functions take them: allocated and
/// aligned pointer, offset, sizes, strides.
static void unpackArgument(OpBuilder &builder, Location loc, Value tensor,
                           MemRefType type, SmallVectorImpl<Value> &members) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Type i64 = builder.getI64Type();
  Value data = LLVM::LoadOp::create(
      builder, loc, pointer,
      addressOf(builder, loc, tensor, offsetof(ptir_tensor, data)));
  members.append({data, data, constantI64(builder, loc, 0)});
  SmallVector<Value> sizes;
  Value dims;
  for (int64_t dim = 0; dim < type.getRank(); ++dim) {
    if (!type.isDynamicDim(dim)) {
      sizes.push_back(constantI64(builder, loc, type.getDimSize(dim)));
      continue;
    }
    if (!dims)
      dims = LLVM::LoadOp::create(
          builder, loc, pointer,
          addressOf(builder, loc, tensor, offsetof(ptir_tensor, dims)));
    sizes.push_back(LLVM::LoadOp::create(
        builder, loc, i64, addressOf(builder, loc, dims, 8 * dim)));
  }
  SmallVector<Value> strides(type.getRank());
  Value stride = constantI64(builder, loc, 1);
  for (int64_t dim = type.getRank() - 1; dim >= 0; --dim) {
    strides[dim] = stride;
    if (dim > 0)
      stride = LLVM::MulOp::create(builder, loc, stride, sizes[dim]);
  }
  llvm::append_range(members, sizes);
  llvm::append_range(members, strides);
}

void ptir::createEntryWrapper(func::FuncOp function) {
  Location loc = function.getLoc();
  OpBuilder builder(function);
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Type i32 = builder.getI32Type();
  auto wrapper = LLVM::LLVMFuncOp::create(
      builder, loc, entryName(function.getName()),
      LLVM::LLVMFunctionType::get(i32, {pointer, pointer}));
  Block *body = wrapper.addEntryBlock(builder);
  builder.setInsertionPointToStart(body);
  SmallVector<Value> members;
  for (auto [i, type] : llvm::enumerate(function.getArgumentTypes())) {
    Value tensor =
        addressOf(builder, loc, body->getArgument(1), sizeof(ptir_tensor) * i);
    unpackArgument(builder, loc, tensor, cast<MemRefType>(type), members);
  }
  LLVM::CallOp::create(builder, loc, TypeRange(), function.getName(), members);
  // Failures are recorded in the context, where the session finds them.
  Value ok = LLVM::ConstantOp::create(builder, loc, i32,
                                      builder.getI32IntegerAttr(PTIR_OK));
  LLVM::ReturnOp::create(builder, loc, ok);
}
