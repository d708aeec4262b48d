//===- ElementType.cpp - The nineteen element types -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ElementType.h"

using namespace ptir;

namespace {

enum class Family : uint8_t { Boolean, Signed, Unsigned, Float, Complex };

struct Entry {
  std::string_view name;
  Family family;
  uint8_t valueBits;
  uint8_t storageBytes;
};

/// In the order of the enumeration.
constexpr Entry table[numElementTypes] = {
    {"i1", Family::Boolean, 1, 1},      {"si4", Family::Signed, 4, 1},
    {"si8", Family::Signed, 8, 1},      {"si16", Family::Signed, 16, 2},
    {"si32", Family::Signed, 32, 4},    {"si64", Family::Signed, 64, 8},
    {"ui4", Family::Unsigned, 4, 1},    {"ui8", Family::Unsigned, 8, 1},
    {"ui16", Family::Unsigned, 16, 2},  {"ui32", Family::Unsigned, 32, 4},
    {"ui64", Family::Unsigned, 64, 8},  {"fp8_e4m3", Family::Float, 8, 1},
    {"fp8_e5m2", Family::Float, 8, 1},  {"bf16", Family::Float, 16, 2},
    {"f16", Family::Float, 16, 2},      {"f32", Family::Float, 32, 4},
    {"f64", Family::Float, 64, 8},      {"cf32", Family::Complex, 64, 8},
    {"cf64", Family::Complex, 128, 16},
};

const Entry &entry(ElementType type) { return table[unsigned(type)]; }

} // namespace

std::string_view ptir::elementTypeName(ElementType type) {
  return entry(type).name;
}

std::optional<ElementType> ptir::parseElementType(std::string_view name) {
  for (unsigned i = 0; i < numElementTypes; ++i)
    if (table[i].name == name)
      return ElementType(i);
  return std::nullopt;
}

unsigned ptir::storageBytes(ElementType type) {
  return entry(type).storageBytes;
}

unsigned ptir::valueBits(ElementType type) { return entry(type).valueBits; }

bool ptir::isSignedInteger(ElementType type) {
  return entry(type).family == Family::Signed;
}

bool ptir::isUnsignedInteger(ElementType type) {
  return entry(type).family == Family::Unsigned;
}

bool ptir::isInteger(ElementType type) {
  return isSignedInteger(type) || isUnsignedInteger(type);
}

bool ptir::isFloat(ElementType type) {
  return entry(type).family == Family::Float;
}

bool ptir::isComplex(ElementType type) {
  return entry(type).family == Family::Complex;
}
