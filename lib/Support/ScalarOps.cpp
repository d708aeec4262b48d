//===- ScalarOps.cpp - What one element of each op is ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarOps.h"

#include "ptir/Support/ScalarCast.h"

#include <cstring>

using namespace ptir;

using Complex = std::complex<double>;

/// The f64 with an exponent field and no mantissa.
static double powerOfTwo(int64_t field) {
  uint64_t bits = uint64_t(field) << 52;
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// The exponent field of the larger part, within the range for which
/// `powerOfTwo` of its complement is a normal number.
static int64_t exponentField(Complex x) {
  auto field = [](double part) {
    uint64_t bits;
    std::memcpy(&bits, &part, sizeof(bits));
    return int64_t(bits >> 52 & 0x7ff);
  };
  int64_t larger = std::max(field(x.real()), field(x.imag()));
  return std::clamp<int64_t>(larger, 1, 2045);
}

static bool isAnyInfinite(Complex x) {
  return std::isinf(x.real()) || std::isinf(x.imag());
}
static bool isAllFinite(Complex x) {
  return std::isfinite(x.real()) && std::isfinite(x.imag());
}

/// 1 for an infinite part, 0 for any other, with their signs.
static Complex boxInfinities(Complex x) {
  auto boxed = [](double part) {
    return std::copysign(std::isinf(part) ? 1.0 : 0.0, part);
  };
  return {boxed(x.real()), boxed(x.imag())};
}

/// lhs times the conjugate of rhs.
static Complex conjugateProduct(Complex lhs, Complex rhs) {
  return {lhs.real() * rhs.real() + lhs.imag() * rhs.imag(),
          lhs.imag() * rhs.real() - lhs.real() * rhs.imag()};
}

static Complex scale(Complex x, double factor) {
  return {x.real() * factor, x.imag() * factor};
}

Complex ptir::divideComplex(Complex lhs, Complex rhs) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  bool hasNumber = !std::isnan(lhs.real()) || !std::isnan(lhs.imag());
  if (rhs.real() == 0.0 && rhs.imag() == 0.0 && hasNumber)
    return scale(lhs, std::copysign(infinity, rhs.real()));
  if (isAnyInfinite(lhs) && isAllFinite(rhs))
    return scale(conjugateProduct(boxInfinities(lhs), rhs), infinity);
  if (isAnyInfinite(rhs) && isAllFinite(lhs))
    return scale(conjugateProduct(lhs, boxInfinities(rhs)), 0.0);

  int64_t lhsField = exponentField(lhs), rhsField = exponentField(rhs);
  Complex top = scale(lhs, powerOfTwo(2046 - lhsField));
  Complex bottom = scale(rhs, powerOfTwo(2046 - rhsField));
  double square = bottom.real() * bottom.real() + bottom.imag() * bottom.imag();
  Complex product = conjugateProduct(top, bottom);
  Complex quotient(product.real() / square, product.imag() / square);
  // The scale goes back in two halves, of which neither overflows.
  int64_t shift = lhsField - rhsField, half = shift >> 1;
  quotient = scale(quotient, powerOfTwo(half + 1023));
  return scale(quotient, powerOfTwo(shift - half + 1023));
}

/// The type of the two parts of a complex element.
static ElementType realType(ElementType complex) {
  return complex == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
}

bool ptir::castElement(ElementType from, const void *source, ElementType to,
                       void *target) {
  if (isComplex(from) && !isComplex(to))
    return false;
  if (!isComplex(to)) {
    storeScalar(to, castScalar(from, loadScalar(from, source), to), target);
    return true;
  }
  ElementType toPart = realType(to);
  ElementType fromPart = isComplex(from) ? realType(from) : from;
  auto *sourceBytes = static_cast<const char *>(source);
  auto *targetBytes = static_cast<char *>(target);
  uint64_t real = loadScalar(fromPart, sourceBytes);
  uint64_t imaginary = 0; // the word of every type's zero
  if (isComplex(from))
    imaginary = loadScalar(fromPart, sourceBytes + storageBytes(fromPart));
  storeScalar(toPart, castScalar(fromPart, real, toPart), targetBytes);
  storeScalar(toPart, castScalar(fromPart, imaginary, toPart),
              targetBytes + storageBytes(toPart));
  return true;
}
