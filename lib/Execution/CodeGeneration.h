//===- CodeGeneration.h - From the LLVM dialect to an object ---*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Translates, optimises and assembles a module for the CPU this runs on.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_CODEGENERATION_H
#define PTIR_LIB_EXECUTION_CODEGENERATION_H

#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <string>
#include <vector>

namespace ptir::execution {

/// The CPU and its features, spelled for a cache key.
std::string describeHost();

/// Relocatable object files that refer to each other.
using ObjectFiles = std::vector<std::unique_ptr<llvm::MemoryBuffer>>;

/// The object files of a module of the LLVM dialect, which is taken apart:
/// large modules are compiled in parts (PartitionModule.h), with the threads of
/// its context.
StatusOr<ObjectFiles> generateObjects(mlir::ModuleOp module);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_CODEGENERATION_H
