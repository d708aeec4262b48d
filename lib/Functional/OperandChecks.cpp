//===- OperandChecks.cpp - What a functional asks of its operands ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OperandChecks.h"

#include <cmath>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

std::string ptir::functional::printed(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

static std::string extentText(int64_t extent) {
  return ShapedType::isDynamic(extent) ? "?" : std::to_string(extent);
}

OperandChecks::OperandChecks(Emitter &emitter, StringRef functional,
                             ArrayRef<Operand> operands)
    : emitter(emitter), functional(functional) {
  for (const Operand &operand : operands) {
    if (operand.tensor)
      continue;
    if (succeeded(emitter.status()))
      require(false, [&] {
        return ("expected a tensor for " + operand.name +
                ", found an empty handle")
            .str();
      });
    ok = false;
  }
}

void OperandChecks::require(bool condition,
                            llvm::function_ref<std::string()> message) {
  if (!ok || condition)
    return;
  ok = false;
  emitter.fail(("functional '" + functional + "'").str(), message());
}

void OperandChecks::rankIs(Operand x, int64_t rank) {
  require(x.tensor.getRank() == rank, [&] {
    return ("expected " + x.name + " of rank " + Twine(rank) + ", found rank " +
            Twine(x.tensor.getRank()))
        .str();
  });
}

void OperandChecks::rankIsOneOf(Operand x, int64_t low, int64_t high) {
  require(x.tensor.getRank() == low || x.tensor.getRank() == high, [&] {
    return ("expected " + x.name + " of rank " + Twine(low) + " or " +
            Twine(high) + ", found rank " + Twine(x.tensor.getRank()))
        .str();
  });
}

void OperandChecks::rankAtLeast(Operand x, int64_t rank) {
  require(x.tensor.getRank() >= rank, [&] {
    return ("expected " + x.name + " of rank at least " + Twine(rank) +
            ", found rank " + Twine(x.tensor.getRank()))
        .str();
  });
}

void OperandChecks::axisInRange(Operand x, int64_t axis) {
  int64_t rank = x.tensor.getRank();
  require(normalizeAxis(axis, rank).has_value(), [&] {
    return ("expected axis in [" + Twine(-rank) + ", " + Twine(rank) +
            ") for " + x.name + ", found " + Twine(axis))
        .str();
  });
}

void OperandChecks::isFloat(Operand x) {
  require(isa_and_present<FloatType>(x.tensor.getElementType()), [&] {
    return ("expected " + x.name + " of a float element type, found " +
            printed(x.tensor.getElementType()))
        .str();
  });
}

void OperandChecks::isReal(Operand x) {
  Type element = x.tensor.getElementType();
  require(ok && (isa<FloatType>(element) ||
                 (isa<IntegerType>(element) && !element.isSignlessInteger())),
          [&] {
            return ("expected " + x.name +
                    " of an integer or float element type, found " +
                    printed(element))
                .str();
          });
}

void OperandChecks::fitsElement(Operand x, double number, StringRef what) {
  auto type = dyn_cast_if_present<IntegerType>(x.tensor.getElementType());
  auto isValue = [&] {
    // Powers of two, which doubles hold exactly.
    double limit = std::ldexp(1.0, type.getWidth() - type.isSigned());
    return std::trunc(number) == number &&
           number >= (type.isSigned() ? -limit : 0) && number < limit;
  };
  require(!type || isValue(), [&] {
    return ("expected " + what + " for element type " + printed(type) +
            ", found " + std::to_string(number))
        .str();
  });
}

void OperandChecks::isF32(Operand x) {
  require(ok && x.tensor.getElementType().isF32(), [&] {
    return ("expected " + x.name + " of element type f32, found " +
            printed(x.tensor.getElementType()))
        .str();
  });
}

void OperandChecks::isIndex(Operand x, bool wide) {
  require(ok && (x.tensor.getElementType().isSignedInteger(32) ||
                 (wide && x.tensor.getElementType().isSignedInteger(64))),
          [&] {
            return ("expected " + x.name + " of element type si32" +
                    (wide ? " or si64" : "") + ", found " +
                    printed(x.tensor.getElementType()))
                .str();
          });
}

void OperandChecks::sameElementType(Operand x, Operand reference) {
  require(x.tensor.getElementType() == reference.tensor.getElementType(), [&] {
    return ("expected " + x.name + " of the element type of " + reference.name +
            " (" + printed(reference.tensor.getElementType()) + "), found " +
            printed(x.tensor.getElementType()))
        .str();
  });
}

void OperandChecks::sameType(Operand x, Operand reference) {
  sameElementType(x, reference);
  sameShape(x, reference);
}

void OperandChecks::sameShape(Operand x, Operand reference) {
  require(x.tensor.getShape() == reference.tensor.getShape(), [&] {
    return ("expected " + x.name + " of the shape of " + reference.name + " (" +
            formatShape(reference.tensor.getShape()) + "), found " +
            formatShape(x.tensor.getShape()))
        .str();
  });
}

void OperandChecks::extentIs(Operand x, int64_t axis, int64_t extent,
                             StringRef meaning) {
  require(extentsCompatible(x.tensor.getExtent(axis), extent), [&] {
    return ("expected extent " + Twine(axis) + " of " + x.name + " to be " +
            meaning + " (" + extentText(extent) + "), found " +
            extentText(x.tensor.getExtent(axis)))
        .str();
  });
}

void OperandChecks::staticExtentIs(Operand x, int64_t axis, int64_t extent,
                                   StringRef meaning) {
  extentIs(x, axis, extent, meaning);
  extentIsStatic(x, axis);
}

void OperandChecks::extentIsStatic(Operand x, int64_t axis) {
  require(!ShapedType::isDynamic(x.tensor.getExtent(axis)), [&] {
    return ("expected extent " + Twine(axis) + " of " + x.name +
            " to be static, found ?")
        .str();
  });
}

void OperandChecks::epsilonIsPositive(double epsilon) {
  require(std::isfinite(epsilon) && epsilon > 0, [&] {
    return "expected a positive, finite epsilon, found " +
           std::to_string(epsilon);
  });
}
