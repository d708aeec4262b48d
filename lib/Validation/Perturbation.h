//===- Perturbation.h - Rounding errors on purpose --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_VALIDATION_PERTURBATION_H
#define PTIR_LIB_VALIDATION_PERTURBATION_H

#include "ptir/Reference/Interpreter.h"
#include "ptir/Support/SplitMix64.h"
#include "llvm/ADT/DenseSet.h"

namespace ptir::validation {

/// Units in the last place that the result of a function may be off.
int functionError(ElementType type);

/// Moves inexact results up (runs 0, 4, …), down (1, 5, …) or at random (in
/// runs 2, 6, … onto a whole number where one is near), and replaces what is
/// too large to sum in any order by something else each run.
class Perturbation final : public reference::OpObserver {
public:
  Perturbation(const llvm::DenseSet<mlir::Value> &inexact, unsigned run)
      : inexact(inexact), run(run), random(run) {}

  void beforeOp(mlir::Operation &op,
                std::vector<reference::Tensor> &operands) override;
  void afterOp(mlir::Operation &op,
               std::vector<reference::Tensor> &results) override;

private:
  double direction();
  void moveParts(reference::Tensor &tensor, double relative, double absolute);

  const llvm::DenseSet<mlir::Value> &inexact;
  unsigned run;
  SplitMix64 random;
  /// Of the sum that is being executed: that its order matters, and the error
  /// of any order.
  bool orderMatters = false;
  double sumError = 0;
};

} // namespace ptir::validation

#endif // PTIR_LIB_VALIDATION_PERTURBATION_H
