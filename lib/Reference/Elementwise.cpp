//===- Elementwise.cpp - One result element per operand element -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "Evaluate.h"
#include "MapElements.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

#define PTIR_EVALUATE_UNARY(OP, FAMILIES, FUNCTION)                            \
  Result ptir::reference::evaluate(OP, Operands operands) {                    \
    return mapUnary<FAMILIES>(operands[0], [](auto tag, auto x) {              \
      return ScalarOps<tag.value>::FUNCTION(x);                                \
    });                                                                        \
  }
PTIR_EVALUATE_UNARY(NegOp, NumericFamilies, neg)
PTIR_EVALUATE_UNARY(ExpOp, InexactFamilies, exp)
PTIR_EVALUATE_UNARY(LogOp, InexactFamilies, log)
PTIR_EVALUATE_UNARY(TanhOp, InexactFamilies, tanh)
PTIR_EVALUATE_UNARY(ErfOp, FloatFamily, erf)
PTIR_EVALUATE_UNARY(RsqrtOp, InexactFamilies, rsqrt)
PTIR_EVALUATE_UNARY(ReciprocalOp, InexactFamilies, reciprocal)
#undef PTIR_EVALUATE_UNARY

/// The magnitudes of complex elements have the real type.
static Result complexAbs(const Tensor &x) {
  return visitElementType<ComplexFamily>(
      x.elementType(), unsupported(x), [&](auto tag) -> Result {
        using Traits = ScalarTraits<tag.value>;
        Result result = Tensor::create(Traits::real, x.dims());
        if (!result.ok())
          return result;
        const auto *source = x.data<typename Traits::Storage>();
        auto *target =
            result->mutableData<typename Traits::Value::value_type>();
        for (int64_t i = 0; i < x.numElements(); ++i)
          target[i] = ScalarOps<tag.value>::abs(source[i]);
        return result;
      });
}

Result ptir::reference::evaluate(AbsOp, Operands operands) {
  if (isComplex(operands[0].elementType()))
    return complexAbs(operands[0]);
  return mapUnary<IntegerFamily | FloatFamily>(
      operands[0],
      [](auto tag, auto x) { return ScalarOps<tag.value>::abs(x); });
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

#define PTIR_EVALUATE_BINARY(OP, FAMILIES, FUNCTION)                           \
  Result ptir::reference::evaluate(OP, Operands operands) {                    \
    return mapBinary<FAMILIES>(                                                \
        operands[0], operands[1], [](auto tag, auto lhs, auto rhs) {           \
          return ScalarOps<tag.value>::FUNCTION(lhs, rhs);                     \
        });                                                                    \
  }
PTIR_EVALUATE_BINARY(AddOp, NumericFamilies, add)
PTIR_EVALUATE_BINARY(SubOp, NumericFamilies, sub)
PTIR_EVALUATE_BINARY(MulOp, NumericFamilies, mul)
PTIR_EVALUATE_BINARY(MaximumOp, OrderedFamilies, maximum)
PTIR_EVALUATE_BINARY(MinimumOp, OrderedFamilies, minimum)
#undef PTIR_EVALUATE_BINARY

Result ptir::reference::evaluate(DivOp, Operands operands) {
  return mapFailing<NumericFamilies>(
      operands[0], operands[1], "integer division by zero",
      [](auto tag, auto lhs, auto rhs) {
        return ScalarOps<tag.value>::div(lhs, rhs);
      });
}

//===----------------------------------------------------------------------===//
// Comparison, selection, conversion
//===----------------------------------------------------------------------===//

/// Ordered: with a NaN everything but `ne` is false.
template <ElementType type, typename Value>
static bool compareElements(Comparison direction, Value lhs, Value rhs) {
  using Ops = ScalarOps<type>;
  if (direction == Comparison::EQ)
    return Ops::equal(lhs, rhs);
  if (direction == Comparison::NE)
    return !Ops::equal(lhs, rhs);
  if constexpr (ScalarTraits<type>::family != ComplexFamily) {
    switch (direction) {
    case Comparison::LT:
      return Ops::less(lhs, rhs);
    case Comparison::LE:
      return Ops::lessEqual(lhs, rhs);
    case Comparison::GE:
      return Ops::lessEqual(rhs, lhs);
    case Comparison::GT:
      return Ops::less(rhs, lhs);
    default:
      break;
    }
  }
  return false;
}

Result ptir::reference::evaluate(CompareOp op, Operands operands) {
  const Tensor &lhs = operands[0], &rhs = operands[1];
  Comparison direction = op.getDirection();
  if (Status status = checkSameShape(lhs, rhs); !status.ok())
    return status;
  return visitElementType<AllFamilies>(
      lhs.elementType(), unsupported(lhs), [&](auto tag) -> Result {
        using Traits = ScalarTraits<tag.value>;
        using Storage = typename Traits::Storage;
        Result result = Tensor::create(ElementType::I1, lhs.dims());
        if (!result.ok())
          return result;
        const auto *left = lhs.data<Storage>();
        const auto *right = rhs.data<Storage>();
        auto *target = result->mutableData<uint8_t>();
        for (int64_t i = 0; i < lhs.numElements(); ++i)
          target[i] = compareElements<tag.value>(
              direction, Traits::load(left[i]), Traits::load(right[i]));
        return result;
      });
}

Result ptir::reference::evaluate(SelectOp, Operands operands) {
  const Tensor &pred = operands[0], &onTrue = operands[1],
               &onFalse = operands[2];
  for (const Tensor *other : {&onTrue, &onFalse})
    if (Status status = checkSameShape(pred, *other); !status.ok())
      return status;
  Result result = Tensor::create(onTrue.elementType(), pred.dims());
  if (!result.ok())
    return result;
  size_t bytes = storageBytes(onTrue.elementType());
  for (int64_t i = 0; i < pred.numElements(); ++i) {
    const Tensor &chosen = pred.data<uint8_t>()[i] ? onTrue : onFalse;
    std::memcpy(result->mutableData<uint8_t>() + i * bytes,
                chosen.data<uint8_t>() + i * bytes, bytes);
  }
  return result;
}

Result ptir::reference::evaluate(CastOp op, Operands operands) {
  auto type = llvm::cast<mlir::RankedTensorType>(op.getType());
  std::optional<ElementType> element = getElementType(type.getElementType());
  if (!element)
    return unsupported(operands[0]);
  return castTensor(operands[0], *element);
}
