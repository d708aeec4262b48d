//===- WindowFamily.cpp - Ops on windows of a tensor ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

static void growReduceWindow(Grower &grower, StringRef) {
  static constexpr StringLiteral kinds[] = {"sum", "max", "min"};
  StringRef kind = grower.pick(kinds);
  Slot x = grower.operand(
      {kind == "sum" ? unsigned(NumericFamilies) : unsigned(OrderedFamilies)});
  llvm::SmallVector<int64_t> window, strides, baseDilation, windowDilation,
      padding, shape;
  for (int64_t i = 0; i < x.rank(); ++i) {
    window.push_back(grower.between(1, 3));
    strides.push_back(grower.between(1, 2));
    baseDilation.push_back(grower.chance(25) ? 2 : 1);
    windowDilation.push_back(grower.chance(25) ? 2 : 1);
    padding.push_back(grower.between(0, 2));
    padding.push_back(grower.between(0, 2));
    int64_t extent = x.dims()[i];
    int64_t dilated = extent == 0 ? 0 : (extent - 1) * baseDilation.back() + 1;
    int64_t padded = dilated + padding[2 * i] + padding[2 * i + 1];
    int64_t reach = (window.back() - 1) * windowDilation.back() + 1;
    int64_t out = padded < reach ? 0 : (padded - reach) / strides.back() + 1;
    shape.push_back(x.type().isDynamicDim(i) ? ShapedType::kDynamic : out);
  }
  auto type = RankedTensorType::get(
      shape, grower.mlirType(pickResultElement(grower, x.elementType())));
  grower.emit("ptir.reduce_window", {x},
              "kind = #ptir.reduce_kind<" + kind.str() + ">, window = " +
                  arrayText(window) + ", strides = " + arrayText(strides) +
                  ", base_dilation = " + arrayText(baseDilation) +
                  ", window_dilation = " + arrayText(windowDilation) +
                  ", padding = " + arrayText(padding) +
                  accumulatorText(grower, x.elementType()),
              {type});
}

static void growExtractPatches(Grower &grower, StringRef) {
  Slot x = grower.operand({AllFamilies, false, 3, 4});
  llvm::SmallVector<int64_t> window, strides, dilation, padding;
  for (int64_t i = 1; i + 1 < x.rank(); ++i) {
    window.push_back(grower.between(1, 3));
    strides.push_back(grower.between(1, 2));
    dilation.push_back(grower.between(1, 2));
    padding.push_back(grower.between(0, 2));
    padding.push_back(grower.between(0, 2));
  }
  grower.emit("ptir.extract_patches", {x},
              "window = " + arrayText(window) + ", strides = " +
                  arrayText(strides) + ", dilation = " + arrayText(dilation) +
                  ", padding = " + arrayText(padding) +
                  ", pad_value = " + scalarText(grower, x.elementType()));
}

ArrayRef<OpRow> ptir::fuzz::windowRows() {
  static constexpr OpRow rows[] = {
      {"reduce_window", growReduceWindow},
      {"extract_patches", growExtractPatches},
  };
  return rows;
}
