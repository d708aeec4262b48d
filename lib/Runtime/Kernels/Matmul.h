//===- Matmul.h - Products of many rows with weights ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// y = step(x weights + bias [+ y]).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_MATMUL_H
#define PTIR_LIB_RUNTIME_KERNELS_MATMUL_H

#include <cstdint>

namespace ptir::runtime::kernels {

/// A panel of weights has so many columns, which are vectors of 16 floats.
inline constexpr int64_t panelColumns = 64;
inline constexpr int64_t vectorFloats = 16;
inline constexpr int panelVectors = 4;

/// Rows of x whose sums with a panel's vectors, and a row of its weights, fill
/// the registers.
inline constexpr int tileRows = 6;

enum class MatmulStep : uint8_t { None, Relu, Relu6, GeluTanh, Silu };

struct MatmulShape {
  int64_t rows, depth, columns;
  /// Adds to what y holds instead of replacing it.
  bool accumulates;
  /// What results go through at the end.
  MatmulStep step;
};

/// x is [rows][depth], y is [rows][columns]; weights are panels, see
/// ParamLayout.h; `bias` may be null.
struct MatmulOperands {
  const float *x;
  const void *weights;
  const float *bias;
  float *y;
};

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_MATMUL_H
