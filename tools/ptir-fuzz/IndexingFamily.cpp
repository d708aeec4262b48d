//===- IndexingFamily.cpp - Ops with indices as operands ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

/// The highest index to draw: one too many now and then.
static int64_t lastIndex(Grower &grower, int64_t extent) {
  return grower.chance(3) ? extent : extent - 1;
}

static void growTake(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 1});
  llvm::SmallVector<int64_t> dims = grower.pickShape(0, 2);
  if (x.dims()[0] == 0)
    dims = {0};
  Slot indices = grower.indices(dims, 0, lastIndex(grower, x.dims()[0]));
  grower.emit("ptir.take", {x, indices});
}

/// The shape of `x` with another extent along the axis.
static llvm::SmallVector<int64_t> along(Grower &grower, const Slot &x,
                                        int64_t axis) {
  llvm::SmallVector<int64_t> dims(x.dims());
  dims[axis] = dims[axis] == 0 ? 0 : grower.between(0, 5);
  return dims;
}

static void growGather(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 1});
  int64_t axis = grower.between(0, x.rank() - 1);
  Slot indices = grower.indices(along(grower, x, axis), 0,
                                lastIndex(grower, x.dims()[axis]));
  grower.emit("ptir.gather", {x, indices},
              "axis = " + std::to_string(axis) + " : i64");
}

static void growScatterReduce(Grower &grower, StringRef) {
  static constexpr StringLiteral kinds[] = {"add", "max", "min", "replace"};
  StringRef kind = grower.pick(kinds);
  unsigned families = kind == "add"       ? unsigned(NumericFamilies)
                      : kind == "replace" ? unsigned(AllFamilies)
                                          : unsigned(OrderedFamilies);
  Slot x = grower.operand({families, false, 1});
  int64_t axis = grower.between(0, x.rank() - 1);
  llvm::SmallVector<int64_t> dims = along(grower, x, axis);
  Slot indices = grower.indices(dims, 0, lastIndex(grower, x.dims()[axis]));
  Slot updates = grower.shapedLike(indices, x.elementType());
  grower.emit("ptir.scatter_reduce", {x, indices, updates},
              "axis = " + std::to_string(axis) +
                  " : i64, kind = #ptir.scatter_kind<" + kind.str() + ">");
}

/// Rows of an operand: updates[i, w...] is added to x[indices[i], w...].
static void growScatterAdd(Grower &grower, StringRef) {
  Slot x = grower.operand({NumericFamilies, false, 1, 3});
  int64_t count = x.dims()[0] == 0 ? 0 : grower.between(0, 4);
  bool column = grower.chance(50);
  llvm::SmallVector<int64_t> indexDims = {count};
  if (column)
    indexDims.push_back(1);
  Slot indices = grower.indices(indexDims, 0, lastIndex(grower, x.dims()[0]));
  llvm::SmallVector<int64_t> dims = {count}, window;
  for (int64_t i = 1; i < x.rank(); ++i) {
    dims.push_back(x.dims()[i]);
    window.push_back(i);
  }
  Slot updates = grower.fresh(x.elementType(), dims);
  grower.emit("ptir.scatter_add", {x, indices, updates},
              "update_window_dims = " + arrayText(window) +
                  ", inserted_window_dims = array<i64: 0>"
                  ", scatter_dims_to_operand_dims = array<i64: 0>" +
                  ", index_vector_dim = 1 : i64");
}

static void growDynamicSlice(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  Slot start = grower.indices({x.rank()}, -2, 9);
  Slots operands = {x, start};
  llvm::SmallVector<int64_t> sizes;
  for (int64_t extent : x.dims()) {
    int64_t size = grower.between(0, extent);
    bool dynamic = grower.chance(25);
    sizes.push_back(dynamic ? -1 : size);
    if (dynamic)
      operands.push_back(grower.extent(size));
  }
  grower.emit("ptir.dynamic_slice", operands, "sizes = " + arrayText(sizes));
}

static void growDynamicUpdateSlice(Grower &grower, StringRef) {
  Slot x = grower.operand({});
  llvm::SmallVector<int64_t> dims;
  for (int64_t extent : x.dims())
    dims.push_back(grower.between(0, extent));
  Slot update = grower.fresh(x.elementType(), dims);
  Slot start = grower.indices({x.rank()}, -2, 9);
  grower.emit("ptir.dynamic_update_slice", {x, update, start});
}

ArrayRef<OpRow> ptir::fuzz::indexingRows() {
  static constexpr OpRow rows[] = {
      {"take", growTake},
      {"gather", growGather},
      {"scatter_reduce", growScatterReduce},
      {"scatter_add", growScatterAdd},
      {"dynamic_slice", growDynamicSlice},
      {"dynamic_update_slice", growDynamicUpdateSlice},
  };
  return rows;
}
