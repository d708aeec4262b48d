//===- PanelProducts.h - Products by packed matrices ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_TRANSFORMS_PANELPRODUCTS_H
#define PTIR_LIB_DIALECT_PTIR_TRANSFORMS_PANELPRODUCTS_H

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

namespace ptir {

/// Whether the op is x[M, K] * w[K, N] or, `transposed`, x[M, K] * w[N, K], in
/// f32 and with a matrix of known extents.
bool isPanelProduct(DotGeneralOp op, bool &transposed);

/// Replaces such a product by one with the panels of its matrix.
void multiplyByPanels(DotGeneralOp product, mlir::Value panels);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_TRANSFORMS_PANELPRODUCTS_H
