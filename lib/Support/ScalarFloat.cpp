//===- ScalarFloat.cpp - Float scalars of the spec, bit by bit ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarFloat.h"

#include <cmath>
#include <cstring>

using namespace ptir;

namespace {

/// A binary interchange format narrower than f64, or f64 itself.
struct Format {
  unsigned exponentBits;
  unsigned mantissaBits;
  /// False for f8E4M3FN: the all-ones exponent holds numbers, and only the
  /// all-ones magnitude is NaN.
  bool hasInfinity;

  int bias() const { return (1 << (exponentBits - 1)) - 1; }
  uint64_t signBit() const {
    return uint64_t(1) << (exponentBits + mantissaBits);
  }
  uint64_t exponentMask() const {
    return ((uint64_t(1) << exponentBits) - 1) << mantissaBits;
  }
  uint64_t mantissaMask() const { return (uint64_t(1) << mantissaBits) - 1; }
  uint64_t quietBit() const { return uint64_t(1) << (mantissaBits - 1); }
};

constexpr Format f64Format{11, 52, true};

bool formatOf(ElementType type, Format &format) {
  switch (type) {
  case ElementType::F8E4M3FN:
    format = {4, 3, false};
    return true;
  case ElementType::F8E5M2:
    format = {5, 2, true};
    return true;
  case ElementType::BF16:
    format = {8, 7, true};
    return true;
  case ElementType::F16:
    format = {5, 10, true};
    return true;
  case ElementType::F32:
    format = {8, 23, true};
    return true;
  case ElementType::F64:
    format = f64Format;
    return true;
  default:
    return false;
  }
}

uint64_t bitsOf(double value) {
  uint64_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

double doubleOf(uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// `value >> shift`, rounded to nearest, ties to even; 1 <= shift <= 63.
uint64_t shiftRoundEven(uint64_t value, unsigned shift) {
  uint64_t quotient = value >> shift;
  uint64_t rest = value & ((uint64_t(1) << shift) - 1);
  uint64_t half = uint64_t(1) << (shift - 1);
  bool roundUp = rest > half || (rest == half && (quotient & 1));
  return quotient + (roundUp ? 1 : 0);
}

/// The magnitude of a finite double that is not zero or subnormal, rounded to
/// a format narrower than f64. May exceed the largest finite magnitude.
uint64_t roundMagnitude(const Format &format, int exponent, uint64_t fraction) {
  uint64_t significand = fraction | (uint64_t(1) << 52);
  int biased = exponent + format.bias();
  unsigned shift = 52 - format.mantissaBits;
  if (biased >= 1)
    // The hidden bit of the quotient carries into the exponent field.
    return (uint64_t(biased - 1) << format.mantissaBits) +
           shiftRoundEven(significand, shift);
  // Subnormal: below half of the smallest one everything is zero.
  unsigned extra = unsigned(1 - biased);
  if (shift + extra >= 54)
    return 0;
  return shiftRoundEven(significand, shift + extra);
}

/// A double whose rounding to any format of at most 51 mantissa bits equals
/// that of `value`: bits that do not fit are or-ed into the last place
/// (rounding to odd).
double oddDouble(uint64_t value) {
  unsigned drop = 0;
  while ((value >> drop) >= (uint64_t(1) << 53))
    ++drop;
  uint64_t kept = value >> drop;
  if ((kept << drop) != value)
    kept |= 1;
  return std::ldexp(double(kept), int(drop));
}

} // namespace

uint64_t ptir::encodeFloat(ElementType type, double value) {
  Format format;
  if (!formatOf(type, format))
    return 0;
  uint64_t bits = bitsOf(value);
  uint64_t fraction = bits & f64Format.mantissaMask();
  if (type == ElementType::F64)
    return std::isnan(value) ? bits | f64Format.quietBit() : bits;

  uint64_t sign = bits & f64Format.signBit() ? format.signBit() : 0;
  uint64_t allOnes = format.exponentMask() | format.mantissaMask();
  if (std::isnan(value)) {
    if (!format.hasInfinity)
      return sign | allOnes;
    return sign | format.exponentMask() | format.quietBit() |
           fraction >> (52 - format.mantissaBits);
  }
  // The first magnitude that is not a finite number.
  uint64_t overflow = format.hasInfinity ? format.exponentMask() : allOnes;
  int exponentField = int(bits >> 52 & 0x7ff);
  if (exponentField == 0x7ff)
    return sign | overflow;
  // The subnormals of f64 are far below half of any narrower one.
  if (exponentField == 0)
    return sign;
  uint64_t magnitude = roundMagnitude(format, exponentField - 1023, fraction);
  return sign | (magnitude < overflow ? magnitude : overflow);
}

double ptir::decodeFloat(ElementType type, uint64_t bits) {
  Format format;
  if (!formatOf(type, format))
    return 0.0;
  uint64_t sign = bits & format.signBit() ? f64Format.signBit() : 0;
  uint64_t exponentField =
      (bits & format.exponentMask()) >> format.mantissaBits;
  uint64_t fraction = bits & format.mantissaMask();
  uint64_t wideFraction = fraction << (52 - format.mantissaBits);
  bool isTop = (bits & format.exponentMask()) == format.exponentMask();
  bool isNaN =
      isTop &&
      (format.hasInfinity ? fraction != 0 : fraction == format.mantissaMask());
  if (isNaN)
    return doubleOf(sign | f64Format.exponentMask() | f64Format.quietBit() |
                    wideFraction);
  if (isTop && format.hasInfinity)
    return doubleOf(sign | f64Format.exponentMask());
  if (type == ElementType::F64)
    return doubleOf(bits);
  if (exponentField == 0) {
    double magnitude = std::ldexp(double(fraction),
                                  1 - format.bias() - int(format.mantissaBits));
    return sign ? -magnitude : magnitude;
  }
  uint64_t wideExponent = exponentField + 1023 - uint64_t(format.bias());
  return doubleOf(sign | wideExponent << 52 | wideFraction);
}

double ptir::roundToFloat(ElementType type, double value) {
  return decodeFloat(type, encodeFloat(type, value));
}

uint64_t ptir::encodeFloatFromUnsigned(ElementType type, uint64_t value) {
  if (type == ElementType::F64)
    return bitsOf(double(value));
  return encodeFloat(type, oddDouble(value));
}

uint64_t ptir::encodeFloatFromSigned(ElementType type, int64_t value) {
  if (type == ElementType::F64)
    return bitsOf(double(value));
  uint64_t magnitude = value < 0 ? 0 - uint64_t(value) : uint64_t(value);
  double odd = oddDouble(magnitude);
  return encodeFloat(type, value < 0 ? -odd : odd);
}

double ptir::maximumFloat(double lhs, double rhs) {
  if (std::isnan(lhs))
    return lhs;
  if (std::isnan(rhs))
    return rhs;
  if (lhs == rhs)
    return std::signbit(lhs) ? rhs : lhs;
  return lhs > rhs ? lhs : rhs;
}

double ptir::minimumFloat(double lhs, double rhs) {
  if (std::isnan(lhs))
    return lhs;
  if (std::isnan(rhs))
    return rhs;
  if (lhs == rhs)
    return std::signbit(lhs) ? lhs : rhs;
  return lhs < rhs ? lhs : rhs;
}

double ptir::roundNearestEven(double value) {
  double magnitude = std::fabs(value);
  // From 2^52 on every double is an integer; NaN fails the comparison too.
  if (!(magnitude < 4503599627370496.0))
    return value;
  double below = std::floor(magnitude);
  double rest = magnitude - below;
  bool isOdd = std::fmod(below, 2.0) != 0.0;
  if (rest > 0.5 || (rest == 0.5 && isOdd))
    below += 1.0;
  return std::copysign(below, value);
}

double ptir::signFloat(double value) {
  if (std::isnan(value) || value == 0.0)
    return value;
  return value < 0.0 ? -1.0 : 1.0;
}
