//===- ElementwiseFamily.cpp - Ops on each element ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

/// Operand families of the unary ops; negative ones need exact operands, since
/// their results jump.
static void growUnary(Grower &grower, StringRef name) {
  struct Row {
    StringLiteral name;
    unsigned families;
    bool exact;
  };
  static constexpr Row rows[] = {
      {"neg", NumericFamilies, false},
      {"abs", NumericFamilies, false},
      {"erf", FloatFamily, false},
      {"floor", FloatFamily, true},
      {"ceil", FloatFamily, true},
      {"round_nearest_even", FloatFamily, true},
      {"sign", IntegerFamily | FloatFamily, true},
      {"is_finite", FloatFamily, true},
      {"not", BooleanFamily | IntegerFamily, false},
      {"stop_gradient", AllFamilies, false},
  };
  Wanted wanted{InexactFamilies};
  for (const Row &row : rows)
    if (row.name == name)
      wanted = {row.families, row.exact};
  grower.emit(("ptir." + name).str(), {grower.operand(wanted)});
}

static void growBinary(Grower &grower, StringRef name) {
  struct Row {
    StringLiteral name;
    unsigned families;
    bool exact;
  };
  static constexpr Row rows[] = {
      {"maximum", OrderedFamilies, false},
      {"minimum", OrderedFamilies, false},
      {"pow", IntegerFamily | FloatFamily, false},
      {"remainder", IntegerFamily | FloatFamily, true},
      {"and", BooleanFamily | IntegerFamily, false},
      {"or", BooleanFamily | IntegerFamily, false},
      {"xor", BooleanFamily | IntegerFamily, false},
  };
  Wanted wanted{NumericFamilies};
  for (const Row &row : rows)
    if (row.name == name)
      wanted = {row.families, row.exact};
  Slot lhs = grower.operand(wanted);
  Slot rhs = grower.like(lhs, wanted.exact);
  // A divisor of integers must not be zero: a quarter is left to chance.
  bool divides = name == "div" || name == "remainder";
  if (divides && isInteger(lhs.elementType()) && grower.chance(75)) {
    reference::Tensor divisor =
        *reference::Tensor::create(lhs.elementType(), lhs.dims());
    auto bytes = storageBytes(lhs.elementType());
    auto *data = divisor.mutableData<uint8_t>();
    std::fill_n(data, divisor.numElements() * bytes, uint8_t(0));
    bool minusOne = isSignedInteger(lhs.elementType()) && grower.chance(30);
    for (int64_t i = 0; i < divisor.numElements(); ++i) {
      if (minusOne)
        std::fill_n(data + i * bytes, bytes, uint8_t(255));
      else
        data[i * bytes] = static_cast<uint8_t>(grower.between(1, 7));
    }
    rhs = grower.input(lhs.type(), divisor);
  }
  if (grower.chance(50))
    grower.emit(("ptir." + name).str(), {lhs, rhs});
  else
    grower.emit(("ptir." + name).str(), {lhs, divides ? rhs : lhs});
}

static void growCompare(Grower &grower, StringRef) {
  static constexpr StringLiteral directions[] = {"lt", "le", "eq",
                                                 "ge", "gt", "ne"};
  Slot lhs = grower.operand({AllFamilies, true});
  StringRef direction = grower.pick(directions);
  if (isComplex(lhs.elementType()))
    direction = grower.chance(50) ? "eq" : "ne";
  grower.emit("ptir.compare", {lhs, grower.like(lhs, true)},
              ("direction = #ptir.comparison<" + direction + ">").str());
}

static void growSelect(Grower &grower, StringRef) {
  Slot onTrue = grower.operand({});
  Slot pred = grower.shapedLike(onTrue, ElementType::I1, true);
  grower.emit("ptir.select", {pred, onTrue, grower.like(onTrue)});
}

static void growClamp(Grower &grower, StringRef) {
  Slot x = grower.operand({OrderedFamilies});
  grower.emit("ptir.clamp", {x, grower.like(x), grower.like(x)});
}

static void growCast(Grower &grower, StringRef) {
  ElementType target = grower.pickElement(AllFamilies);
  unsigned families = isComplex(target) ? AllFamilies : OrderedFamilies;
  bool jumps = !isFloat(target) && !isComplex(target);
  Slot x = grower.operand({families, jumps});
  Type type = x.type().clone(grower.mlirType(target));
  grower.emit("ptir.cast", {x}, "", {type});
}

ArrayRef<OpRow> ptir::fuzz::elementwiseRows() {
  static constexpr OpRow rows[] = {
      {"neg", growUnary},           {"abs", growUnary},
      {"exp", growUnary},           {"log", growUnary},
      {"tanh", growUnary},          {"erf", growUnary},
      {"rsqrt", growUnary},         {"reciprocal", growUnary},
      {"sqrt", growUnary},          {"sin", growUnary},
      {"cos", growUnary},           {"floor", growUnary},
      {"ceil", growUnary},          {"round_nearest_even", growUnary},
      {"sign", growUnary},          {"logistic", growUnary},
      {"not", growUnary},           {"is_finite", growUnary},
      {"stop_gradient", growUnary}, {"add", growBinary},
      {"sub", growBinary},          {"mul", growBinary},
      {"div", growBinary},          {"maximum", growBinary},
      {"minimum", growBinary},      {"pow", growBinary},
      {"remainder", growBinary},    {"and", growBinary},
      {"or", growBinary},           {"xor", growBinary},
      {"compare", growCompare},     {"select", growSelect},
      {"clamp", growClamp},         {"cast", growCast},
  };
  return rows;
}
