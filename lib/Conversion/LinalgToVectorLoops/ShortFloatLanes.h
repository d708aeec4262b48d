//===- ShortFloatLanes.h - Vectors of 12-bit floats -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Panels of 12-bit floats, see docs/formats.md, as pairs of bf16: the upper
// bytes are looked up by four bits each, the lower ones interleaved with them.
// A loop still waits for memory alone, of which it reads a quarter less.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_SHORTFLOATLANES_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_SHORTFLOATLANES_H

#include "LoopNest.h"

namespace ptir::vectorloops {

class ShortFloatLanes {
public:
  /// panels: memref [P, R, 96] of i16. Vectors have `lanes` columns, a divisor
  /// of the 16 that the layout holds together.
  ShortFloatLanes(ImplicitLocOpBuilder &b, Value panels, int64_t lanes)
      : b(b), panels(panels), lanes(lanes) {}

  /// The pairs of depths of a row of a panel: a vector of i32, the lower half
  /// of which is the bf16 of the first depth. `column` is a multiple of
  /// `lanes`.
  Value loadPairs(Value panel, Value row, Value column);

  /// The scales of columns, f32.
  Value loadScales(Value panel, Value column);

private:
  Value loadBytes(Value panel, Value row, Value word);
  Value interleave(Value lower, Value upper, int64_t first);

  ImplicitLocOpBuilder &b;
  Value panels;
  int64_t lanes;
};

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_SHORTFLOATLANES_H
