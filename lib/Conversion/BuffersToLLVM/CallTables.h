//===- CallTables.h - Parameters and arguments by number -------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The two tables that an entry gets from the runtime: the slots of the
// module's parameters, and the tensors it is called with.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_CALLTABLES_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_CALLTABLES_H

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace ptir {

/// Whether a value of the type can be had by its number alone: a packed
/// parameter, or memory of known extents with the plain layout.
bool isParamType(mlir::Type type);

/// Whether a value of the type can be a tensor of the runtime, which is dense.
bool isTensorType(mlir::Type type);

/// What slot number `slot` holds, as the type that `type`, for which
/// isParamType holds, is converted to.
mlir::Value readParam(mlir::OpBuilder &builder, mlir::Location loc,
                      const mlir::LLVMTypeConverter &converter,
                      mlir::LLVM::GEPArg slot, mlir::Type type);

/// The descriptor of number `number` of the array of ptir_tensor at `tensors`;
/// isTensorType holds for `type`.
mlir::Value readTensor(mlir::OpBuilder &builder, mlir::Location loc,
                       const mlir::LLVMTypeConverter &converter,
                       mlir::Value tensors, mlir::LLVM::GEPArg number,
                       mlir::MemRefType type);

/// Replaces what is left of the uses of `value` by what `read` makes, before
/// the first of them, of the type that `value` is converted to. `body` is the
/// first block of the function.
void readWhereUsed(mlir::Block &body, mlir::Value value,
                   llvm::function_ref<mlir::Value(mlir::OpBuilder &)> read);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_CALLTABLES_H
