//===- Tolerance.h - How close results must be ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The tolerances of the project, in units in the last place (ULP) of the
// result's element type. docs/spec/index.md repeats the table. Integers and i1
// are always exact.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TOLERANCE_H
#define PTIR_TEST_CONFORMANCE_TOLERANCE_H

#include "Tensor.h"

#include <optional>
#include <string>

namespace ptir::conformance {

/// A row of the table.
enum class Accuracy {
  /// The same value: moves, casts, arithmetic rounded once, and sums and
  /// products of small integers in any order.
  Exact,
  /// exp, log, tanh, erf, rsqrt, sqrt, sin, cos, logistic, pow.
  Elementary,
  /// Complex products, quotients and elementary functions; relative to the
  /// magnitude of the number.
  ComplexElementary,
  /// Sums in any order, of numbers of one sign.
  Sum,
  /// Results of several roundings around 1: layer_norm, rng_normal. Results
  /// below 1 count as 1.
  Normalised,
};

/// The tolerance of a row for an element type, in ULP.
double toleranceOf(Accuracy accuracy, ElementType type);

/// Where the first element that differs by more than `ulps` lies, as text;
/// nothing if all agree, types and extents included. All NaNs are equal. Zeros
/// of another sign differ, unless `anyZero`.
std::optional<std::string> difference(const Tensor &expected,
                                      const Tensor &found, Accuracy accuracy,
                                      bool anyZero = false);

/// `tensor<2x3xf32>` and up to 64 elements.
std::string describe(const Tensor &tensor);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TOLERANCE_H
