//===- ParamDerivation.cpp - Making derived parameters ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamDerivation.h"
#include "ColumnEncoder.h"
#include "ElementConversion.h"
#include "SourceSlices.h"

#include <algorithm>
#include <type_traits>

namespace ptir::runtime {

/// Elements one index of a plain conversion stands for.
static constexpr int64_t plainBlock = 16384;
/// Rows one index of a packing loop stands for: their part of one panel is
/// 2 KiB of f32, written in one go.
static constexpr int64_t rowBlock = 8;
/// The same for transposed packing, times one panel; a multiple of rowTile.
static constexpr int64_t transposedBlock = 256;
/// Elements of K that are loaded, converted and then spread over the rows of a
/// panel: one cache line of f32.
static constexpr int64_t rowTile = 16;

std::optional<ParamForm> parseParamForm(std::string_view name) {
  using L = ParamLayout;
  using S = ParamStorage;
  static constexpr struct {
    std::string_view name;
    ParamForm form;
  } forms[] = {{"", {L::Plain, S::Wanted}},
               {"panels64", {L::Panels64, S::Wanted}},
               {"panels64t", {L::Panels64Transposed, S::Wanted}},
               {"panels64:bf16", {L::Panels64, S::BF16}},
               {"panels64t:bf16", {L::Panels64Transposed, S::BF16}},
               {"panels64:f12", {L::Panels64, S::F12}},
               {"panels64t:f12", {L::Panels64Transposed, S::F12}},
               {"panels64:s8", {L::Panels64, S::S8}},
               {"panels64t:s8", {L::Panels64Transposed, S::S8}}};
  for (const auto &known : forms)
    if (known.name == name)
      return known.form;
  return std::nullopt;
}

int64_t ParamDerivation::targetBytes() const {
  int64_t columns =
      form.layout == ParamLayout::Plain ? N : numPanels(N) * panelWidth;
  switch (form.storage) {
  case ParamStorage::Wanted:
    return K * columns * storageBytes(to);
  case ParamStorage::BF16:
    return (K + K % 2) * columns * storageBytes(ElementType::BF16);
  case ParamStorage::F12:
    return K == 0 ? 0
                  : ShortFloatCode::rowsOfPanel(K) * ShortFloatCode::rowBytes *
                        numPanels(N);
  case ParamStorage::S8:
    // Scales take as much as four elements.
    return K == 0 ? 0 : ByteCode::rowsOfPanel(K) * bytesTogether * columns;
  }
  return 0;
}

bool canConvert(ElementType from, ElementType to) {
  return withConversion(from, to, [](auto) {});
}

namespace {

/// The loops over one tensor with the conversion known. In panels, `together`
/// elements of a column lie beside each other.
template <typename Conversion, int64_t together = 1>
class Deriver {
  using Source = typename Conversion::Source;
  using Target = typename Conversion::Target;

public:
  Deriver(const ParamDerivation &derivation, const ThreadPool &pool)
      : K(derivation.K), N(derivation.N), stride(derivation.stride()),
        source(derivation.source),
        target(reinterpret_cast<Target *>(derivation.target)), pool(pool) {}

  /// Elements [begin, end), in order.
  void convert(int64_t begin, int64_t end) const {
    int64_t blocks = (end - begin + plainBlock - 1) / plainBlock;
    pool.parallelFor(blocks, [&](int64_t first, int64_t last) {
      convertRun(target + begin + first * plainBlock,
                 begin + first * plainBlock,
                 std::min(end - begin, last * plainBlock) - first * plainBlock);
    });
  }

  /// Rows k in [begin, end) of a [K, N] source.
  void pack(int64_t begin, int64_t end) const {
    int64_t blocks = (end - begin + rowBlock - 1) / rowBlock;
    pool.parallelFor(blocks, [&](int64_t first, int64_t last) {
      for (int64_t block = first; block < last; ++block) {
        int64_t row = begin + block * rowBlock;
        packRows(row, std::min(end, row + rowBlock));
      }
    });
  }

  /// Panels [begin, end) of an [N, K] source.
  void packTransposed(int64_t begin, int64_t end) const {
    int64_t blocks = (K + transposedBlock - 1) / transposedBlock;
    pool.parallelFor((end - begin) * blocks, [&](int64_t first, int64_t last) {
      for (int64_t index = first; index < last; ++index) {
        int64_t k = index % blocks * transposedBlock;
        packColumns(begin + index / blocks, k,
                    std::min(K, k + transposedBlock));
      }
    });
  }

private:
  void convertRun(Target *to, int64_t from, int64_t count) const {
    const unsigned char *run =
        source + from * static_cast<int64_t>(sizeof(Source));
    for (int64_t i = 0; i < count; ++i)
      to[i] = Conversion::convert(loadElement<Source>(run, i));
  }

  /// Where element k of the first column of a panel lies; the next column is
  /// `together` further.
  Target *inPanel(int64_t panel, int64_t k) const {
    int64_t groups = (K + together - 1) / together;
    return target + (panel * groups + k / together) * panelWidth * together +
           k % together;
  }

  void packRows(int64_t begin, int64_t end) const {
    for (int64_t column = 0, panel = 0; column < N;
         column += panelWidth, ++panel) {
      int64_t width = std::min(panelWidth, N - column);
      for (int64_t k = begin; k < end;) {
        Target *to = inPanel(panel, k);
        int64_t count = k % together == 0 && end - k >= together ? together : 1;
        if (width == panelWidth && count == together) // no loop remainders
          packGroup<together>(to, k * stride + column, panelWidth);
        else
          for (int64_t i = 0; i < count; ++i)
            packGroup<1>(to + i, (k + i) * stride + column, width);
        k += count;
      }
    }
  }

  /// `count` rows of a panel, which lie beside each other.
  template <int64_t count>
  void packGroup(Target *to, int64_t from, int64_t width) const {
    if constexpr (together == 1) {
      convertRun(to, from, width);
    } else {
      Target rows[count][panelWidth];
      for (int64_t i = 0; i < count; ++i)
        convertRun(rows[i], from + i * stride, width);
      for (int64_t n = 0; n < width; ++n)
        for (int64_t i = 0; i < count; ++i)
          to[n * together + i] = rows[i][n];
    }
  }

  void packColumns(int64_t panel, int64_t begin, int64_t end) const {
    int64_t column = panel * panelWidth;
    int64_t width = std::min(panelWidth, N - column);
    for (int64_t tile = begin; tile < end; tile += rowTile) {
      int64_t rows = std::min(rowTile, end - tile);
      if (width == panelWidth && rows == rowTile) { // no loop remainders
        packTile(inPanel(panel, tile), column * K + tile);
        continue;
      }
      for (int64_t n = 0; n < width; ++n) {
        Target values[rowTile];
        convertRun(values, (column + n) * K + tile, rows);
        for (int64_t k = 0; k < rows; ++k)
          inPanel(panel, tile + k)[n * together] = values[k];
      }
    }
  }

  /// rowTile elements of all columns of a panel, from `from` on.
  void packTile(Target *to, int64_t from) const {
    Target values[panelWidth][rowTile];
    for (int64_t n = 0; n < panelWidth; ++n)
      convertRun(values[n], from + n * K, rowTile);
    for (int64_t k = 0; k < rowTile; ++k) {
      Target *row = to + k / together * panelWidth * together + k % together;
      for (int64_t n = 0; n < panelWidth; ++n)
        row[n * together] = values[n][k];
    }
  }

  int64_t K, N, stride;
  const unsigned char *source;
  Target *target;
  const ThreadPool &pool;
};

/// Converts one element after the other, in the order of the layout.
template <typename Conversion, int64_t together = 1>
void deriveElements(const ParamDerivation &derivation, const ThreadPool &pool,
                    const NextSlice &next) {
  int64_t elementBytes = storageBytes(derivation.from);
  Deriver<Conversion, together> deriver(derivation, pool);
  switch (derivation.form.layout) {
  case ParamLayout::Plain:
    return forEachSlice(
        derivation, derivation.K * derivation.N, elementBytes, next,
        [&](int64_t begin, int64_t end) { deriver.convert(begin, end); });
  case ParamLayout::Panels64:
    return forEachSlice(
        derivation, derivation.K, derivation.stride() * elementBytes, next,
        [&](int64_t begin, int64_t end) { deriver.pack(begin, end); });
  case ParamLayout::Panels64Transposed:
    return forEachSlice(derivation, numPanels(derivation.N),
                        panelWidth * derivation.K * elementBytes, next,
                        [&](int64_t begin, int64_t end) {
                          deriver.packTransposed(begin, end);
                        });
  }
}

} // namespace

Status derive(const ParamDerivation &derivation, const ThreadPool &pool,
              const NextSlice &next) {
  Status status;
  withConversion(derivation.from, derivation.to, [&](auto conversion) {
    using Conversion = decltype(conversion);
    if (derivation.form.storage == ParamStorage::Wanted)
      return deriveElements<Conversion>(derivation, pool, next);
    // Narrow storage stands for f32, whose bits the conversion makes.
    if constexpr (std::is_same_v<typename Conversion::Target, uint32_t>) {
      if (derivation.form.storage == ParamStorage::BF16)
        deriveElements<RoundToBF16<Conversion>, 2>(derivation, pool, next);
      else if (derivation.form.storage == ParamStorage::F12)
        status =
            encodeColumns<Conversion, ShortFloatCode>(derivation, pool, next);
      else
        status = encodeColumns<Conversion, ByteCode>(derivation, pool, next);
    }
  });
  return status;
}

} // namespace ptir::runtime
