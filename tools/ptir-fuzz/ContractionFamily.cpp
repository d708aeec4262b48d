//===- ContractionFamily.cpp - Sums of products ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

namespace {

/// One operand of a product whose dimensions come in any order.
struct Side {
  llvm::SmallVector<int64_t> dims, batch, contract, free;

  void add(Grower &grower, llvm::SmallVectorImpl<int64_t> &list,
           int64_t extent) {
    int64_t at = static_cast<int64_t>(grower.below(dims.size() + 1));
    for (auto *other : {&batch, &contract, &free})
      for (int64_t &dim : *other)
        dim += dim >= at;
    dims.insert(dims.begin() + at, extent);
    list.push_back(at);
  }
};

} // namespace

static void growDotGeneral(Grower &grower, StringRef) {
  ElementType element = grower.pickElement(NumericFamilies);
  Side lhs, rhs;
  bool plain = grower.chance(40);
  auto extent = [&] { return grower.chance(3) ? 0 : grower.between(1, 6); };
  for (int64_t i = 0, end = plain ? 0 : grower.between(0, 1); i < end; ++i) {
    int64_t batch = extent();
    lhs.add(grower, lhs.batch, batch);
    rhs.add(grower, rhs.batch, batch);
  }
  for (int64_t i = 0, end = plain ? 1 : grower.between(0, 2); i < end; ++i) {
    int64_t shared = grower.chance(10) ? 17 : extent();
    lhs.add(grower, lhs.contract, shared);
    rhs.add(grower, rhs.contract, shared);
  }
  for (Side *side : {&lhs, &rhs})
    for (int64_t i = 0, end = plain ? 1 : grower.between(0, 2); i < end; ++i)
      side->add(grower, side->free, extent());
  Slot x = grower.fresh(element, lhs.dims);
  Slot y = plain && grower.chance(30) ? grower.parameter(element, rhs.dims)
                                      : grower.fresh(element, rhs.dims);

  llvm::SmallVector<int64_t> shape;
  for (auto [left, right] : llvm::zip_equal(lhs.batch, rhs.batch)) {
    int64_t dim = x.type().getDimSize(left);
    shape.push_back(ShapedType::isDynamic(dim) ? y.type().getDimSize(right)
                                               : dim);
  }
  llvm::sort(lhs.free);
  llvm::sort(rhs.free);
  for (int64_t dim : lhs.free)
    shape.push_back(x.type().getDimSize(dim));
  for (int64_t dim : rhs.free)
    shape.push_back(y.type().getDimSize(dim));
  auto type = RankedTensorType::get(
      shape, grower.mlirType(pickResultElement(grower, element)));
  grower.emit("ptir.dot_general", {x, y},
              "batch_lhs = " + arrayText(lhs.batch) +
                  ", batch_rhs = " + arrayText(rhs.batch) +
                  ", contract_lhs = " + arrayText(lhs.contract) +
                  ", contract_rhs = " + arrayText(rhs.contract) +
                  accumulatorText(grower, element),
              {type});
}

ArrayRef<OpRow> ptir::fuzz::contractionRows() {
  static constexpr OpRow rows[] = {{"dot_general", growDotGeneral}};
  return rows;
}
