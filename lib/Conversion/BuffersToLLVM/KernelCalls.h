//===- KernelCalls.h - Calls of kernel libraries ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_KERNELCALLS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_KERNELCALLS_H

#include "ModuleConstants.h"

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/IR/PatternMatch.h"

namespace ptir {

/// Numbers every ptirrt.call of the module and leaves what describeKernels
/// needs in an attribute of the module.
void assignKernels(mlir::ModuleOp module);

/// ptirrt.call of memrefs  =>  ptir_rt_kernel. Packed parameters are pointers.
void populateKernelCallPatterns(mlir::LLVMTypeConverter &converter,
                                ModuleConstants &constants,
                                mlir::RewritePatternSet &patterns);

/// A ptir_kernel_desc for every call that assignKernels numbered, in order;
/// removes the attribute.
std::vector<ModuleConstants::Member>
describeKernels(mlir::ModuleOp module, ModuleConstants &constants);

/// A ptir_type_desc.
ModuleConstants::Member describeType(ModuleConstants &constants,
                                     llvm::ArrayRef<int64_t> shape,
                                     mlir::Type elementType);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_KERNELCALLS_H
