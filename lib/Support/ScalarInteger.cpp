//===- ScalarInteger.cpp - Integer scalars of the spec --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarInteger.h"

#include <cmath>

using namespace ptir;

int64_t ptir::saturateSigned(int64_t value, unsigned bits) {
  if (value < minSigned(bits))
    return minSigned(bits);
  return value > maxSigned(bits) ? maxSigned(bits) : value;
}

int64_t ptir::saturateSignedFromUnsigned(uint64_t value, unsigned bits) {
  return value > uint64_t(maxSigned(bits)) ? maxSigned(bits) : int64_t(value);
}

uint64_t ptir::saturateUnsigned(uint64_t value, unsigned bits) {
  return value > maxUnsigned(bits) ? maxUnsigned(bits) : value;
}

uint64_t ptir::saturateUnsignedFromSigned(int64_t value, unsigned bits) {
  return value < 0 ? 0 : saturateUnsigned(uint64_t(value), bits);
}

int64_t ptir::truncateToSigned(double value, unsigned bits) {
  if (std::isnan(value))
    return 0;
  // Powers of two are exact, so the comparisons are too.
  double limit = std::ldexp(1.0, int(bits) - 1);
  if (value >= limit)
    return maxSigned(bits);
  if (value <= -limit)
    return minSigned(bits);
  return int64_t(value);
}

uint64_t ptir::truncateToUnsigned(double value, unsigned bits) {
  if (std::isnan(value) || value <= 0.0)
    return 0;
  if (value >= std::ldexp(1.0, int(bits)))
    return maxUnsigned(bits);
  return uint64_t(value);
}

std::optional<int64_t> ptir::divideSigned(int64_t lhs, int64_t rhs,
                                          unsigned bits) {
  if (rhs == 0)
    return std::nullopt;
  if (rhs == -1)
    return wrapSigned(0 - uint64_t(lhs), bits);
  return lhs / rhs;
}

std::optional<uint64_t> ptir::divideUnsigned(uint64_t lhs, uint64_t rhs) {
  if (rhs == 0)
    return std::nullopt;
  return lhs / rhs;
}

std::optional<int64_t> ptir::remainderSigned(int64_t lhs, int64_t rhs) {
  if (rhs == 0)
    return std::nullopt;
  return rhs == -1 ? 0 : lhs % rhs;
}

std::optional<uint64_t> ptir::remainderUnsigned(uint64_t lhs, uint64_t rhs) {
  if (rhs == 0)
    return std::nullopt;
  return lhs % rhs;
}

std::optional<int64_t> ptir::powSigned(int64_t base, int64_t exponent,
                                       unsigned bits) {
  if (exponent >= 0)
    return wrapSigned(powUnsigned(uint64_t(base), uint64_t(exponent), 64),
                      bits);
  if (base == 0)
    return std::nullopt;
  if (base == 1)
    return wrapSigned(1, bits);
  if (base == -1)
    return exponent % 2 == 0 ? wrapSigned(1, bits) : -1;
  return 0;
}

uint64_t ptir::powUnsigned(uint64_t base, uint64_t exponent, unsigned bits) {
  uint64_t result = 1;
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1)
      result *= base;
    base *= base;
  }
  return wrapUnsigned(result, bits);
}
