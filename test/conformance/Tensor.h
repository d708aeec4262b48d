//===- Tensor.h - Tensors of the conformance suite --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Dense row-major tensors as plain values, and how the inputs of cases are
// made: special values of each type first, then chance. Chance is seeded with
// the shape and a number, so every run sees the same inputs.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TENSOR_H
#define PTIR_TEST_CONFORMANCE_TENSOR_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/ElementType.h"

#include <complex>
#include <cstdint>
#include <string>
#include <vector>

namespace ptir::conformance {

using Dims = std::vector<int64_t>;

int64_t elementCount(const Dims &dims);

struct Tensor {
  ElementType type = ElementType::F32;
  Dims dims;
  /// storageBytes(type) bytes per element.
  std::vector<uint8_t> bytes;

  int64_t size() const { return elementCount(dims); }
  /// As an argument of a call; valid as long as this tensor.
  ptir_tensor view() const;
};

/// A tensor of zeros.
Tensor zeros(ElementType type, Dims dims);

/// Numbers as a tensor: integers wrap, floats are rounded once, and complex
/// types get an imaginary part of 0.
Tensor tensor(ElementType type, Dims dims, const std::vector<double> &values);
/// Integers that a double does not hold.
Tensor integers(ElementType type, Dims dims,
                const std::vector<int64_t> &values);
/// Elements by their bits.
Tensor bits(ElementType type, Dims dims, const std::vector<uint64_t> &values);
/// An element of any type; the low bits of a number.
Tensor scalar(ElementType type, double value);
/// Extents, as ops take them in `dims`: a tensor<si64>.
Tensor extent(int64_t value);

/// The element as a number; the imaginary part is that of a complex element.
std::complex<double> numberAt(const Tensor &tensor, int64_t position);
/// The integer, or i1, at a position; a ui64 wraps.
int64_t integerAt(const Tensor &tensor, int64_t position);
void setNumber(Tensor &tensor, int64_t position, std::complex<double> value);
/// The low bits of a number.
void setInteger(Tensor &tensor, int64_t position, int64_t value);

/// What inputs hold.
enum class Values {
  /// Special values of the type, then chance.
  Any,
  /// The same without NaN and infinities.
  Finite,
  /// Chance, above zero.
  Positive,
  /// Integers from -4 to 4 (0 to 4), so that sums and products are exact.
  Small,
  /// Chance of magnitude 1/4 to 4, either sign.
  Moderate,
  /// Special values of the type but 0 (and -1, where min / -1 would wrap).
  Divisor,
};

/// The special values of a type that `values` admits. Values::Any: zeros, ones,
/// halves, extremes, NaN, infinities, subnormals, and where casts saturate.
std::vector<std::complex<double>> specialValues(ElementType type,
                                                Values values);

/// Inputs for ops of one operand: special values, then chance.
Tensor fill(ElementType type, Dims dims, Values values, uint64_t seed = 0);

/// Indices 0 … limit - 1.
Tensor indices(ElementType type, Dims dims, int64_t limit, uint64_t seed = 0);

/// Operands of one extent that hold every combination of special values.
std::vector<Tensor> combine(ElementType type,
                            const std::vector<Values> &operands);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TENSOR_H
