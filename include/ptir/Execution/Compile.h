//===- Compile.h - From a module to an instance -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_EXECUTION_COMPILE_H
#define PTIR_EXECUTION_COMPILE_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/ParamStore.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <memory>
#include <string>

namespace ptir::execution {

struct CompileOptions {
  /// A registered backend.
  std::string backend = "native";
  /// Names of phases; empty for the whole way.
  std::string compileFrom, compileTo;
  /// Where each phase is written; empty for nowhere.
  std::string dumpDir;
  enum class DumpMode { All, Compile } dumpMode = DumpMode::All;
  bool useCache = true;
  /// Empty for the user's cache folder.
  std::string cacheDir;
  /// 0 for all cores.
  int threads = 0;
  /// Steps of all loops of one call; 0 for no limit.
  int64_t maxSteps = 0;
};

/// Compiles the module, or loads it from the object cache, and binds its
/// parameters. Takes the module, whose context must outlive the instance.
/// `params` may be null for a module without parameters.
StatusOr<std::unique_ptr<Instance>>
instantiate(mlir::OwningOpRef<mlir::ModuleOp> module,
            std::shared_ptr<runtime::ParamStore> params,
            const CompileOptions &options);

} // namespace ptir::execution

#endif // PTIR_EXECUTION_COMPILE_H
