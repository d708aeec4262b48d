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
//   "panels64:f12"   [ceil(N / 64)] panels of 12-bit floats: ceil(K / 2) rows
//                    of 192 bytes and, behind them, one with the 64 scales of
//                    its columns, bf16
//   "panels64:s8"    panels of integers in [-127, 127], each of ceil(K / 4)
//                    rows [64][4] and, behind them, the 64 scales of its
//                    columns, f32
//
// and "panels64t:bf16" and so on. Element (k, n) of bf16 lies at
// ((n / 64) * ceil(K / 2) + k / 2) * 128 + n % 64 * 2 + k % 2: a 32-bit lane
// holds two factors of one column, each of which is an f32 after a shift or a
// mask. A row of 12-bit floats, see ShortFloatCode in
// ColumnCodes.h, is 64 bytes of upper and 128 of lower parts. With
// w = n % 16 * 2 + k % 2 and h = n % 64 / 32, those of element (k, n) are in
// byte b = w / 8 * 16 + n / 16 % 2 * 8 + w % 8, the lower four bits for h = 0,
// and byte 64 + 64 * h + b: instructions that interleave bytes make pairs of
// bf16 of these. That of s8 lies at byte
// ((n / 64) * (ceil(K / 4) + 1) + k / 4) * 256 + n % 64 * 4 + k % 4: CPUs
// multiply and add four bytes of a 32-bit lane at once. The scale of a column
// is its largest magnitude / 127; an integer times its scale is within half a
// scale of the stored element. A 12-bit float times its scale is the element
// rounded to bf16, or within about 2^-14 of the largest one of its column.
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
enum class ParamStorage : uint8_t { Wanted, BF16, F12, S8 };

struct ParamForm {
  ParamLayout layout = ParamLayout::Plain;
  ParamStorage storage = ParamStorage::Wanted;

  bool operator==(const ParamForm &other) const {
    return layout == other.layout && storage == other.storage;
  }
};

/// Columns of one panel.
inline constexpr int64_t panelWidth = 64;

/// Elements of a column that lie beside each other in panels of s8.
inline constexpr int64_t bytesTogether = 4;

/// How many of them a column of `depth` elements is.
inline int64_t numByteGroups(int64_t depth) {
  return depth / bytesTogether + (depth % bytesTogether != 0);
}

/// Pairs of 12-bit floats in a column of `depth` elements.
inline int64_t numShortFloatPairs(int64_t depth) {
  return depth / 2 + depth % 2;
}

/// A row of such a panel: 12 bits for each of two elements.
inline constexpr int64_t shortFloatRowBytes = panelWidth * 2 * 12 / 8;

/// Whether the largest element of a column must be known before any is stored.
inline bool measuresColumns(ParamStorage storage) {
  return storage == ParamStorage::F12 || storage == ParamStorage::S8;
}

/// The form a name of the ABI stands for; nothing if none does.
std::optional<ParamForm> parseParamForm(std::string_view name);

/// The number of panels of a matrix with `columns` columns.
inline int64_t numPanels(int64_t columns) {
  return columns / panelWidth + (columns % panelWidth != 0);
}

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_PARAMLAYOUT_H
