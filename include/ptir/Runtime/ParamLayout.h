//===- ParamLayout.h - Layouts of derived parameters ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The forms of a parameter that compiled code may ask of the store, by name in
// `ptir_param_desc::layout`: an order of the elements, then what each is stored
// as.
//
//   ""           row-major, as stored
//   "panels64"   stored [K, N]; in memory [ceil(N / 64)][K][64]
//   "panels64t"  stored [N, K]; in memory the same as above
//
// Element (k, n) of a panel layout lies at ((n / 64) * K + k) * 64 + n % 64.
// The columns that pad the last panel are zero. One k of one panel is four
// cache lines of f32, which is what one step of the matmul's inner loop reads.
//
// A matrix of f32 may be stored in fewer bits:
//
//   "panels64:bf16"  [ceil(N / 64)][ceil(K / 2)][64][2] of bf16, rounded to
//                    nearest even; the element that pads an odd K is zero
//   "panels64:s8"    panels of integers in [-127, 127], each of K + 4 rows of
//                    64 bytes: the last 4 are the 64 scales of its columns, f32
//
// and "panels64t:bf16", "panels64t:s8". Element (k, n) of bf16 lies at
// ((n / 64) * ceil(K / 2) + k / 2) * 128 + n % 64 * 2 + k % 2: a 32-bit lane
// holds two factors of one column, each of which is an f32 after a shift or a
// mask. The scale of a column is its largest magnitude / 127; an integer times
// its scale is within half a scale of the stored element.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_PARAMLAYOUT_H
#define PTIR_RUNTIME_PARAMLAYOUT_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace ptir::runtime {

/// The order of the elements.
enum class ParamLayout : uint8_t { Plain, Panels64, Panels64Transposed };

/// What they are stored as: the wanted type, or a narrow stand-in for f32.
enum class ParamStorage : uint8_t { Wanted, BF16, S8 };

struct ParamForm {
  ParamLayout layout = ParamLayout::Plain;
  ParamStorage storage = ParamStorage::Wanted;

  bool operator==(const ParamForm &other) const {
    return layout == other.layout && storage == other.storage;
  }
};

/// Columns of one panel.
inline constexpr int64_t panelWidth = 64;

/// Rows of 64 bytes behind those of a panel of s8, for its scales.
inline constexpr int64_t scaleRows = 4;

/// The form a name of the ABI stands for; nothing if none does.
std::optional<ParamForm> parseParamForm(std::string_view name);

/// The number of panels of a matrix with `columns` columns.
inline int64_t numPanels(int64_t columns) {
  return columns / panelWidth + (columns % panelWidth != 0);
}

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_PARAMLAYOUT_H
