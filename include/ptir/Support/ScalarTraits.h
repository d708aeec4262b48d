//===- ScalarTraits.h - Element types as C++ types --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// `ScalarTraits<E>` says, for each of the nineteen element types:
//
//   Storage  what lies in a dense buffer: storageBytes(E) bytes
//   Value    what code computes with; holds every value of E exactly
//   load     Storage to Value
//   store    Value to Storage; the value is one of E (see ScalarOps.h)
//   family   the family that rules speak of
//
// Value is bool for i1, int64_t or uint64_t for integers, float for the floats
// up to f32, double for f64, std::complex of those for complex types.
//
// `visitElementType` turns a run-time element type into a template argument.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SCALARTRAITS_H
#define PTIR_SUPPORT_SCALARTRAITS_H

#include "ptir/Support/ElementType.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/ScalarInteger.h"

#include <complex>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace ptir {

/// A bit per family, so that a set of families is a number.
enum ScalarFamily : unsigned {
  BooleanFamily = 1,
  IntegerFamily = 2,
  FloatFamily = 4,
  ComplexFamily = 8,
  OrderedFamilies = BooleanFamily | IntegerFamily | FloatFamily,
  NumericFamilies = IntegerFamily | FloatFamily | ComplexFamily,
  InexactFamilies = FloatFamily | ComplexFamily,
  AllFamilies = BooleanFamily | NumericFamilies,
};

struct BooleanTraits {
  using Storage = uint8_t;
  using Value = bool;
  static constexpr ScalarFamily family = BooleanFamily;
  static Value load(Storage stored) { return stored != 0; }
  static Storage store(Value value) { return value ? 1 : 0; }
};

template <typename StorageType, unsigned bitCount>
struct IntegerTraits {
  static constexpr bool isSigned = std::is_signed_v<StorageType>;
  using Storage = StorageType;
  using Value = std::conditional_t<isSigned, int64_t, uint64_t>;
  static constexpr ScalarFamily family = IntegerFamily;
  static constexpr unsigned bits = bitCount;

  /// The value of the low bits of a word.
  static Value wrap(uint64_t word) {
    if constexpr (isSigned)
      return wrapSigned(word, bits);
    else
      return wrapUnsigned(word, bits);
  }
  static Value load(Storage stored) { return wrap(uint64_t(stored)); }
  static Storage store(Value value) { return Storage(value); }
};

/// Floats that C++ has no type for: bit patterns that are computed as floats.
template <ElementType type, typename StorageType>
struct NarrowFloatTraits {
  using Storage = StorageType;
  using Value = float;
  static constexpr ScalarFamily family = FloatFamily;
  static Value load(Storage stored) { return Value(decodeFloat(type, stored)); }
  static Storage store(Value value) {
    return Storage(encodeFloat(type, double(value)));
  }
  /// The nearest value of the type, rounded once.
  static Value round(double value) { return Value(roundToFloat(type, value)); }
};

template <typename Float>
struct NativeFloatTraits {
  using Storage = Float;
  using Value = Float;
  static constexpr ScalarFamily family = FloatFamily;
  static Value load(Storage stored) { return stored; }
  static Storage store(Value value) { return value; }
  template <typename Wider>
  static Value round(Wider value) {
    return Value(value);
  }
};

template <ElementType realType, typename Float>
struct ComplexTraits {
  using Storage = std::complex<Float>;
  using Value = std::complex<Float>;
  static constexpr ScalarFamily family = ComplexFamily;
  static constexpr ElementType real = realType;
  static Value load(Storage stored) { return stored; }
  static Storage store(Value value) { return value; }
  static Value round(std::complex<double> value) { return Value(value); }
};

template <ElementType type>
struct ScalarTraits;

// clang-format off
template <> struct ScalarTraits<ElementType::I1> : BooleanTraits {};
template <> struct ScalarTraits<ElementType::SI4> : IntegerTraits<int8_t, 4> {};
template <> struct ScalarTraits<ElementType::SI8> : IntegerTraits<int8_t, 8> {};
template <> struct ScalarTraits<ElementType::SI16> : IntegerTraits<int16_t, 16> {};
template <> struct ScalarTraits<ElementType::SI32> : IntegerTraits<int32_t, 32> {};
template <> struct ScalarTraits<ElementType::SI64> : IntegerTraits<int64_t, 64> {};
template <> struct ScalarTraits<ElementType::UI4> : IntegerTraits<uint8_t, 4> {};
template <> struct ScalarTraits<ElementType::UI8> : IntegerTraits<uint8_t, 8> {};
template <> struct ScalarTraits<ElementType::UI16> : IntegerTraits<uint16_t, 16> {};
template <> struct ScalarTraits<ElementType::UI32> : IntegerTraits<uint32_t, 32> {};
template <> struct ScalarTraits<ElementType::UI64> : IntegerTraits<uint64_t, 64> {};
template <> struct ScalarTraits<ElementType::F8E4M3FN> : NarrowFloatTraits<ElementType::F8E4M3FN, uint8_t> {};
template <> struct ScalarTraits<ElementType::F8E5M2> : NarrowFloatTraits<ElementType::F8E5M2, uint8_t> {};
template <> struct ScalarTraits<ElementType::BF16> : NarrowFloatTraits<ElementType::BF16, uint16_t> {};
template <> struct ScalarTraits<ElementType::F16> : NarrowFloatTraits<ElementType::F16, uint16_t> {};
template <> struct ScalarTraits<ElementType::F32> : NativeFloatTraits<float> {};
template <> struct ScalarTraits<ElementType::F64> : NativeFloatTraits<double> {};
template <> struct ScalarTraits<ElementType::CF32> : ComplexTraits<ElementType::F32, float> {};
template <> struct ScalarTraits<ElementType::CF64> : ComplexTraits<ElementType::F64, double> {};
// clang-format on

/// Carries an element type into a generic lambda:
/// `[&](auto tag) { using Traits = ScalarTraits<tag.value>; … }`.
template <ElementType type>
using ElementTag = std::integral_constant<ElementType, type>;

namespace detail {
template <unsigned families, typename Result, typename Function, size_t... all>
Result visitElementType(ElementType type, Result otherwise, Function &&function,
                        std::index_sequence<all...>) {
  Result result = std::move(otherwise);
  auto visit = [&](auto tag) {
    if constexpr ((ScalarTraits<tag.value>::family & families) != 0)
      if (tag.value == type)
        result = function(tag);
  };
  (visit(ElementTag<ElementType(all)>()), ...);
  return result;
}
} // namespace detail

/// `function(ElementTag<type>())` if the type belongs to one of the families,
/// else `otherwise`. The function is compiled for these families only.
template <unsigned families, typename Result, typename Function>
Result visitElementType(ElementType type, Result otherwise,
                        Function &&function) {
  return detail::visitElementType<families>(
      type, std::move(otherwise), function,
      std::make_index_sequence<numElementTypes>());
}

} // namespace ptir

#endif // PTIR_SUPPORT_SCALARTRAITS_H
