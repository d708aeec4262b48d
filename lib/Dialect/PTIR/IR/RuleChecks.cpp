//===- RuleChecks.cpp - How a broken rule is reported ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"

#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;
using namespace ptir;

LogicalResult RuleChecks::fail(const Twine &message, int operand) const {
  if (!location)
    return failure();
  InFlightDiagnostic diagnostic = emitError(*location)
                                  << "'" << opName << "' op " << message;
  if (operand >= 0 && operand < static_cast<int>(operands.size()))
    diagnostic.attachNote(operands[operand].getLoc())
        << "operand " << operand << " is defined here, with type "
        << operands[operand].getType();
  return diagnostic;
}

LogicalResult RuleChecks::check(const ShapeResult &result) const {
  return result.ok() ? success() : fail(result.error, result.operand);
}

LogicalResult RuleChecks::areTensors() const {
  for (auto [i, operand] : llvm::enumerate(operands))
    if (!isa<RankedTensorType>(operand.getType())) {
      std::string message;
      llvm::raw_string_ostream(message)
          << "operand #" << i << " must be ranked tensor, but got '"
          << operand.getType() << "'";
      return fail(message);
    }
  return success();
}

LogicalResult RuleChecks::sameType(int lhs, int rhs, StringRef lhsName,
                                   StringRef rhsName) const {
  Type left = operands[lhs].getType(), right = operands[rhs].getType();
  if (left == right)
    return success();
  std::string message;
  llvm::raw_string_ostream(message)
      << "expected " << rhsName << " to have the type of " << lhsName << " ("
      << left << "), found " << right;
  return fail(message, rhs);
}

LogicalResult RuleChecks::sameElement(RankedTensorType wanted,
                                      RankedTensorType type, StringRef name,
                                      int operand) const {
  if (type.getElementType() == wanted.getElementType())
    return success();
  std::string message;
  llvm::raw_string_ostream(message)
      << "expected " << name << " of element type " << wanted.getElementType()
      << ", found " << type.getElementType();
  return fail(message, operand);
}

LogicalResult RuleChecks::isElement(TypedAttr attribute, StringRef name,
                                    Type element) const {
  bool isScalar = isa<IntegerAttr, FloatAttr, complex::NumberAttr>(attribute);
  if (isScalar && attribute.getType() == element)
    return success();
  std::string message;
  llvm::raw_string_ostream(message) << "expected " << name << " to be one "
                                    << element << ", found " << attribute;
  return fail(message);
}

LogicalResult RuleChecks::hasShape(StringRef name, RankedTensorType type,
                                   ShapeRef shape) const {
  if (type.getShape() == shape)
    return success();
  return fail("expected " + name + " of shape " + formatShape(shape) +
              ", found " + formatShape(type.getShape()));
}

LogicalResult RuleChecks::reducible(ReduceKind kind, Type element) const {
  if (kind == ReduceKind::Sum && element.isInteger(1))
    return fail("expected elements that can be summed, found i1", 0);
  if (kind != ReduceKind::Sum && isa<ComplexType>(element))
    return fail("expected elements that are ordered, found complex", 0);
  return success();
}

LogicalResult RuleChecks::inClass(Type element, StringRef name,
                                  Type type) const {
  if (getElementType(type) && areSameClass(type, element))
    return success();
  std::string message;
  llvm::raw_string_ostream(message)
      << "expected " << name << " of the operand's class (" << element
      << "), found " << type;
  return fail(message);
}

LogicalResult RuleChecks::dimsMatch(ShapeRef shape, size_t numDims,
                                    bool inferOne) const {
  size_t wanted = llvm::count_if(shape, ShapedType::isDynamic);
  if (numDims == wanted || (inferOne && numDims == 0 && wanted <= 1))
    return success();
  return fail("expected one extent in dims per dynamic dimension of the "
              "result (" +
              Twine(wanted) + "), found " + Twine(numDims));
}
