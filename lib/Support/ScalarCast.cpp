//===- ScalarCast.cpp - One element of any real type ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarCast.h"

#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/ScalarInteger.h"

using namespace ptir;

uint64_t ptir::loadScalar(ElementType type, const void *address) {
  if (isComplex(type))
    return 0;
  auto *bytes = static_cast<const unsigned char *>(address);
  uint64_t word = 0;
  for (unsigned i = 0, e = storageBytes(type); i < e; ++i)
    word |= uint64_t(bytes[i]) << (8 * i);
  if (type == ElementType::I1)
    return word != 0;
  if (isSignedInteger(type))
    return uint64_t(wrapSigned(word, valueBits(type)));
  return wrapUnsigned(word, valueBits(type));
}

void ptir::storeScalar(ElementType type, uint64_t word, void *address) {
  auto *bytes = static_cast<unsigned char *>(address);
  if (isComplex(type))
    word = 0;
  else if (isSignedInteger(type))
    word = uint64_t(wrapSigned(word, valueBits(type)));
  else
    word = wrapUnsigned(word, valueBits(type));
  for (unsigned i = 0, e = storageBytes(type); i < e; ++i)
    bytes[i] = i < 8 ? static_cast<unsigned char>(word >> (8 * i)) : 0;
}

static uint64_t castFromFloat(double value, ElementType to) {
  if (to == ElementType::I1)
    return value != 0.0; // true for NaN
  if (isSignedInteger(to))
    return uint64_t(truncateToSigned(value, valueBits(to)));
  if (isUnsignedInteger(to))
    return truncateToUnsigned(value, valueBits(to));
  return encodeFloat(to, value);
}

static uint64_t castFromSigned(int64_t value, ElementType to) {
  if (isSignedInteger(to))
    return uint64_t(saturateSigned(value, valueBits(to)));
  if (isUnsignedInteger(to))
    return saturateUnsignedFromSigned(value, valueBits(to));
  return encodeFloatFromSigned(to, value);
}

static uint64_t castFromUnsigned(uint64_t value, ElementType to) {
  if (isSignedInteger(to))
    return uint64_t(saturateSignedFromUnsigned(value, valueBits(to)));
  if (isUnsignedInteger(to))
    return saturateUnsigned(value, valueBits(to));
  return encodeFloatFromUnsigned(to, value);
}

uint64_t ptir::castScalar(ElementType from, uint64_t word, ElementType to) {
  if (isComplex(from) || isComplex(to))
    return 0;
  if (isFloat(from))
    return castFromFloat(decodeFloat(from, word), to);
  if (to == ElementType::I1)
    return word != 0;
  if (isSignedInteger(from))
    return castFromSigned(int64_t(word), to);
  return castFromUnsigned(word, to);
}
