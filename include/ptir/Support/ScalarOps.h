//===- ScalarOps.h - What one element of each op is -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// `ScalarOps<E>` has one static function per elementwise op that takes elements
// of type E (spec, section 2): the one place that folders, the reference
// interpreter and tests of compiled code take scalar semantics from. Operands
// and results are `ScalarTraits<E>::Value`, always a value of E.
//
// Rounding: + - * / and reciprocal of real types round once, to E. All other
// functions of types up to f32 and cf32 are computed in double and rounded once
// to E, which gives the correctly rounded value in almost all cases; those of
// f64 and cf64 are the C library's.
//
// Everything here is pure and total. A function that has no result for some
// operands (integer division by zero) returns nothing for them; the op reports
// a run-time error.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SCALAROPS_H
#define PTIR_SUPPORT_SCALAROPS_H

#include "ptir/Support/ScalarTraits.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace ptir {

/// i1: false < true; no arithmetic.
struct BooleanOps {
  using Value = bool;
  static Value maximum(Value lhs, Value rhs) { return lhs || rhs; }
  static Value minimum(Value lhs, Value rhs) { return lhs && rhs; }
  static Value clamp(Value x, Value lo, Value hi) {
    return minimum(maximum(x, lo), hi);
  }
  static Value bitAnd(Value lhs, Value rhs) { return lhs && rhs; }
  static Value bitOr(Value lhs, Value rhs) { return lhs || rhs; }
  static Value bitXor(Value lhs, Value rhs) { return lhs != rhs; }
  static Value bitNot(Value x) { return !x; }
  static bool equal(Value lhs, Value rhs) { return lhs == rhs; }
  static bool less(Value lhs, Value rhs) { return !lhs && rhs; }
  static bool lessEqual(Value lhs, Value rhs) { return !lhs || rhs; }
  /// Identities of maximum and minimum.
  static Value lowest() { return false; }
  static Value highest() { return true; }
};

/// Two's complement: results wrap to the width of the type.
template <ElementType type>
struct IntegerOps {
  using Traits = ScalarTraits<type>;
  using Value = typename Traits::Value;

  /// neg(min) = min; of an unsigned x, 2^bits - x.
  static Value neg(Value x) { return Traits::wrap(0 - uint64_t(x)); }
  /// abs(min) = min.
  static Value abs(Value x) { return x < Value(0) ? neg(x) : x; }
  static Value sign(Value x) {
    if (x == Value(0))
      return x;
    return x < Value(0) ? Value(-1) : Value(1);
  }
  static Value bitNot(Value x) { return Traits::wrap(~uint64_t(x)); }

  static Value add(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) + uint64_t(rhs));
  }
  static Value sub(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) - uint64_t(rhs));
  }
  static Value mul(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) * uint64_t(rhs));
  }
  /// Truncates toward zero; min / -1 wraps. Nothing when rhs is zero.
  static std::optional<Value> div(Value lhs, Value rhs) {
    if constexpr (Traits::isSigned)
      return divideSigned(lhs, rhs, Traits::bits);
    else
      return divideUnsigned(lhs, rhs);
  }
  /// The sign of the dividend; min rem -1 is 0. Nothing when rhs is zero.
  static std::optional<Value> remainder(Value lhs, Value rhs) {
    if constexpr (Traits::isSigned)
      return remainderSigned(lhs, rhs);
    else
      return remainderUnsigned(lhs, rhs);
  }
  /// Wraps. Nothing when lhs is zero and rhs negative.
  static std::optional<Value> pow(Value lhs, Value rhs) {
    if constexpr (Traits::isSigned)
      return powSigned(lhs, rhs, Traits::bits);
    else
      return powUnsigned(lhs, rhs, Traits::bits);
  }
  static Value maximum(Value lhs, Value rhs) { return std::max(lhs, rhs); }
  static Value minimum(Value lhs, Value rhs) { return std::min(lhs, rhs); }
  static Value clamp(Value x, Value lo, Value hi) {
    return minimum(maximum(x, lo), hi);
  }
  static Value bitAnd(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) & uint64_t(rhs));
  }
  static Value bitOr(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) | uint64_t(rhs));
  }
  static Value bitXor(Value lhs, Value rhs) {
    return Traits::wrap(uint64_t(lhs) ^ uint64_t(rhs));
  }

  static bool equal(Value lhs, Value rhs) { return lhs == rhs; }
  static bool less(Value lhs, Value rhs) { return lhs < rhs; }
  static bool lessEqual(Value lhs, Value rhs) { return lhs <= rhs; }

  static Value lowest() {
    if constexpr (Traits::isSigned)
      return minSigned(Traits::bits);
    else
      return 0;
  }
  static Value highest() {
    if constexpr (Traits::isSigned)
      return maxSigned(Traits::bits);
    else
      return maxUnsigned(Traits::bits);
  }
  /// A position as an element: wraps.
  static Value fromIndex(int64_t index) {
    return Traits::wrap(uint64_t(index));
  }
};

/// IEEE 754: NaN and infinities propagate, subnormals are kept.
template <ElementType type>
struct FloatOps {
  using Traits = ScalarTraits<type>;
  using Value = typename Traits::Value;

  /// neg and abs change the sign only, of zeros and NaN too.
  static Value neg(Value x) { return -x; }
  static Value abs(Value x) { return std::fabs(x); }

  static Value exp(Value x) { return Traits::round(std::exp(double(x))); }
  /// NaN below zero, -inf at zero.
  static Value log(Value x) { return Traits::round(std::log(double(x))); }
  static Value tanh(Value x) { return Traits::round(std::tanh(double(x))); }
  static Value erf(Value x) { return Traits::round(std::erf(double(x))); }
  /// +inf at +0, -inf at -0, NaN below zero.
  static Value rsqrt(Value x) {
    return Traits::round(1.0 / std::sqrt(double(x)));
  }
  static Value reciprocal(Value x) { return Traits::round(Value(1) / x); }
  /// NaN below zero; -0 of -0.
  static Value sqrt(Value x) { return Traits::round(std::sqrt(double(x))); }
  static Value sin(Value x) { return Traits::round(std::sin(double(x))); }
  static Value cos(Value x) { return Traits::round(std::cos(double(x))); }
  /// The exponential is that of a negative number: it does not overflow.
  static Value logistic(Value x) {
    double power = std::exp(-std::fabs(double(x)));
    return Traits::round((x < 0 ? power : 1.0) / (1.0 + power));
  }
  static Value floor(Value x) { return std::floor(x); }
  static Value ceil(Value x) { return std::ceil(x); }
  static Value roundNearestEven(Value x) {
    return Value(ptir::roundNearestEven(double(x)));
  }
  static Value sign(Value x) { return Value(signFloat(double(x))); }
  static bool isFinite(Value x) { return std::isfinite(x); }

  // Of the narrow floats a float holds every sum exactly enough: rounding its
  // 24 bits again to at most 11 gives the correctly rounded result.
  static Value add(Value lhs, Value rhs) { return Traits::round(lhs + rhs); }
  static Value sub(Value lhs, Value rhs) { return Traits::round(lhs - rhs); }
  static Value mul(Value lhs, Value rhs) { return Traits::round(lhs * rhs); }
  /// x / 0 is an infinity, 0 / 0 is NaN.
  static std::optional<Value> div(Value lhs, Value rhs) {
    return Traits::round(lhs / rhs);
  }
  /// The sign of the dividend; exact. NaN of an infinite lhs or a zero rhs.
  static std::optional<Value> remainder(Value lhs, Value rhs) {
    return std::fmod(lhs, rhs);
  }
  /// x^0 and 1^y are 1, NaN included.
  static std::optional<Value> pow(Value lhs, Value rhs) {
    return Traits::round(std::pow(double(lhs), double(rhs)));
  }
  /// NaN if either is NaN; -0 < +0.
  static Value maximum(Value lhs, Value rhs) {
    return Value(maximumFloat(double(lhs), double(rhs)));
  }
  static Value minimum(Value lhs, Value rhs) {
    return Value(minimumFloat(double(lhs), double(rhs)));
  }
  static Value clamp(Value x, Value lo, Value hi) {
    return minimum(maximum(x, lo), hi);
  }

  /// Ordered: false if either is NaN.
  static bool equal(Value lhs, Value rhs) { return lhs == rhs; }
  static bool less(Value lhs, Value rhs) { return lhs < rhs; }
  static bool lessEqual(Value lhs, Value rhs) { return lhs <= rhs; }

  /// The infinities; of f8E4M3FN, which has none, the largest magnitude.
  static Value highest() {
    if constexpr (type == ElementType::F8E4M3FN)
      return Value(448);
    else
      return std::numeric_limits<Value>::infinity();
  }
  static Value lowest() { return -highest(); }
  /// A position as an element: rounded once.
  static Value fromIndex(int64_t index) {
    return Value(decodeFloat(type, encodeFloatFromSigned(type, index)));
  }
};

/// The quotient of complex numbers. Both sides are scaled, so that no product
/// overflows or vanishes; infinities are recovered as C's Annex G does.
std::complex<double> divideComplex(std::complex<double> lhs,
                                   std::complex<double> rhs);

/// Products and quotients recover infinities as C's Annex G does. No order.
template <ElementType type>
struct ComplexOps {
  using Traits = ScalarTraits<type>;
  using Value = typename Traits::Value;
  using RealValue = typename Value::value_type;
  using Wide = std::complex<double>;

  static Value neg(Value x) { return -x; }
  /// The magnitude, an element of the real type.
  static RealValue abs(Value x) {
    return RealValue(std::hypot(double(x.real()), double(x.imag())));
  }
  static Value exp(Value x) { return Traits::round(std::exp(Wide(x))); }
  /// The principal branch: the imaginary part lies in [-pi, pi].
  static Value log(Value x) { return Traits::round(std::log(Wide(x))); }
  static Value tanh(Value x) { return Traits::round(std::tanh(Wide(x))); }
  static Value rsqrt(Value x) {
    return Traits::round(divideComplex(1.0, std::sqrt(Wide(x))));
  }
  static Value reciprocal(Value x) {
    return Traits::round(divideComplex(1.0, Wide(x)));
  }
  static Value sqrt(Value x) { return Traits::round(std::sqrt(Wide(x))); }
  static Value sin(Value x) { return Traits::round(std::sin(Wide(x))); }
  static Value cos(Value x) { return Traits::round(std::cos(Wide(x))); }
  /// The exponential is that of a number left of the imaginary axis.
  static Value logistic(Value x) {
    bool isLeft = x.real() < 0;
    Wide power = std::exp(isLeft ? Wide(x) : -Wide(x));
    return Traits::round(divideComplex(isLeft ? power : 1.0, 1.0 + power));
  }

  static Value add(Value lhs, Value rhs) { return lhs + rhs; }
  static Value sub(Value lhs, Value rhs) { return lhs - rhs; }
  static Value mul(Value lhs, Value rhs) {
    return Traits::round(Wide(lhs) * Wide(rhs));
  }
  static std::optional<Value> div(Value lhs, Value rhs) {
    return Traits::round(divideComplex(Wide(lhs), Wide(rhs)));
  }
  static std::optional<Value> pow(Value lhs, Value rhs) {
    return Traits::round(std::pow(Wide(lhs), Wide(rhs)));
  }
  static bool equal(Value lhs, Value rhs) { return lhs == rhs; }
  static Value fromIndex(int64_t index) { return Value(RealValue(index)); }
};

namespace detail {
template <ElementType type, ScalarFamily family>
struct OpsOfFamily;
template <ElementType type>
struct OpsOfFamily<type, BooleanFamily> : BooleanOps {};
template <ElementType type>
struct OpsOfFamily<type, IntegerFamily> : IntegerOps<type> {};
template <ElementType type>
struct OpsOfFamily<type, FloatFamily> : FloatOps<type> {};
template <ElementType type>
struct OpsOfFamily<type, ComplexFamily> : ComplexOps<type> {};
} // namespace detail

template <ElementType type>
using ScalarOps = detail::OpsOfFamily<type, ScalarTraits<type>::family>;

/// `ptir.cast` of one element in memory, complex types included: from a real
/// to a complex type the imaginary part is 0. False when there is no such cast
/// (complex to real), in which case nothing is written.
bool castElement(ElementType from, const void *source, ElementType to,
                 void *target);

} // namespace ptir

#endif // PTIR_SUPPORT_SCALAROPS_H
