//===- PassValidation.h - Does a pass keep the meaning? ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Runs a module on seeded inputs after each pass and compares with the module
// before it. Portable modules run in the interpreter; modules in the middle of
// `kernels` and `linalg` are compiled from there; later ones are compiled where
// a phase ends, since between passes they are not whole.
//
// What no rounding reaches must be equal bit by bit; other floats must lie
// within ErrorBounds of the first module, or 64 units in the last place where
// that is not portable. A call that succeeded must not fail; one that failed
// may succeed only if the pass removed an op of the kind that failed, and may
// fail with another error.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_PASSVALIDATION_H
#define PTIR_VALIDATION_PASSVALIDATION_H

#include "mlir/Pass/PassInstrumentation.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ptir::validation {

struct PassValidationOptions {
  uint64_t seed = 0;
  /// Sets of inputs per entry; every second one has special elements.
  unsigned draws = 4;
  /// Extents of `?`, in order of appearance; the last one, or a number that
  /// changes from draw to draw, stands for those beyond.
  std::vector<int64_t> extents;
  /// Where the modules before and after a wrong pass are written.
  std::string folder = ".";
  /// The backend that compiles what is not portable.
  std::string backend = "native";
};

/// For one pass manager whose context runs single-threaded. At the first pass
/// that changes a result it emits an error, which names the pass, writes both
/// modules, and fails the pass.
std::unique_ptr<mlir::PassInstrumentation>
createPassValidation(PassValidationOptions options);

} // namespace ptir::validation

#endif // PTIR_VALIDATION_PASSVALIDATION_H
