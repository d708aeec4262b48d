//===- AssignLayouts.cpp - Which images have their channels in blocks -----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The library's Winograd kernels read and write images with the channels in
// blocks of 16, [N, C / 16, H, W, 16]; its other kernels are as fast on
// [N, H, W, C]. Every call gets one of the two layouts, such that the modelled
// time of all calls and of the reorders between them is least (MinCut.h).
// Values have the layout of the op that makes them, also across calls of
// private functions; a reorder stands where another layout is needed.
//
// Refuses: entries' arguments and results, images of other channel counts or
// unknown extents, and ops that are not known to take both layouts.
//
//===----------------------------------------------------------------------===//

#include "LayoutAssignment.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Backends/onednn/Passes.h"

namespace ptir {
#define GEN_PASS_DEF_ASSIGNLAYOUTSPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

struct AssignLayoutsPass
    : ptir::impl::AssignLayoutsPassBase<AssignLayoutsPass> {
  void runOnOperation() override {
    LayoutAssignment assignment(getOperation());
    if (!assignment.solve())
      return;
    assignment.rewrite();
    numBlocked += assignment.numBlocked;
    numReorders += assignment.numReorders;
    numWinograd += assignment.numWinograd;
  }
};

} // namespace
