//===- CacheKey.h - What a compiled object depends on ----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_CACHEKEY_H
#define PTIR_LIB_EXECUTION_CACHEKEY_H

#include "ptir/Execution/Compile.h"

namespace ptir::execution {

/// The versions of project, ABI and LLVM, this build of the compiler, and the
/// CPU: what code and its speed depend on besides the module.
std::string describeBuild();

/// Hex BLAKE3 of the module with its locations, the options that shape the
/// code, and describeBuild().
std::string cacheKey(mlir::ModuleOp module, const CompileOptions &options);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_CACHEKEY_H
