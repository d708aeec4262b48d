//===- EntryWrappers.h - Entries with the runtime's calling convention -*- C++
//-*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRYWRAPPERS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRYWRAPPERS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace ptir {

/// The name of the entry of a public function.
std::string entryName(llvm::StringRef function);

/// What functions are called in code whose own names the C library has.
inline constexpr llvm::StringLiteral renamedSuffix = ".ptir";

/// Adds `i32 ptir_entry_f(ptr context, ptr args)`, which takes the arguments
/// out of the array of ptir_tensor and calls `f`, whose arguments are plain
/// memrefs. Before conversion.
void createEntryWrapper(mlir::func::FuncOp function);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRYWRAPPERS_H
