//===- ErrorBounds.h - How far a correct result may be off ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One tolerance does not fit every program: a difference of nearly equal
// numbers turns an error of the last bit into a large one, and a comparison of
// them into another answer. The bound of each element is found by running the
// program again in the interpreter with the results of its inexact ops, and
// the operands of its sums, moved by a few units in the last place, up, down
// and at random. What moves little must agree closely; what jumps (to NaN, to
// another integer) is not compared; what no inexact op contributed to must be
// equal bit by bit.
//
// Sums that may overflow in one order and not in another are not compared.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_ERRORBOUNDS_H
#define PTIR_VALIDATION_ERRORBOUNDS_H

#include "ptir/Reference/Interpreter.h"

#include <vector>

namespace ptir::validation {

/// The largest allowed distance of each element of a result, complex numbers
/// as two: 0 where the bits must be equal, infinity where nothing is asked.
using ElementBounds = std::vector<double>;

/// A call whose result is known.
struct ReferenceCall {
  mlir::ModuleOp module;
  llvm::StringRef function;
  llvm::ArrayRef<reference::Tensor> args;
  llvm::ArrayRef<reference::Tensor> results;
};

/// One list of bounds per result. The module is portable; runs are limited to
/// `maxSteps` ops (0 for no limit), and a run that fails bounds nothing.
std::vector<ElementBounds> findErrorBounds(const ReferenceCall &call,
                                           reference::ParamProvider &params,
                                           uint64_t maxSteps);

/// Bounds for results of which no portable program is known: `ulps` units in
/// the last place of floats and complex numbers, 0 for others.
std::vector<ElementBounds>
uniformBounds(llvm::ArrayRef<reference::Tensor> results, int ulps);

/// The first element that is out of bounds, as text; empty if there is none.
/// Types and extents must be equal; every NaN equals every other.
std::string describeDifference(llvm::ArrayRef<reference::Tensor> expected,
                               llvm::ArrayRef<reference::Tensor> found,
                               llvm::ArrayRef<ElementBounds> bounds);

} // namespace ptir::validation

#endif // PTIR_VALIDATION_ERRORBOUNDS_H
