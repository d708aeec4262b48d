//===- ParamDerivation.cpp - Making derived parameters ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamDerivation.h"
#include "ElementConversion.h"

#include <algorithm>

namespace ptir::runtime {

/// Source bytes of one slice: enough to amortise a parallel loop and a system
/// call, little next to a model.
static constexpr int64_t sliceBytes = int64_t(8) << 20;
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

std::optional<ParamLayout> parseParamLayout(std::string_view name) {
  if (name.empty())
    return ParamLayout::Plain;
  if (name == "panels64")
    return ParamLayout::Panels64;
  if (name == "panels64t")
    return ParamLayout::Panels64Transposed;
  return std::nullopt;
}

int64_t ParamDerivation::targetBytes() const {
  int64_t columns =
      layout == ParamLayout::Plain ? N : numPanels(N) * panelWidth;
  return K * columns * storageBytes(to);
}

bool canConvert(ElementType from, ElementType to) {
  return withConversion(from, to, [](auto) {});
}

namespace {

/// The loops over one tensor with the conversion known.
template <typename Conversion>
class Deriver {
  using Source = typename Conversion::Source;
  using Target = typename Conversion::Target;

public:
  Deriver(const ParamDerivation &derivation, const ThreadPool &pool)
      : K(derivation.K), N(derivation.N), source(derivation.source),
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

  void packRows(int64_t begin, int64_t end) const {
    for (int64_t column = 0, panel = 0; column < N;
         column += panelWidth, ++panel) {
      Target *to = target + (panel * K + begin) * panelWidth;
      int64_t width = std::min(panelWidth, N - column);
      for (int64_t k = begin; k < end; ++k, to += panelWidth) {
        if (width == panelWidth) // the extent known: no loop remainder
          convertRun(to, k * N + column, panelWidth);
        else
          convertRun(to, k * N + column, width);
      }
    }
  }

  void packColumns(int64_t panel, int64_t begin, int64_t end) const {
    int64_t column = panel * panelWidth;
    int64_t width = std::min(panelWidth, N - column);
    Target *to = target + panel * K * panelWidth;
    for (int64_t tile = begin; tile < end; tile += rowTile) {
      int64_t rows = std::min(rowTile, end - tile);
      for (int64_t n = 0; n < width; ++n) {
        Target values[rowTile];
        convertRun(values, (column + n) * K + tile, rows);
        for (int64_t k = 0; k < rows; ++k)
          to[(tile + k) * panelWidth + n] = values[k];
      }
    }
  }

  int64_t K, N;
  const unsigned char *source;
  Target *target;
  const ThreadPool &pool;
};

/// Calls `body(begin, end)` on slices of [0, count) units of `unitBytes` source
/// bytes, telling `next` before each.
template <typename Body>
void forEachSlice(int64_t count, int64_t unitBytes, int64_t sourceBytes,
                  const std::function<void(int64_t, int64_t)> &next,
                  Body &&body) {
  int64_t step =
      std::max<int64_t>(1, sliceBytes / std::max<int64_t>(1, unitBytes));
  for (int64_t begin = 0; begin < count; begin += step) {
    int64_t end = std::min(count, begin + step);
    // The last panel may have fewer rows than the others.
    next(begin * unitBytes, std::min(end * unitBytes, sourceBytes));
    body(begin, end);
  }
  next(sourceBytes, sourceBytes);
}

} // namespace

void derive(const ParamDerivation &derivation, const ThreadPool &pool,
            const std::function<void(int64_t begin, int64_t end)> &next) {
  int64_t elementBytes = storageBytes(derivation.from);
  int64_t total = derivation.sourceBytes();
  withConversion(derivation.from, derivation.to, [&](auto conversion) {
    Deriver<decltype(conversion)> deriver(derivation, pool);
    switch (derivation.layout) {
    case ParamLayout::Plain:
      return forEachSlice(
          derivation.N, elementBytes, total, next,
          [&](int64_t begin, int64_t end) { deriver.convert(begin, end); });
    case ParamLayout::Panels64:
      return forEachSlice(
          derivation.K, derivation.N * elementBytes, total, next,
          [&](int64_t begin, int64_t end) { deriver.pack(begin, end); });
    case ParamLayout::Panels64Transposed:
      return forEachSlice(numPanels(derivation.N),
                          panelWidth * derivation.K * elementBytes, total, next,
                          [&](int64_t begin, int64_t end) {
                            deriver.packTransposed(begin, end);
                          });
    }
  });
}

} // namespace ptir::runtime
