//===- PlanInvertedResidual.h - How a block is divided ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_PLANINVERTEDRESIDUAL_H
#define PTIR_LIB_RUNTIME_KERNELS_PLANINVERTEDRESIDUAL_H

#include "InvertedResidual.h"

#include <vector>

namespace ptir::runtime::kernels {

/// The parts that threads compute.
struct InvertedResidualPlan {
  InvertedResidualShape shape;
  std::vector<InvertedResidualPart> parts;
  /// Whether every part has all rows, of some channels of the middle: what they
  /// give is to be added up.
  bool addsParts;
};

/// Sets `chunk` and `rows` of the shape, and divides it among the threads as
/// modelled to take the least time.
InvertedResidualPlan planInvertedResidual(InvertedResidualShape shape,
                                          int threads);

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_PLANINVERTEDRESIDUAL_H
