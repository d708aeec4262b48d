//===- ElementwiseOps.cpp - One result element per operand element --------===//
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

/// Type of an elementwise result: the operand's shape, another element type.
static Type withElement(Type tensor, Type element) {
  return RankedTensorType::get(cast<RankedTensorType>(tensor).getShape(),
                               element);
}

static Type elementOf(Type tensor) {
  return cast<RankedTensorType>(tensor).getElementType();
}

LogicalResult ptir::inferArithmetic(const RuleChecks &rules, Value lhs,
                                    SmallVectorImpl<Type> &results) {
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(0, 1, "lhs", "rhs"))) // add_c1 sub_c1 mul_c1 div_c1
    return failure();
  if (elementOf(lhs.getType()).isInteger(1)) // add_c3 sub_c3 mul_c3 div_c3
    return rules.fail("expected integers, floats or complex numbers, found i1",
                      0);
  results.push_back(lhs.getType());
  return success();
}

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
PTIR_INFER_UNARY(NegOp)
PTIR_INFER_UNARY(ExpOp)
PTIR_INFER_UNARY(LogOp)
PTIR_INFER_UNARY(TanhOp)
PTIR_INFER_UNARY(ErfOp)
PTIR_INFER_UNARY(RsqrtOp)
PTIR_INFER_UNARY(ReciprocalOp)
#undef PTIR_INFER_UNARY

LogicalResult AbsOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  if (failed(RuleChecks(getOperationName(), location, adaptor.getOperands())
                 .areTensors()))
    return failure();
  Type type = adaptor.getX().getType();
  if (auto complex = dyn_cast<ComplexType>(elementOf(type)))
    type = withElement(type, complex.getElementType());
  results.push_back(type);
  return success();
}

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

/// Operand types of maximum and minimum: `<op>_c1`, `<op>_c2`.
static LogicalResult inferOrdered(const RuleChecks &rules, Value lhs,
                                  SmallVectorImpl<Type> &results) {
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(0, 1, "lhs", "rhs"))) // maximum_c1 minimum_c1
    return failure();
  if (isa<ComplexType>(elementOf(lhs.getType()))) // maximum_c2 minimum_c2
    return rules.fail("expected elements that are ordered, found complex", 0);
  results.push_back(lhs.getType());
  return success();
}

#define PTIR_INFER_BINARY(OP, RULE)                                            \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *, std::optional<Location> location, Adaptor adaptor,        \
      SmallVectorImpl<Type> &results) {                                        \
    return RULE(                                                               \
        RuleChecks(getOperationName(), location, adaptor.getOperands()),       \
        adaptor.getLhs(), results);                                            \
  }                                                                            \
  Speculation::Speculatability OP::getSpeculatability() {                      \
    return speculatableIfStatic(*this);                                        \
  }
PTIR_INFER_BINARY(AddOp, inferArithmetic)
PTIR_INFER_BINARY(SubOp, inferArithmetic)
PTIR_INFER_BINARY(MulOp, inferArithmetic)
PTIR_INFER_BINARY(MaximumOp, inferOrdered)
PTIR_INFER_BINARY(MinimumOp, inferOrdered)
#undef PTIR_INFER_BINARY

LogicalResult DivOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> location,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &results) {
  return inferArithmetic(
      RuleChecks(getOperationName(), location, adaptor.getOperands()),
      adaptor.getLhs(), results);
}

Speculation::Speculatability DivOp::getSpeculatability() {
  if (isa<IntegerType>(elementOf(getLhs().getType())))
    return Speculation::NotSpeculatable;
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// Comparison, selection
//===----------------------------------------------------------------------===//

LogicalResult CompareOp::inferReturnTypes(MLIRContext *context,
                                          std::optional<Location> location,
                                          Adaptor adaptor,
                                          SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(0, 1, "lhs", "rhs"))) // compare_c1
    return failure();
  Type type = adaptor.getLhs().getType();
  Comparison direction = adaptor.getDirection();
  if (isa<ComplexType>(elementOf(type)) && direction != Comparison::EQ &&
      direction != Comparison::NE) // compare_c2
    return rules.fail("expected direction eq or ne for complex operands, "
                      "found " +
                          stringifyEnum(direction),
                      0);
  results.push_back(withElement(type, IntegerType::get(context, 1)));
  return success();
}

Speculation::Speculatability CompareOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

LogicalResult SelectOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> location,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()) ||
      failed(rules.sameType(1, 2, "on_true", "on_false"))) // select_c1
    return failure();
  auto pred = cast<RankedTensorType>(adaptor.getPred().getType());
  auto value = cast<RankedTensorType>(adaptor.getOnTrue().getType());
  if (pred.getShape() != value.getShape()) // select_c1
    return rules.fail("expected pred of shape " +
                          formatShape(value.getShape()) + ", found " +
                          formatShape(pred.getShape()),
                      0);
  results.push_back(value);
  return success();
}

Speculation::Speculatability SelectOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

//===----------------------------------------------------------------------===//
// Conversion
//===----------------------------------------------------------------------===//

LogicalResult CastOp::verify() {
  RuleChecks rules(*this);
  auto from = cast<RankedTensorType>(getX().getType());
  auto to = cast<RankedTensorType>(getType());
  if (from.getShape() != to.getShape()) // cast_c1
    return rules.fail("expected a result of the operand's shape " +
                          formatShape(from.getShape()) + ", found " +
                          formatShape(to.getShape()),
                      0);
  if (isa<ComplexType>(from.getElementType()) &&
      !isa<ComplexType>(to.getElementType())) { // cast_c2
    std::string found;
    llvm::raw_string_ostream(found) << to.getElementType();
    return rules.fail("expected a complex result for a complex operand, "
                      "found " +
                          found,
                      0);
  }
  return success();
}
