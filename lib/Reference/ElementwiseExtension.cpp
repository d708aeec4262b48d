//===- ElementwiseExtension.cpp - More ops element by element -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"
#include "MapElements.h"

using namespace ptir;
using namespace ptir::reference;

#define PTIR_EVALUATE_UNARY(OP, FAMILIES, FUNCTION)                            \
  Result ptir::reference::evaluate(OP, Operands operands) {                    \
    return mapUnary<FAMILIES>(operands[0], [](auto tag, auto x) {              \
      return ScalarOps<tag.value>::FUNCTION(x);                                \
    });                                                                        \
  }
PTIR_EVALUATE_UNARY(SqrtOp, InexactFamilies, sqrt)
PTIR_EVALUATE_UNARY(SinOp, InexactFamilies, sin)
PTIR_EVALUATE_UNARY(CosOp, InexactFamilies, cos)
PTIR_EVALUATE_UNARY(LogisticOp, InexactFamilies, logistic)
PTIR_EVALUATE_UNARY(FloorOp, FloatFamily, floor)
PTIR_EVALUATE_UNARY(CeilOp, FloatFamily, ceil)
PTIR_EVALUATE_UNARY(RoundNearestEvenOp, FloatFamily, roundNearestEven)
PTIR_EVALUATE_UNARY(SignOp, IntegerFamily | FloatFamily, sign)
PTIR_EVALUATE_UNARY(NotOp, BooleanFamily | IntegerFamily, bitNot)
#undef PTIR_EVALUATE_UNARY

Result ptir::reference::evaluate(IsFiniteOp, Operands operands) {
  const Tensor &x = operands[0];
  return visitElementType<FloatFamily>(
      x.elementType(), unsupported(x), [&](auto tag) -> Result {
        using Traits = ScalarTraits<tag.value>;
        Result result = Tensor::create(ElementType::I1, x.dims());
        if (!result.ok())
          return result;
        const auto *source = x.data<typename Traits::Storage>();
        auto *target = result->mutableData<uint8_t>();
        for (int64_t i = 0; i < x.numElements(); ++i)
          target[i] = ScalarOps<tag.value>::isFinite(Traits::load(source[i]));
        return result;
      });
}

Result ptir::reference::evaluate(StopGradientOp, Operands operands) {
  return operands[0];
}

#define PTIR_EVALUATE_BINARY(OP, FUNCTION)                                     \
  Result ptir::reference::evaluate(OP, Operands operands) {                    \
    return mapBinary<BooleanFamily | IntegerFamily>(                           \
        operands[0], operands[1], [](auto tag, auto lhs, auto rhs) {           \
          return ScalarOps<tag.value>::FUNCTION(lhs, rhs);                     \
        });                                                                    \
  }
PTIR_EVALUATE_BINARY(AndOp, bitAnd)
PTIR_EVALUATE_BINARY(OrOp, bitOr)
PTIR_EVALUATE_BINARY(XorOp, bitXor)
#undef PTIR_EVALUATE_BINARY

Result ptir::reference::evaluate(PowOp, Operands operands) {
  return mapFailing<NumericFamilies>(
      operands[0], operands[1], "zero to a negative power",
      [](auto tag, auto lhs, auto rhs) {
        return ScalarOps<tag.value>::pow(lhs, rhs);
      });
}

Result ptir::reference::evaluate(RemainderOp, Operands operands) {
  return mapFailing<IntegerFamily | FloatFamily>(
      operands[0], operands[1], "integer division by zero",
      [](auto tag, auto lhs, auto rhs) {
        return ScalarOps<tag.value>::remainder(lhs, rhs);
      });
}

Result ptir::reference::evaluate(ClampOp, Operands operands) {
  const Tensor &x = operands[0], &lo = operands[1], &hi = operands[2];
  if (Status status = checkSameShape(x, hi); !status.ok())
    return status;
  Result raised =
      mapBinary<OrderedFamilies>(x, lo, [](auto tag, auto left, auto right) {
        return ScalarOps<tag.value>::maximum(left, right);
      });
  if (!raised.ok())
    return raised;
  return mapBinary<OrderedFamilies>(
      *raised, hi, [](auto tag, auto left, auto right) {
        return ScalarOps<tag.value>::minimum(left, right);
      });
}
