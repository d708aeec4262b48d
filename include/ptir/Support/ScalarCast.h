//===- ScalarCast.h - One element of any real type --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A word is one element of a real type (everything but cf32 and cf64) in 64
// bits: i1 is 0 or 1, a signed integer is sign-extended, an unsigned one
// zero-extended, a float is its bit pattern, zero-extended. Elements lie in
// memory as storageBytes(type) little-endian bytes.
//
// A complex element is two words of its component type, real part first.
//
// Everything here is pure. Functions given a complex type return or store
// zero.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SCALARCAST_H
#define PTIR_SUPPORT_SCALARCAST_H

#include "ptir/Support/ElementType.h"

#include <cstdint>

namespace ptir {

/// Reads storageBytes(type) bytes at `address`, which needs no alignment. A
/// byte of an i1 counts as true when it is not zero; of a 4-bit integer the
/// low four bits count.
uint64_t loadScalar(ElementType type, const void *address);

/// Writes storageBytes(type) bytes at `address`; a 4-bit integer is extended
/// to its byte.
void storeScalar(ElementType type, uint64_t word, void *address);

/// `ptir.cast` of one element (spec, section 2): float to float rounds once;
/// float to int truncates, saturates, NaN gives 0; int to int saturates; int
/// to float rounds to nearest even; anything to i1 is `x != 0`.
uint64_t castScalar(ElementType from, uint64_t word, ElementType to);

} // namespace ptir

#endif // PTIR_SUPPORT_SCALARCAST_H
