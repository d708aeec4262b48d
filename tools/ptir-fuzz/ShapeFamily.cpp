//===- ShapeFamily.cpp - Ops that move elements ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

/// Appends the extents to the operand, with `?` where the type has them.
static void emitShaped(Grower &grower, StringRef name, const Slot &x,
                       ArrayRef<int64_t> dims) {
  Slots operands = {x};
  Slots extents;
  RankedTensorType type = grower.looseType(x.elementType(), dims, extents);
  operands.append(extents.begin(), extents.end());
  grower.emit(name, operands, "", {type});
}

static void growDim(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 1});
  grower.emit("ptir.dim", {x},
              "axis = " + std::to_string(grower.pickAxis(x.rank())) + " : i64",
              {RankedTensorType::get({}, grower.mlirType(ElementType::SI64))});
}

/// Another shape with as many elements: two extents merged, one split.
static void growReshape(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> dims(x.dims());
  if (dims.size() > 1 && grower.chance(60)) {
    size_t at = grower.below(dims.size() - 1);
    dims[at] *= dims[at + 1];
    dims.erase(dims.begin() + at + 1);
  }
  if (!dims.empty() && dims.size() < 4 && grower.chance(50)) {
    size_t at = grower.below(dims.size());
    for (int64_t factor : {2, 3, 7})
      if (dims[at] % factor == 0 && grower.chance(60)) {
        dims[at] /= factor;
        dims.insert(dims.begin() + at, factor);
        break;
      }
  }
  if (dims.size() < 4 && grower.chance(30))
    dims.insert(dims.begin() + grower.below(dims.size() + 1), 1);
  emitShaped(grower, "ptir.reshape", x, dims);
}

static void growTranspose(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> perm;
  for (int64_t i = 0; i < x.rank(); ++i)
    perm.insert(perm.begin() + grower.below(perm.size() + 1), i);
  grower.emit("ptir.transpose", {x}, "perm = " + arrayText(perm));
}

static void growBroadcastTo(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 0, 3});
  llvm::SmallVector<int64_t> dims(x.dims());
  for (auto [i, extent] : llvm::enumerate(dims))
    if (!x.type().isDynamicDim(i) && extent == 1)
      extent = grower.between(0, 5);
  while (dims.size() < 4 && grower.chance(40))
    dims.insert(dims.begin(), grower.between(1, 4));
  emitShaped(grower, "ptir.broadcast_to", x, dims);
}

static void growSlice(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> starts, sizes, strides;
  Slots operands = {x};
  bool strided = grower.chance(50);
  for (int64_t extent : x.dims()) {
    int64_t start = grower.between(0, extent);
    int64_t stride = strided ? grower.between(1, 3) : 1;
    int64_t size = grower.between(0, (extent - start + stride - 1) / stride);
    bool dynamic = grower.chance(20);
    starts.push_back(start);
    strides.push_back(stride);
    sizes.push_back(dynamic ? -1 : size);
    if (dynamic)
      operands.push_back(grower.extent(size));
  }
  std::string text =
      "starts = " + arrayText(starts) + ", sizes = " + arrayText(sizes);
  if (strided)
    text += ", strides = " + arrayText(strides);
  grower.emit("ptir.slice", operands, text);
}

static void growConcat(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 1});
  int64_t axis = grower.pickAxis(x.rank());
  Slots operands = {x};
  while (operands.size() < 4 && grower.chance(65)) {
    if (grower.chance(50)) {
      operands.push_back(grower.like(x));
      continue;
    }
    llvm::SmallVector<int64_t> dims(x.dims());
    dims[axis < 0 ? axis + x.rank() : axis] = grower.between(0, 4);
    operands.push_back(grower.fresh(x.elementType(), dims));
  }
  grower.emit("ptir.concat", operands,
              "axis = " + std::to_string(axis) + " : i64");
}

std::string ptir::fuzz::scalarText(Grower &grower, ElementType type) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (type == ElementType::I1)
    return grower.chance(50) ? "true" : "false";
  Type element = grower.mlirType(type);
  static constexpr StringLiteral floats[] = {"0.0", "-1.5", "2.0", "-0.0"};
  if (auto complex = dyn_cast<ComplexType>(element))
    stream << "#complex.number<:" << complex.getElementType() << " "
           << grower.pick(floats) << ", " << grower.pick(floats) << ">";
  else if (isFloat(type))
    stream << grower.pick(floats) << " : " << element;
  else
    stream << grower.between(isUnsignedInteger(type) ? 0 : -3, 5) << " : "
           << element;
  return text;
}

static void growPad(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> low, high, interior;
  for (int64_t i = 0; i < x.rank(); ++i) {
    low.push_back(grower.between(-1, 2));
    high.push_back(grower.between(-1, 2));
    interior.push_back(grower.chance(30) ? grower.between(1, 2) : 0);
  }
  grower.emit("ptir.pad", {x},
              "low = " + arrayText(low) + ", high = " + arrayText(high) +
                  ", interior = " + arrayText(interior) +
                  ", pad_value = " + scalarText(grower, x.elementType()));
}

static void growTile(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> repeats;
  for (int64_t i = 0; i < x.rank(); ++i)
    repeats.push_back(grower.chance(5) ? 0 : grower.between(1, 3));
  grower.emit("ptir.tile", {x}, "repeats = " + arrayText(repeats));
}

static void growIota(Grower &grower, StringRef) {
  Slots extents;
  RankedTensorType type = grower.looseType(grower.pickElement(NumericFamilies),
                                           grower.pickShape(1, 3), extents);
  grower.emit("ptir.iota", extents,
              "axis = " + std::to_string(grower.pickAxis(type.getRank())) +
                  " : i64",
              {type});
}

ArrayRef<OpRow> ptir::fuzz::shapeRows() {
  static constexpr OpRow rows[] = {
      {"dim", growDim},
      {"reshape", growReshape},
      {"transpose", growTranspose},
      {"broadcast_to", growBroadcastTo},
      {"slice", growSlice},
      {"concat", growConcat},
      {"pad", growPad},
      {"tile", growTile},
      {"iota", growIota},
  };
  return rows;
}
