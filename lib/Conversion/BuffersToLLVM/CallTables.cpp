//===- CallTables.cpp - Parameters and arguments by number ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CallTables.h"

#include "LoweringPatterns.h"
#include "RuntimeFunctions.h"

#include "mlir/Conversion/LLVMCommon/MemRefBuilder.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Runtime/ABI.h"

#include <cstddef>

using namespace mlir;
using namespace ptir;

bool ptir::isTensorType(Type type) {
  auto memref = dyn_cast<MemRefType>(type);
  return memref && memref.getLayout().isIdentity();
}

bool ptir::isParamType(Type type) {
  return isa<rt::PackedType>(type) ||
         (isTensorType(type) && cast<MemRefType>(type).hasStaticShape());
}

Value ptir::readParam(OpBuilder &builder, Location loc,
                      const LLVMTypeConverter &converter, LLVM::GEPArg slot,
                      Type type) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value slots = LLVM::LoadOp::create(
      builder, loc, pointer,
      addressOf(builder, loc, contextOf(builder, loc), ContextLayout::params));
  Value address = LLVM::GEPOp::create(builder, loc, pointer, pointer, slots,
                                      ArrayRef<LLVM::GEPArg>{slot});
  Value data = LLVM::LoadOp::create(builder, loc, pointer, address);
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref)
    return data;
  return MemRefDescriptor::fromStaticShape(builder, loc, converter, memref,
                                           data);
}

Value ptir::readTensor(OpBuilder &builder, Location loc,
                       const LLVMTypeConverter &converter, Value tensors,
                       LLVM::GEPArg number, MemRefType type) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Type i64 = builder.getI64Type();
  static_assert(sizeof(ptir_tensor) == 3 * sizeof(int64_t));
  Value tensor = LLVM::GEPOp::create(builder, loc, pointer,
                                     LLVM::LLVMArrayType::get(i64, 3), tensors,
                                     ArrayRef<LLVM::GEPArg>{number});
  Value data = LLVM::LoadOp::create(
      builder, loc, pointer,
      addressOf(builder, loc, tensor, offsetof(ptir_tensor, data)));
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
  // Allocated and aligned pointer, offset, sizes, strides.
  SmallVector<Value> members = {data, data, constantI64(builder, loc, 0)};
  llvm::append_range(members, sizes);
  llvm::append_range(members, strides);
  return MemRefDescriptor::pack(builder, loc, converter, type, members);
}

void ptir::readWhereUsed(Block &body, Value value,
                         llvm::function_ref<Value(OpBuilder &)> read) {
  if (value.use_empty())
    return;
  Operation *first = nullptr;
  for (Operation *user : value.getUsers()) {
    Operation *here = body.findAncestorOpInBlock(*user);
    if (!here) // in another block, which this one dominates
      here = body.getTerminator();
    if (!first || here->isBeforeInBlock(first))
      first = here;
  }
  OpBuilder builder(first);
  Value found = read(builder);
  value.replaceAllUsesWith(UnrealizedConversionCastOp::create(
                               builder, value.getLoc(), value.getType(), found)
                               .getResult(0));
}
