//===- ElementConversion.h - Stored to wanted elements ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// How one stored element becomes one element in memory: branch free, so that
// the loops around it vectorise. Equal types are copied bit for bit, f16 and
// bf16 widen to f32, exactly; there is no other conversion to a wanted type.
// Narrow storage rounds what is an f32 then.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ELEMENTCONVERSION_H
#define PTIR_LIB_RUNTIME_ELEMENTCONVERSION_H

#include "ptir/Support/ElementType.h"

#include <cstdint>
#include <cstring>

namespace ptir::runtime {

/// Element `index` of an array that may be unaligned.
template <typename T>
inline T loadElement(const unsigned char *array, int64_t index) {
  T value;
  std::memcpy(&value, array + index * static_cast<int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

/// Elements of one size, copied.
template <typename Bits>
struct CopyElement {
  using Source = Bits;
  using Target = Bits;
  static Target convert(Source bits) { return bits; }
};

/// The 16 bytes of a cf64.
struct WideElement {
  uint64_t low, high;
};

/// bf16 is the upper half of an f32. The results are bits of f32, which no
/// floating-point register can change.
struct WidenBF16 {
  using Source = uint16_t;
  using Target = uint32_t;
  static Target convert(Source bits) {
    return static_cast<uint32_t>(bits) << 16;
  }
};

/// IEEE binary16: 1 sign, 5 exponent (bias 15), 10 fraction bits.
struct WidenF16 {
  using Source = uint16_t;
  using Target = uint32_t;
  static Target convert(Source bits) {
    uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16;
    uint32_t magnitude = bits & 0x7fff;
    // Normal: the exponent's bias goes from 15 to 127.
    uint32_t normal = (magnitude << 13) + (112u << 23);
    // Infinity and NaN: an exponent of ones, the fraction kept.
    uint32_t special = (magnitude << 13) | 0x7f800000u;
    // Zero and subnormal: the fraction counts 2^-24, exact in f32.
    float scaled = static_cast<float>(static_cast<int32_t>(magnitude)) *
                   (1.0f / 16777216.0f);
    uint32_t subnormal;
    std::memcpy(&subnormal, &scaled, sizeof subnormal);
    uint32_t finite = magnitude < 0x0400 ? subnormal : normal;
    return sign | (magnitude >= 0x7c00 ? special : finite);
  }
};

/// What `Conversion` makes, bits of f32, as bf16: rounded to nearest even; a
/// NaN stays one.
template <typename Conversion>
struct RoundToBF16 {
  using Source = typename Conversion::Source;
  using Target = uint16_t;
  static Target convert(Source element) {
    uint32_t bits = Conversion::convert(element);
    uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    uint32_t quietNaN = (bits >> 16) | 0x40;
    bool isNaN = (bits & 0x7fffffff) > 0x7f800000;
    return static_cast<Target>(isNaN ? quietNaN : rounded);
  }
};

/// Calls `use` with the conversion as an empty object. Returns false, without
/// calling it, when there is none.
template <typename Use>
bool withConversion(ElementType from, ElementType to, Use &&use) {
  if (from == to) {
    switch (storageBytes(from)) {
    case 1:
      return use(CopyElement<uint8_t>()), true;
    case 2:
      return use(CopyElement<uint16_t>()), true;
    case 4:
      return use(CopyElement<uint32_t>()), true;
    case 8:
      return use(CopyElement<uint64_t>()), true;
    case 16:
      return use(CopyElement<WideElement>()), true;
    default:
      return false;
    }
  }
  if (to != ElementType::F32)
    return false;
  if (from == ElementType::BF16)
    return use(WidenBF16()), true;
  if (from == ElementType::F16)
    return use(WidenF16()), true;
  return false;
}

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_ELEMENTCONVERSION_H
