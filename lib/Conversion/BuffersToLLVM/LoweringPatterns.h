//===- LoweringPatterns.h - The patterns of the last lowering --*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LOWERINGPATTERNS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LOWERINGPATTERNS_H

#include "ModuleConstants.h"

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/IR/PatternMatch.h"

namespace ptir {

/// Temporaries from the arena, memref.copy through the runtime.
void populateMemoryPatterns(const mlir::LLVMTypeConverter &converter,
                            mlir::RewritePatternSet &patterns);

/// The ops of the ptirrt dialect. `constants` gets the error sites and must
/// outlive the patterns.
void populateRuntimeCallPatterns(const mlir::LLVMTypeConverter &converter,
                                 ModuleConstants &constants,
                                 mlir::RewritePatternSet &patterns);

/// ptirrt.acquire_params and ptirrt.release_params.
void populateParamStepPatterns(const mlir::LLVMTypeConverter &converter,
                               mlir::RewritePatternSet &patterns);

/// ptirrt.dot_bytes, by the CPU's instruction for 64 bytes if it has one.
void populateDotBytesPatterns(const mlir::LLVMTypeConverter &converter,
                              mlir::RewritePatternSet &patterns,
                              bool hasInstruction);

/// ptirrt.look_up_bytes, by the CPU's instruction for 64 bytes if it has one.
void populateLookUpBytesPatterns(const mlir::LLVMTypeConverter &converter,
                                 mlir::RewritePatternSet &patterns,
                                 bool hasInstruction);

/// Conversions of f8 and bf16, and of f64 to anything below f32, on values and
/// vectors.
void populateNarrowFloatPatterns(mlir::RewritePatternSet &patterns,
                                 mlir::PatternBenefit benefit = 1);

/// Exponentials and logarithms of f32, on values and vectors.
void populateElementaryFunctionPatterns(mlir::RewritePatternSet &patterns);

/// Complex products, quotients and elementary functions.
void populateComplexPatterns(mlir::RewritePatternSet &patterns,
                             mlir::PatternBenefit benefit = 1);

/// Whether complex arithmetic may call the C library by that name.
bool isComplexLibraryName(llvm::StringRef name);

/// The call context of the enclosing function.
mlir::Value contextOf(mlir::OpBuilder &builder, mlir::Location loc);

/// An array of i64 on the stack of the enclosing function, filled in.
mlir::Value stackArray(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Operation *op, mlir::ValueRange values);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_LOWERINGPATTERNS_H
