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
  static Value maximum(Value lhs, Value rhs) { return std::max(lhs, rhs); }
  static Value minimum(Value lhs, Value rhs) { return std::min(lhs, rhs); }

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

  // Of the narrow floats a float holds every sum exactly enough: rounding its
  // 24 bits again to at most 11 gives the correctly rounded result.
  static Value add(Value lhs, Value rhs) { return Traits::round(lhs + rhs); }
  static Value sub(Value lhs, Value rhs) { return Traits::round(lhs - rhs); }
  static Value mul(Value lhs, Value rhs) { return Traits::round(lhs * rhs); }
  /// x / 0 is an infinity, 0 / 0 is NaN.
  static std::optional<Value> div(Value lhs, Value rhs) {
    return Traits::round(lhs / rhs);
  }
  /// NaN if either is NaN; -0 < +0.
  static Value maximum(Value lhs, Value rhs) {
    return Value(maximumFloat(double(lhs), double(rhs)));
  }
  static Value minimum(Value lhs, Value rhs) {
    return Value(minimumFloat(double(lhs), double(rhs)));
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
    return Traits::round(Wide(1.0) / std::sqrt(Wide(x)));
  }
  static Value reciprocal(Value x) {
    return Traits::round(Wide(1.0) / Wide(x));
  }

  static Value add(Value lhs, Value rhs) { return lhs + rhs; }
  static Value sub(Value lhs, Value rhs) { return lhs - rhs; }
  static Value mul(Value lhs, Value rhs) {
    return Traits::round(Wide(lhs) * Wide(rhs));
  }
  static std::optional<Value> div(Value lhs, Value rhs) {
    return Traits::round(Wide(lhs) / Wide(rhs));
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
