//===- Phases.h - The phase table ------------------------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A module is compiled in named phases. Each row of the table says what a
// phase does and which dialects may remain after it; a pass checks that. Tools
// stop after, start from and dump phases by name.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_PIPELINES_PHASES_H
#define PTIR_PIPELINES_PHASES_H

#include "ptir/Backends/Backend.h"
#include "ptir/Dialect/PTIR/Transforms/StoredWeights.h"

namespace ptir {

/// What a phase is built for; used while it is built.
struct PhaseContext {
  PhaseContext(const Backend &backend, bool optimize = true,
               NumberFormats formats = {}, bool streamParams = false)
      : backend(backend), optimize(optimize), formats(formats),
        streamParams(streamParams) {}

  const Backend &backend;
  /// Without it a phase only lowers: composites are not recognised, loops not
  /// fused, moved or divided over threads, parameters not packed, and nothing
  /// is folded that need not be. The contracts of the phases are the same.
  bool optimize;
  /// What packed weights and tied embeddings are kept as; they are as they were
  /// stored without `optimize`.
  NumberFormats formats;
  /// Whether code says when it uses which parameters, so that a session can run
  /// it with a part of them in memory.
  bool streamParams;
};

/// One row of the table.
struct Phase {
  llvm::StringLiteral name;
  llvm::StringLiteral description;
  /// Adds the passes of the phase.
  void (*build)(mlir::OpPassManager &manager, const PhaseContext &how);
  /// Dialects that may remain, besides `builtin`, and ops that may not,
  /// although their dialect may.
  std::vector<llvm::StringRef> legalDialects;
  std::vector<llvm::StringRef> illegalOps;
};

/// All phases, in order: canonical, fused, kernels, linalg, buffers, tiled,
/// llvm. Lives as long as the program.
llvm::ArrayRef<Phase> getPhases();

/// Position in the table; nothing for an unknown name.
std::optional<size_t> findPhase(llvm::StringRef name);

/// The names joined for a message.
std::string listPhases();

/// Adds a phase and the check of its contract.
void buildPhase(mlir::OpPassManager &manager, const Phase &phase,
                const PhaseContext &how);

/// The pass that checks a contract; `extraDialects` come from the backend.
std::unique_ptr<mlir::Pass>
createVerifyPhasePass(const Phase &phase,
                      llvm::ArrayRef<llvm::StringRef> extraDialects);

/// The phase whose contract a pass checks, which ends it; null for other
/// passes.
const Phase *getPhaseEndedBy(const mlir::Pass &pass);

/// The last phase whose contract a module can have come from: portable ops
/// mean `canonical`, loops over tensors `linalg`, and so on.
const Phase &detectPhase(mlir::Operation *module);

} // namespace ptir

#endif // PTIR_PIPELINES_PHASES_H
