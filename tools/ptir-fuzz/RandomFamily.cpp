//===- RandomFamily.cpp - Random numbers and normalization ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

static void growRandom(Grower &grower, StringRef name) {
  Slot seed = grower.fresh(ElementType::UI64, {});
  Slots operands = {seed};
  Slots extents;
  RankedTensorType type = grower.looseType(grower.pickElement(FloatFamily),
                                           grower.pickShape(0, 3), extents);
  operands.append(extents.begin(), extents.end());
  grower.emit(("ptir." + name).str(), operands, "", {type});
}

static void growLayerNorm(Grower &grower, StringRef) {
  Slot x = grower.operand({FloatFamily, false, 1});
  int64_t axis = grower.pickAxis(x.rank());
  int64_t extent = x.dims()[axis < 0 ? axis + x.rank() : axis];
  Slot gamma = grower.fresh(x.elementType(), {extent});
  Slot beta = grower.fresh(x.elementType(), {extent});
  grower.emit("ptir.layer_norm", {x, gamma, beta},
              "epsilon = 1.0e-5 : f64, axis = " + std::to_string(axis) +
                  " : i64");
}

ArrayRef<OpRow> ptir::fuzz::randomRows() {
  static constexpr OpRow rows[] = {
      {"rng_uniform", growRandom},
      {"rng_normal", growRandom},
      {"layer_norm", growLayerNorm},
  };
  return rows;
}
