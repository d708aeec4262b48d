//===- ParamLayout.h - Layouts of derived parameters ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The layouts that compiled code may ask of the parameter store, by name in
// `ptir_param_desc::layout`:
//
//   ""           row-major, as stored
//   "panels64"   stored [K, N]; in memory [ceil(N / 64)][K][64]
//   "panels64t"  stored [N, K]; in memory the same as above
//
// Element (k, n) of a panel layout lies at ((n / 64) * K + k) * 64 + n % 64.
// The columns that pad the last panel are zero. One k of one panel is four
// cache lines of f32, which is what one step of the matmul's inner loop reads.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_PARAMLAYOUT_H
#define PTIR_RUNTIME_PARAMLAYOUT_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace ptir::runtime {

enum class ParamLayout : uint8_t { Plain, Panels64, Panels64Transposed };

/// Columns of one panel.
inline constexpr int64_t panelWidth = 64;

/// The layout a name of the ABI stands for; nothing if none does.
std::optional<ParamLayout> parseParamLayout(std::string_view name);

/// The number of panels of a matrix with `columns` columns.
inline int64_t numPanels(int64_t columns) {
  return columns / panelWidth + (columns % panelWidth != 0);
}

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_PARAMLAYOUT_H
