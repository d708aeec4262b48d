//===- ElementwiseExtensionOps.cpp - More ops element by element --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "ElementwiseRules.h"
#include "Speculation.h"

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

#define PTIR_INFER_UNARY(OP)                                                   \
  LogicalResult OP::inferReturnTypes(MLIRContext *, std::optional<Location>,   \
                                     Adaptor adaptor,                          \
                                     SmallVectorImpl<Type> &results) {         \
    results.push_back(adaptor.getX().getType());                               \
    return success();                                                          \
  }
PTIR_INFER_UNARY(SqrtOp)
PTIR_INFER_UNARY(SinOp)
PTIR_INFER_UNARY(CosOp)
PTIR_INFER_UNARY(LogisticOp)
PTIR_INFER_UNARY(FloorOp)
PTIR_INFER_UNARY(CeilOp)
PTIR_INFER_UNARY(RoundNearestEvenOp)
PTIR_INFER_UNARY(SignOp)
PTIR_INFER_UNARY(NotOp)
PTIR_INFER_UNARY(StopGradientOp) // stop_gradient_c1
#undef PTIR_INFER_UNARY

LogicalResult IsFiniteOp::inferReturnTypes(MLIRContext *context,
                                           std::optional<Location> location,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &results) {
  if (failed(RuleChecks(getOperationName(), location, adaptor.getOperands())
                 .areTensors()))
    return failure();
  results.push_back(
      tensorOf(adaptor.getX()).clone(IntegerType::get(context, 1)));
  return success();
}

//===----------------------------------------------------------------------===//
// Binary and ternary
//===----------------------------------------------------------------------===//

LogicalResult PowOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  // pow_c1 pow_c3
  return inferArithmetic(
      RuleChecks(getOperationName(), location, adaptor.getOperands()),
      adaptor.getLhs(), results);
}

LogicalResult RemainderOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> location,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  // remainder_c1 remainder_c3
  if (failed(inferArithmetic(rules, adaptor.getLhs(), results)))
    return failure();
  if (isa<ComplexType>(
          tensorOf(adaptor.getLhs()).getElementType())) // remainder_c2
    return rules.fail("expected integers or floats, found complex", 0);
  return success();
}

#define PTIR_SPECULATE_INTEGER(OP)                                             \
  Speculation::Speculatability OP::getSpeculatability() {                      \
    if (isa<IntegerType>(getLhs().getType().getElementType()))                 \
      return Speculation::NotSpeculatable;                                     \
    return speculatableIfStatic(*this);                                        \
  }
PTIR_SPECULATE_INTEGER(PowOp)
PTIR_SPECULATE_INTEGER(RemainderOp)
#undef PTIR_SPECULATE_INTEGER

/// Operand types of bitwise ops: `<op>_c1`, `<op>_c2`.
static LogicalResult inferBitwise(const RuleChecks &rules, Value lhs,
                                  SmallVectorImpl<Type> &results) {
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(0, 1, "lhs", "rhs"))) // and_c1 or_c1 xor_c1
    return failure();
  Type element = tensorOf(lhs).getElementType();
  if (!isa<IntegerType>(element)) { // and_c2 or_c2 xor_c2
    std::string message;
    llvm::raw_string_ostream(message)
        << "expected integers or i1, found " << element;
    return rules.fail(message, 0);
  }
  results.push_back(lhs.getType());
  return success();
}

#define PTIR_INFER_BITWISE(OP)                                                 \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *, std::optional<Location> location, Adaptor adaptor,        \
      SmallVectorImpl<Type> &results) {                                        \
    return inferBitwise(                                                       \
        RuleChecks(getOperationName(), location, adaptor.getOperands()),       \
        adaptor.getLhs(), results);                                            \
  }                                                                            \
  Speculation::Speculatability OP::getSpeculatability() {                      \
    return speculatableIfStatic(*this);                                        \
  }
PTIR_INFER_BITWISE(AndOp)
PTIR_INFER_BITWISE(OrOp)
PTIR_INFER_BITWISE(XorOp)
#undef PTIR_INFER_BITWISE

LogicalResult ClampOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> location,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(0, 1, "x", "lo")) || // clamp_c1
      failed(rules.sameType(0, 2, "x", "hi")))   // clamp_c1
    return failure();
  RankedTensorType type = tensorOf(adaptor.getX());
  if (isa<ComplexType>(type.getElementType())) // clamp_c2
    return rules.fail("expected elements that are ordered, found complex", 0);
  results.push_back(type);
  return success();
}

Speculation::Speculatability ClampOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
