//===- Compile.h - From a module to an instance -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_EXECUTION_COMPILE_H
#define PTIR_EXECUTION_COMPILE_H

#include "ptir/Dialect/PTIR/Transforms/StoredWeights.h"
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
  /// The phase the module is at; empty to tell from its ops.
  std::string compileFrom;
  /// The phase that `compileModule` stops after; empty for the last.
  std::string compileTo;
  /// Where the module is written after each phase, as NN_phase.mlir; empty for
  /// nowhere.
  std::string dumpDir;
  /// Whether dumps are written when the object cache has the code, too.
  enum class DumpMode { All, Compile } dumpMode = DumpMode::All;
  /// Without it the phases only lower, see PhaseContext. The interpreter runs
  /// modules as they are either way.
  bool optimize = true;
  /// What weights are kept as, see PhaseContext. Anything but f32 needs
  /// `optimize` and a backend that compiles.
  StoredWeights weights = StoredWeights::F32;
  /// See NumberFormats.
  bool roundActivations = true;
  /// See PhaseContext: for a parameter store with a limit. Needs a backend that
  /// compiles.
  bool streamParams = false;
  bool useCache = true;
  /// The folder of compiled objects; empty for no cache.
  std::string cacheDir;
  /// 0 for all cores.
  int threads = 0;
  /// Steps of all loops of one call; 0 for no limit.
  int64_t maxSteps = 0;
};

/// Runs the phases after `compileFrom`, up to `compileTo`, on the module in
/// place. Fails with the diagnostics of the phase that could not be completed.
Status compileModule(mlir::ModuleOp module, const CompileOptions &options);

/// Compiles the module, or loads it from the object cache, and binds its
/// parameters. Takes the module, whose context must outlive the instance and
/// gets the dialects of the phases registered. `params` may be null for a
/// module without parameters.
StatusOr<std::unique_ptr<Instance>>
instantiate(mlir::OwningOpRef<mlir::ModuleOp> module,
            std::shared_ptr<runtime::ParamStore> params,
            const CompileOptions &options);

} // namespace ptir::execution

#endif // PTIR_EXECUTION_COMPILE_H
