//===- PanelLanes.h - Vectors of packed matrices ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// How loops read panels, see ptirrt.panel_matmul: a vector has one depth of
// several columns of a panel, in the type that is computed in.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_PANELLANES_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_PANELLANES_H

#include "LoopNest.h"

#include "mlir/IR/BuiltinTypes.h"

namespace ptir::vectorloops {

/// memref[indices] as a vector, or as a scalar for one lane; lanes without a
/// bit of `mask`, which may be null, are zero.
Value loadLanes(ImplicitLocOpBuilder &b, Value memref, ValueRange indices,
                int64_t lanes, Value mask);

/// Stores what `loadLanes` loads.
void storeLanes(ImplicitLocOpBuilder &b, Value element, Value memref,
                ValueRange indices, Value mask);

/// The extent of a memref, a constant if it is known.
Value extentOf(ImplicitLocOpBuilder &b, Value memref, int64_t dim);

class PanelLanes {
public:
  /// panels: memref [P, R, C]. Vectors have `lanes` elements of `element`.
  PanelLanes(ImplicitLocOpBuilder &b, Value panels, mlir::FloatType element,
             int64_t lanes);

  /// Columns of a panel.
  int64_t getColumns() const;
  /// Depths that lie beside each other.
  int64_t getDepthsTogether() const { return together; }
  bool hasScales() const;

  /// Depth `k`, columns from `column` on.
  Value load(Value panel, Value k, Value column);
  /// All depths of the group that begins with `k`.
  Values loadTogether(Value panel, Value k, Value column);
  /// The same as they are stored: getDepthsTogether() elements per column.
  Value loadStored(Value panel, Value group, Value column);
  /// The scales of columns.
  Value loadScales(Value panel, Value column);

private:
  bool holdsIntegers() const;
  bool holdsShortFloats() const;
  Value loadGroups(Value panel, Value k, Value column);
  Value widen(Value groups, Value shift);
  Value splatBits(int32_t bits);
  /// Bits of a group that lie above those of depth `position`.
  int64_t bitsAbove(int64_t position) const;

  ImplicitLocOpBuilder &b;
  Value panels;
  mlir::FloatType element;
  int64_t lanes, together;
};

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_PANELLANES_H
