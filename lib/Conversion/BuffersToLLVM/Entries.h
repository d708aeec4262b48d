//===- Entries.h - Entries with the runtime's calling convention -*- C++ -*-==//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A public function with a portable signature is an entry: it becomes
// `i32 ptir_entry_f(ptr context, ptr args)` of Runtime/ABI.h. Nobody calls it
// in the module. Before conversion, in two steps: between them the tensors are
// at hand, and the memrefs still stand for them.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRIES_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRIES_H

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace ptir {

/// What the symbols of entries begin with.
inline constexpr llvm::StringLiteral entryPrefix = "ptir_entry_";

/// Whether the function will be an entry, or is an open one.
bool isEntry(mlir::func::FuncOp function);

/// On the module, once entries are open: `name`, `signature` and `inplace` of
/// the public functions.
inline constexpr llvm::StringLiteral entriesAttrName = "ptirrt.entries";

/// Puts the context and the array of ptir_tensor before the arguments of every
/// entry. Fails for an entry that is called.
mlir::LogicalResult openEntries(mlir::ModuleOp module);

/// Of an entry between the two steps.
mlir::Value entryTensors(mlir::func::FuncOp entry);
/// Which tensor an argument stands for.
int64_t entryTensorNumber(mlir::BlockArgument argument);

/// Takes the arguments out of the tensors where they are used, and succeeds:
/// failures are recorded in the context, where the session finds them.
void closeEntries(mlir::ModuleOp module,
                  const mlir::LLVMTypeConverter &converter);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_ENTRIES_H
