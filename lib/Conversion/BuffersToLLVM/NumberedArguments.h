//===- NumberedArguments.h - Numbers instead of memory ---------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A layer is a function that is called with other weights and caches each
// time. What an entry passes on, parameters and its own arguments, a function
// finds in the tables of the call by their numbers. Numbers that keep their
// distance from call to call are one number:
//
//   call @layer(%x, %k0, %v0, %w0, %b0); call @layer(%y, %k1, %v1, %w1, %b1)
//     =>  call @layer(%x, %tensors, 1, 0); call @layer(%y, %tensors, 3, 2)
//
// and the layer reads tensors n and n + 1, slots m and m + 1. A call costs the
// compiler the same however many weights a layer has.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_NUMBEREDARGUMENTS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_NUMBEREDARGUMENTS_H

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/IR/BuiltinOps.h"

namespace ptir {

/// Passes numbers wherever every caller of a private function could; returns
/// how many arguments were replaced. Entries are open (Entries.h), and
/// parameters have their `slot`.
unsigned numberArguments(mlir::ModuleOp module,
                         const mlir::LLVMTypeConverter &converter);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_NUMBEREDARGUMENTS_H
