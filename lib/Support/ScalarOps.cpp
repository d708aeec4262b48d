//===- ScalarOps.cpp - What one element of each op is ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ScalarOps.h"

#include "ptir/Support/ScalarCast.h"

using namespace ptir;

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
