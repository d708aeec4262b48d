//===- Backend.h - What a backend is asked for -----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A backend claims composites and lowers them to kernels of its own; whatever
// nobody claims is inlined and code is generated for it. Backends are
// registered by one line in RegisterAllBackends.cpp.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_BACKENDS_BACKEND_H
#define PTIR_BACKENDS_BACKEND_H

#include "mlir/Pass/PassManager.h"
#include "ptir/Dialect/PTIR/Transforms/StoredWeights.h"

#include <memory>
#include <vector>

namespace ptir {

/// Stateless; shared by all threads.
class Backend {
public:
  virtual ~Backend();

  /// The word of `--backend`.
  virtual llvm::StringRef getName() const = 0;
  virtual llvm::StringRef getDescription() const = 0;

  /// Whether the portable module is run as it is, by the interpreter; the
  /// phases below do not apply then.
  virtual bool isInterpreter() const { return false; }

  /// Adds passes that turn claimed composites into runtime calls. They run at
  /// the start of the `kernels` phase. Weights that are to be stored in fewer
  /// bits are left to later passes by a backend that does not know them.
  virtual void claimComposites(mlir::OpPassManager &manager,
                               const NumberFormats &formats) const {}

  /// Adds passes over the calls and the core ops that are left when everything
  /// else has been inlined, at the end of the `kernels` phase.
  virtual void lowerCoreOps(mlir::OpPassManager &manager) const {}

  /// Dialects besides those of the phase table that may remain after the
  /// `kernels` phase and that its later passes understand.
  virtual std::vector<llvm::StringRef> getLegalDialects() const { return {}; }
};

/// Owns the backends of one tool or library user.
class BackendRegistry {
public:
  /// A second backend of the same name replaces the first.
  void add(std::unique_ptr<Backend> backend);

  /// Null when there is none of that name.
  const Backend *lookup(llvm::StringRef name) const;

  /// The names, in the order of registration, joined for a message.
  std::string listNames() const;

  const std::vector<std::unique_ptr<Backend>> &all() const { return backends; }

private:
  std::vector<std::unique_ptr<Backend>> backends;
};

/// The backends of this build.
void registerAllBackends(BackendRegistry &registry);

} // namespace ptir

#endif // PTIR_BACKENDS_BACKEND_H
