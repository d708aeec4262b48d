//===- ScalarArithmetic.cpp - The arithmetic that folders do --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScalarArithmetic.h"

#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarOps.h"

using namespace ptir;

//===----------------------------------------------------------------------===//
// Elements of attributes as values
//===----------------------------------------------------------------------===//

/// The element in memory, as the runtime lays it out.
static void storeElement(ElementType type, ConstantScalar x, char *memory) {
  if (!isComplex(type))
    return storeScalar(type, x.real, memory);
  ElementType part =
      type == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
  storeScalar(part, x.real, memory);
  storeScalar(part, x.imaginary, memory + storageBytes(part));
}

static ConstantScalar loadElement(ElementType type, const char *memory) {
  if (!isComplex(type))
    return {loadScalar(type, memory)};
  ElementType part =
      type == ElementType::CF32 ? ElementType::F32 : ElementType::F64;
  return {loadScalar(part, memory),
          loadScalar(part, memory + storageBytes(part))};
}

template <ElementType type>
static auto valueOf(ConstantScalar x) {
  typename ScalarTraits<type>::Storage storage;
  storeElement(type, x, reinterpret_cast<char *>(&storage));
  return ScalarTraits<type>::load(storage);
}

template <ElementType type>
static FoldedScalar scalarOf(typename ScalarTraits<type>::Value value) {
  auto storage = ScalarTraits<type>::store(value);
  return loadElement(type, reinterpret_cast<const char *>(&storage));
}
template <ElementType type>
static FoldedScalar
scalarOf(std::optional<typename ScalarTraits<type>::Value> value) {
  return value ? scalarOf<type>(*value) : std::nullopt;
}

//===----------------------------------------------------------------------===//
// One function per op
//===----------------------------------------------------------------------===//

#define PTIR_UNARY(NAME, FAMILIES)                                             \
  FoldedScalar ptir::NAME##Scalar(ElementType type, ConstantScalar x) {        \
    return visitElementType<FAMILIES>(type, FoldedScalar(), [&](auto tag) {    \
      constexpr ElementType t = decltype(tag)::value;                          \
      return scalarOf<t>(ScalarOps<t>::NAME(valueOf<t>(x)));                   \
    });                                                                        \
  }
PTIR_UNARY(neg, NumericFamilies)
PTIR_UNARY(abs, IntegerFamily | FloatFamily)
PTIR_UNARY(reciprocal, InexactFamilies)
PTIR_UNARY(sqrt, FloatFamily)
PTIR_UNARY(sin, FloatFamily)
PTIR_UNARY(cos, FloatFamily)
PTIR_UNARY(logistic, FloatFamily)
PTIR_UNARY(floor, FloatFamily)
PTIR_UNARY(ceil, FloatFamily)
PTIR_UNARY(roundNearestEven, FloatFamily)
PTIR_UNARY(sign, IntegerFamily | FloatFamily)
PTIR_UNARY(bitNot, BooleanFamily | IntegerFamily)
#undef PTIR_UNARY

FoldedScalar ptir::isFiniteScalar(ElementType type, ConstantScalar x) {
  return visitElementType<FloatFamily>(type, FoldedScalar(), [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    return FoldedScalar(ConstantScalar{ScalarOps<t>::isFinite(valueOf<t>(x))});
  });
}

#define PTIR_BINARY(NAME, FAMILIES)                                            \
  FoldedScalar ptir::NAME##Scalar(ElementType type, ConstantScalar lhs,        \
                                  ConstantScalar rhs) {                        \
    return visitElementType<FAMILIES>(type, FoldedScalar(), [&](auto tag) {    \
      constexpr ElementType t = decltype(tag)::value;                          \
      return scalarOf<t>(                                                      \
          ScalarOps<t>::NAME(valueOf<t>(lhs), valueOf<t>(rhs)));               \
    });                                                                        \
  }
PTIR_BINARY(add, NumericFamilies)
PTIR_BINARY(sub, NumericFamilies)
PTIR_BINARY(mul, NumericFamilies)
PTIR_BINARY(div, NumericFamilies)
PTIR_BINARY(maximum, OrderedFamilies)
PTIR_BINARY(minimum, OrderedFamilies)
PTIR_BINARY(pow, IntegerFamily)
PTIR_BINARY(remainder, IntegerFamily | FloatFamily)
PTIR_BINARY(bitAnd, BooleanFamily | IntegerFamily)
PTIR_BINARY(bitOr, BooleanFamily | IntegerFamily)
PTIR_BINARY(bitXor, BooleanFamily | IntegerFamily)
#undef PTIR_BINARY

FoldedScalar ptir::clampScalar(ElementType type, ConstantScalar x,
                               ConstantScalar lo, ConstantScalar hi) {
  return visitElementType<OrderedFamilies>(type, FoldedScalar(), [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    return scalarOf<t>(
        ScalarOps<t>::clamp(valueOf<t>(x), valueOf<t>(lo), valueOf<t>(hi)));
  });
}

/// One of the comparisons that a family has.
template <ElementType type, typename Value>
static bool compareValues(Comparison direction, Value lhs, Value rhs) {
  using Ops = ScalarOps<type>;
  if (direction == Comparison::EQ)
    return Ops::equal(lhs, rhs);
  if (direction == Comparison::NE)
    return !Ops::equal(lhs, rhs);
  if constexpr (ScalarTraits<type>::family != ComplexFamily) {
    if (direction == Comparison::LT)
      return Ops::less(lhs, rhs);
    if (direction == Comparison::LE)
      return Ops::lessEqual(lhs, rhs);
    if (direction == Comparison::GT)
      return Ops::less(rhs, lhs);
    return Ops::lessEqual(rhs, lhs);
  }
  return false;
}

FoldedScalar ptir::compareScalar(ElementType type, Comparison direction,
                                 ConstantScalar lhs, ConstantScalar rhs) {
  return visitElementType<AllFamilies>(type, FoldedScalar(), [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    return FoldedScalar(ConstantScalar{
        compareValues<t>(direction, valueOf<t>(lhs), valueOf<t>(rhs))});
  });
}

bool ptir::isZeroScalar(ElementType type, ConstantScalar x) {
  return visitElementType<NumericFamilies>(type, false, [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    using Value = typename ScalarTraits<t>::Value;
    return valueOf<t>(x) == Value(0);
  });
}

FoldedScalar ptir::indexScalar(ElementType type, int64_t index) {
  return visitElementType<NumericFamilies>(type, FoldedScalar(), [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    return scalarOf<t>(ScalarOps<t>::fromIndex(index));
  });
}

FoldedScalar ptir::identityScalar(ElementType type, ReduceKind kind) {
  if (kind == ReduceKind::Sum)
    return ConstantScalar();
  return visitElementType<OrderedFamilies>(type, FoldedScalar(), [&](auto tag) {
    constexpr ElementType t = decltype(tag)::value;
    return scalarOf<t>(kind == ReduceKind::Max ? ScalarOps<t>::lowest()
                                               : ScalarOps<t>::highest());
  });
}

FoldedScalar ptir::combineScalar(ElementType type, ReduceKind kind,
                                 ConstantScalar lhs, ConstantScalar rhs) {
  switch (kind) {
  case ReduceKind::Sum:
    return addScalar(type, lhs, rhs);
  case ReduceKind::Max:
    return maximumScalar(type, lhs, rhs);
  case ReduceKind::Min:
    return minimumScalar(type, lhs, rhs);
  }
  return std::nullopt;
}

FoldedScalar ptir::castScalar(ElementType from, ConstantScalar x,
                              ElementType to) {
  char source[16], target[16];
  storeElement(from, x, source);
  if (!castElement(from, source, to, target))
    return std::nullopt;
  return loadElement(to, target);
}

/// Significant binary digits of a float type.
static unsigned precisionOf(ElementType type) {
  switch (type) {
  case ElementType::F8E5M2:
    return 3;
  case ElementType::F8E4M3FN:
    return 4;
  case ElementType::BF16:
    return 8;
  case ElementType::F16:
    return 11;
  case ElementType::F32:
    return 24;
  default:
    return 53;
  }
}

bool ptir::isExactCast(ElementType from, ElementType to) {
  if (from == to || from == ElementType::I1)
    return true;
  if (isInteger(from) && isInteger(to))
    return isSignedInteger(from) == isSignedInteger(to)
               ? valueBits(from) <= valueBits(to)
               : isUnsignedInteger(from) && valueBits(from) < valueBits(to);
  // No integer type whose digits fit exceeds the range of the float. The
  // smallest signed value is a power of two.
  if (isInteger(from) && isFloat(to))
    return valueBits(from) - (isSignedInteger(from) ? 1 : 0) <= precisionOf(to);
  // bf16 and f16 do not hold each other, and neither do the 8-bit floats.
  if (isFloat(from) && isFloat(to))
    return valueBits(from) < valueBits(to);
  return from == ElementType::CF32 && to == ElementType::CF64;
}
