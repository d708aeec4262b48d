//===- RuntimeFunctions.h - The functions that compiled code calls -*- C++
//-*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Declarations of Runtime/ABI.h inside the module, and two small functions of
// compiled code itself: allocation from the arena and the test of a check.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_BUFFERSTOLLVM_RUNTIMEFUNCTIONS_H
#define PTIR_LIB_CONVERSION_BUFFERSTOLLVM_RUNTIMEFUNCTIONS_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace ptir {

/// Byte offsets of ptir_context's members.
struct ContextLayout {
  static constexpr int64_t params = 0, arenaTop = 8, arenaLimit = 16;
};

inline constexpr llvm::StringLiteral arenaAllocName = "ptir_arena_alloc";
inline constexpr llvm::StringLiteral checkName = "ptir_check";
inline constexpr llvm::StringLiteral parallelForName = "ptir_rt_parallel_for";
inline constexpr llvm::StringLiteral resultName = "ptir_rt_result";
inline constexpr llvm::StringLiteral takeStepsName = "ptir_rt_take_steps";
inline constexpr llvm::StringLiteral releaseName = "ptir_rt_release";
inline constexpr llvm::StringLiteral kernelName = "ptir_rt_kernel";
inline constexpr llvm::StringLiteral acquireParamsName =
    "ptir_rt_acquire_params";
inline constexpr llvm::StringLiteral acquireRowsName = "ptir_rt_acquire_rows";
inline constexpr llvm::StringLiteral releaseParamsName =
    "ptir_rt_release_params";
inline constexpr llvm::StringLiteral copyName = "ptir_rt_copy";

/// Adds them all, unless they are there. Called before conversion.
void declareRuntimeFunctions(mlir::ModuleOp module);

/// Address of a member, `offset` bytes behind `base`.
mlir::Value addressOf(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value base, int64_t offset);

mlir::Value constantI64(mlir::OpBuilder &builder, mlir::Location loc,
                        int64_t value);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_BUFFERSTOLLVM_RUNTIMEFUNCTIONS_H
