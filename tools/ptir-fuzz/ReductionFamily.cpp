//===- ReductionFamily.cpp - Ops that combine elements --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

/// A type of the same class: what a reduction may give, or sum in.
static ElementType pickOfClass(Grower &grower, ElementType type) {
  if (isFloat(type))
    return grower.pickElement(FloatFamily);
  if (isComplex(type))
    return grower.pickElement(ComplexFamily);
  return isInteger(type) ? grower.pickElement(IntegerFamily) : type;
}

/// `, accum_type = f32`, or nothing.
std::string ptir::fuzz::accumulatorText(Grower &grower, ElementType type) {
  if (!grower.chance(25))
    return "";
  std::string text = ", accum_type = ";
  llvm::raw_string_ostream(text) << grower.mlirType(pickOfClass(grower, type));
  return text;
}

ElementType ptir::fuzz::pickResultElement(Grower &grower, ElementType type) {
  return grower.chance(25) ? pickOfClass(grower, type) : type;
}

static void growReduce(Grower &grower, StringRef) {
  static constexpr StringLiteral kinds[] = {"sum", "max", "min"};
  StringRef kind = grower.pick(kinds);
  Slot x = grower.operand(
      {kind == "sum" ? unsigned(NumericFamilies) : unsigned(OrderedFamilies)});
  llvm::SmallVector<int64_t> axes, dims, shape;
  bool keep = grower.chance(40);
  for (int64_t i = 0; i < x.rank(); ++i) {
    if (grower.chance(50)) {
      axes.push_back(grower.chance(20) ? i - x.rank() : i);
      if (keep)
        shape.push_back(1);
    } else {
      shape.push_back(x.type().getDimSize(i));
    }
  }
  auto type = RankedTensorType::get(
      shape, grower.mlirType(pickResultElement(grower, x.elementType())));
  grower.emit("ptir.reduce", {x},
              ("kind = #ptir.reduce_kind<" + kind + ">").str() + ", axes = " +
                  arrayText(axes) + (keep ? ", keepdims = true" : "") +
                  accumulatorText(grower, x.elementType()),
              {type});
}

static void growArgmax(Grower &grower, StringRef) {
  Slot x = grower.operand({OrderedFamilies, true, 1});
  int64_t axis = grower.pickAxis(x.rank());
  bool keep = grower.chance(40);
  llvm::SmallVector<int64_t> shape(x.type().getShape());
  int64_t at = axis < 0 ? axis + x.rank() : axis;
  if (keep)
    shape[at] = 1;
  else
    shape.erase(shape.begin() + at);
  ElementType element =
      grower.chance(50) ? ElementType::SI32 : ElementType::SI64;
  grower.emit("ptir.argmax", {x},
              "axis = " + std::to_string(axis) + " : i64" +
                  (keep ? ", keepdims = true" : ""),
              {RankedTensorType::get(shape, grower.mlirType(element))});
}

static void growTopK(Grower &grower, StringRef) {
  Slot x = grower.operand({OrderedFamilies, true, 1});
  int64_t axis = grower.pickAxis(x.rank());
  int64_t at = axis < 0 ? axis + x.rank() : axis;
  int64_t k = grower.between(0, x.dims()[at]);
  llvm::SmallVector<int64_t> shape(x.type().getShape());
  shape[at] = k;
  ElementType element =
      grower.chance(50) ? ElementType::SI32 : ElementType::SI64;
  grower.emit("ptir.top_k", {x},
              "k = " + std::to_string(k) +
                  " : i64, axis = " + std::to_string(axis) +
                  " : i64, largest = " + (grower.chance(50) ? "true" : "false"),
              {RankedTensorType::get(shape, x.element()),
               RankedTensorType::get(shape, grower.mlirType(element))});
}

static void growSegmentReduce(Grower &grower, StringRef) {
  bool sum = grower.chance(50);
  Slot x = grower.operand(
      {sum ? unsigned(NumericFamilies) : unsigned(OrderedFamilies), false, 1});
  int64_t segments = grower.between(1, 5);
  bool fails = grower.chance(5);
  Slot ids = grower.indices({x.dims()[0]}, 0, segments - (fails ? 0 : 1));
  grower.emit("ptir.segment_reduce", {x, ids},
              std::string("kind = #ptir.reduce_kind<") + (sum ? "sum" : "max") +
                  ">, num_segments = " + std::to_string(segments) + " : i64" +
                  accumulatorText(grower, x.elementType()));
}

ArrayRef<OpRow> ptir::fuzz::reductionRows() {
  static constexpr OpRow rows[] = {
      {"reduce", growReduce},
      {"argmax", growArgmax},
      {"top_k", growTopK},
      {"segment_reduce", growSegmentReduce},
  };
  return rows;
}
