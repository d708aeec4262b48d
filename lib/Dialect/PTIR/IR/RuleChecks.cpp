//===- RuleChecks.cpp - How a broken rule is reported ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"

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

LogicalResult RuleChecks::dimsMatch(ShapeRef shape, size_t numDims,
                                    bool inferOne) const {
  size_t wanted = llvm::count_if(shape, ShapedType::isDynamic);
  if (numDims == wanted || (inferOne && numDims == 0 && wanted <= 1))
    return success();
  return fail("expected one extent in dims per dynamic dimension of the "
              "result (" +
              Twine(wanted) + "), found " + Twine(numDims));
}
