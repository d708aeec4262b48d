//===- ScalarFloat.h - Float scalars of the spec, bit by bit ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What one float element means on every backend (spec, section 2): conversion
// between doubles and the bit patterns of f8E4M3FN, f8E5M2, bf16, f16, f32 and
// f64, and the few operations whose corner cases the spec fixes. Folders and
// the reference interpreter share these functions, so they cannot disagree.
//
// Everything here is pure, works on bits, and does not depend on the rounding
// mode or on flush-to-zero flags. A double holds every value of the smaller
// formats and every f32 exactly, so `encodeFloat(to, decodeFloat(from, bits))`
// is the spec's cast with its single rounding.
//
// Functions that take an ElementType expect a float (isFloat(type)); for any
// other type they return zero.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SCALARFLOAT_H
#define PTIR_SUPPORT_SCALARFLOAT_H

#include "ptir/Support/ElementType.h"

#include <cstdint>

namespace ptir {

/// The bit pattern of `value` in `type`, in the low valueBits(type) bits.
/// Rounds once, to nearest, ties to even; keeps subnormals and the sign of
/// zero. Overflow gives infinity, in f8E4M3FN (which has none) NaN. A NaN keeps
/// its sign and as much payload as fits, and becomes quiet.
uint64_t encodeFloat(ElementType type, double value);

/// The exact value of a bit pattern. Bits above valueBits(type) are ignored.
double decodeFloat(ElementType type, uint64_t bits);

/// `value` rounded to `type`: decodeFloat(type, encodeFloat(type, value)).
double roundToFloat(ElementType type, double value);

/// Integers to floats, rounded once. (Through a double, a 64-bit integer would
/// be rounded twice.)
uint64_t encodeFloatFromSigned(ElementType type, int64_t value);
uint64_t encodeFloatFromUnsigned(ElementType type, uint64_t value);

/// The larger and the smaller operand: NaN if either is NaN; -0 < +0.
double maximumFloat(double lhs, double rhs);
double minimumFloat(double lhs, double rhs);

/// The nearest integer, ties to even; keeps the sign of zero, infinities, NaN.
double roundNearestEven(double value);

/// -1, +1, or the operand itself when it is a zero or NaN.
double signFloat(double value);

} // namespace ptir

#endif // PTIR_SUPPORT_SCALARFLOAT_H
