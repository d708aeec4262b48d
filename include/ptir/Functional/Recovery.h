//===- Recovery.h - Functionals found in core ops ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The reverse of emission. For each functional of two or more compute ops:
// which op its decomposition ends in, and how to read operands and parameters
// off the ops around such an anchor. That reading only proposes: emitting the
// functional again and comparing (lib/Raise) decides, so pattern and functional
// cannot drift apart.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_RECOVERY_H
#define PTIR_FUNCTIONAL_RECOVERY_H

#include "ptir/Functional/Emitter.h"

#include <functional>

namespace ptir::functional {

/// A functional that may have produced the ops around an anchor.
struct Recovery {
  /// Values of the program, defined before the anchor.
  llvm::SmallVector<mlir::Value> operands;
  /// Emits the functional with those operands. Returns what stands for the
  /// anchor's result: the composite's first result, or a reshape of it.
  std::function<Tensor(Emitter &, llvm::ArrayRef<Tensor>)> emit;
};

struct RecoverableFunctional {
  llvm::StringRef name;
  /// Name of the op that computes the first result. A functional that may end
  /// in one of several has a row for each.
  llvm::StringRef anchor;
  /// Nothing where the ops around the anchor have another structure.
  std::optional<Recovery> (*recover)(mlir::Operation *anchor);
};

/// Largest first, so that a part is not taken before the whole.
llvm::ArrayRef<RecoverableFunctional> getRecoverableFunctionals();

/// Functionals that are not recovered, since their decomposition has at most
/// one compute op besides sums: the core ops say as much. `layer_norm_moments`
/// is recovered as `layer_norm`, `rms_norm_moments` as `rms_norm`.
llvm::ArrayRef<llvm::StringRef> getUnrecoveredFunctionals();

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_RECOVERY_H
