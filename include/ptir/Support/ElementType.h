//===- ElementType.h - The nineteen element types ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The element types of the PTIR contract (docs/spec, section 1), without MLIR.
// The numeric values are part of the runtime ABI and never change.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_ELEMENTTYPE_H
#define PTIR_SUPPORT_ELEMENTTYPE_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace ptir {

enum class ElementType : uint8_t {
  I1 = 0,
  SI4 = 1,
  SI8 = 2,
  SI16 = 3,
  SI32 = 4,
  SI64 = 5,
  UI4 = 6,
  UI8 = 7,
  UI16 = 8,
  UI32 = 9,
  UI64 = 10,
  F8E4M3FN = 11,
  F8E5M2 = 12,
  BF16 = 13,
  F16 = 14,
  F32 = 15,
  F64 = 16,
  CF32 = 17,
  CF64 = 18,
};

inline constexpr unsigned numElementTypes = 19;

/// The spelling of the spec: `i1`, `si4`, …, `fp8_e4m3`, `bf16`, …, `cf64`.
std::string_view elementTypeName(ElementType type);

/// The type a spec spelling names; nothing if none does.
std::optional<ElementType> parseElementType(std::string_view name);

/// Bytes of one element in a dense buffer of the runtime. i1, the 4-bit
/// integers and the 8-bit floats take one byte each.
unsigned storageBytes(ElementType type);

/// Width of the value in bits: 1, 4, 8, …, 128.
unsigned valueBits(ElementType type);

/// i1 is neither signed nor unsigned.
bool isSignedInteger(ElementType type);
bool isUnsignedInteger(ElementType type);
/// Signed or unsigned, not i1.
bool isInteger(ElementType type);
/// Real floats, 8 to 64 bits.
bool isFloat(ElementType type);
bool isComplex(ElementType type);

} // namespace ptir

#endif // PTIR_SUPPORT_ELEMENTTYPE_H
