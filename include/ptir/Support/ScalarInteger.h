//===- ScalarInteger.h - Integer scalars of the spec ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What one integer element means on every backend (spec, section 2), for
// widths of 1 to 64 bits. A value of a signed type is held as an int64_t in
// range of its width, a value of an unsigned type as a uint64_t in range.
// Sums, differences and products are taken in uint64_t and then wrapped:
// `wrapSigned(uint64_t(a) * uint64_t(b), bits)`.
//
// Everything here is pure and total: no input is undefined behaviour. `bits`
// must lie in [1, 64].
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SCALARINTEGER_H
#define PTIR_SUPPORT_SCALARINTEGER_H

#include <cstdint>
#include <optional>

namespace ptir {

/// Limits of a width.
constexpr uint64_t maxUnsigned(unsigned bits) {
  return ~uint64_t(0) >> (64 - bits);
}
constexpr int64_t maxSigned(unsigned bits) {
  return int64_t(maxUnsigned(bits) >> 1);
}
constexpr int64_t minSigned(unsigned bits) { return -maxSigned(bits) - 1; }

/// The low `bits` of a word, read as a two's complement or a plain number.
constexpr uint64_t wrapUnsigned(uint64_t word, unsigned bits) {
  return word & maxUnsigned(bits);
}
constexpr int64_t wrapSigned(uint64_t word, unsigned bits) {
  uint64_t low = wrapUnsigned(word, bits);
  uint64_t sign = uint64_t(1) << (bits - 1);
  return int64_t((low ^ sign) - sign);
}

/// The nearest value in range of a width (the spec's int to int cast).
int64_t saturateSigned(int64_t value, unsigned bits);
int64_t saturateSignedFromUnsigned(uint64_t value, unsigned bits);
uint64_t saturateUnsigned(uint64_t value, unsigned bits);
uint64_t saturateUnsignedFromSigned(int64_t value, unsigned bits);

/// Float to int: truncates toward zero, saturates, NaN gives 0.
int64_t truncateToSigned(double value, unsigned bits);
uint64_t truncateToUnsigned(double value, unsigned bits);

/// Quotient truncated toward zero; `min / -1` wraps to min. Nothing when the
/// divisor is zero, which is a runtime error of the operation.
std::optional<int64_t> divideSigned(int64_t lhs, int64_t rhs, unsigned bits);
std::optional<uint64_t> divideUnsigned(uint64_t lhs, uint64_t rhs);

/// Remainder with the sign of the dividend; `min rem -1` is 0. Nothing when
/// the divisor is zero.
std::optional<int64_t> remainderSigned(int64_t lhs, int64_t rhs);
std::optional<uint64_t> remainderUnsigned(uint64_t lhs, uint64_t rhs);

/// Power, wrapped. `x^0` is 1. A negative exponent gives 0 unless the base is
/// 1 or -1; nothing when the base is 0 and the exponent negative, which is a
/// runtime error of the operation.
std::optional<int64_t> powSigned(int64_t base, int64_t exponent, unsigned bits);
uint64_t powUnsigned(uint64_t base, uint64_t exponent, unsigned bits);

} // namespace ptir

#endif // PTIR_SUPPORT_SCALARINTEGER_H
