//===- ColumnEncoder.h - Matrices in codes of their columns -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Measures the columns of a matrix and stores its elements as `Code` says, one
// of ColumnCodes.h.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_COLUMNENCODER_H
#define PTIR_LIB_RUNTIME_COLUMNENCODER_H

#include "ColumnCodes.h"
#include "SourceSlices.h"

#include <array>
#include <atomic>
#include <string>
#include <vector>

namespace ptir::runtime {

/// One matrix, whose elements `Conversion` makes bits of f32.
template <typename Conversion, typename Code>
class ColumnEncoder {
  using Source = typename Conversion::Source;
  using Stored = typename Code::Stored;
  using Parameter = typename Code::Parameter;

public:
  ColumnEncoder(const ParamDerivation &derivation, const ThreadPool &pool)
      : derivation(derivation), K(derivation.K), N(derivation.N), pool(pool),
        largest(static_cast<size_t>(N)) {}

  Status run(const NextSlice &next) {
    int64_t elementBytes = static_cast<int64_t>(sizeof(Source));
    if (derivation.form.layout == ParamLayout::Panels64) {
      // A column is read as often as there are rows: all are measured first.
      pool.parallelFor(numPanels(N), [&](int64_t first, int64_t last) {
        measureColumns(first * panelWidth, std::min(N, last * panelWidth));
      });
      forEachSlice(derivation, K, derivation.stride() * elementBytes, next,
                   [&](int64_t begin, int64_t end) { packRows(begin, end); });
    } else {
      forEachSlice(derivation, N, K * elementBytes, next,
                   [&](int64_t begin, int64_t end) { takeRows(begin, end); });
    }
    if (!isFinite)
      return Status::failure("expected finite elements to store as " +
                             std::string(Code::name) + ", found inf or NaN");
    for (int64_t n = 0; K != 0 && n < N; ++n)
      Code::storeParameter(rowAt(Code::rowsOfPanel(K) - 1, n), n % panelWidth,
                           largest[static_cast<size_t>(n)]);
    return Status::success();
  }

private:
  static constexpr int64_t together = Code::together;
  /// Elements that are converted together; those of a row of a panel.
  static constexpr int64_t tile = panelWidth;

  const unsigned char *at(int64_t index) const {
    return derivation.source + index * static_cast<int64_t>(sizeof(Source));
  }

  static uint32_t bitsAt(const unsigned char *run, int64_t index) {
    return Conversion::convert(loadElement<Source>(run, index));
  }

  static uint32_t larger(uint32_t known, uint32_t bits) {
    uint32_t magnitude = bits & magnitudeBits;
    return magnitude > known ? magnitude : known;
  }

  void noteLargest(int64_t column, uint32_t bits) {
    largest[static_cast<size_t>(column)] = bits;
    if (bits >= infinityBits)
      isFinite = false;
  }

  /// Columns [begin, end) of a [K, N] source.
  void measureColumns(int64_t begin, int64_t end) {
    int64_t count = end - begin;
    std::vector<uint32_t> most(static_cast<size_t>(count));
    for (int64_t k = 0; k < K; ++k) {
      const unsigned char *row = at(k * derivation.stride() + begin);
      uint32_t *known = most.data();
      for (int64_t n = 0; n < count; ++n)
        known[n] = larger(known[n], bitsAt(row, n));
    }
    for (int64_t n = 0; n < count; ++n)
      noteLargest(begin + n, most[static_cast<size_t>(n)]);
  }

  /// Row `group` of the panel that column n is in.
  unsigned char *rowAt(int64_t group, int64_t n) const {
    return derivation.target +
           (n / panelWidth * Code::rowsOfPanel(K) + group) * Code::rowBytes;
  }

  /// Rows k in [begin, end) of a [K, N] source.
  void packRows(int64_t begin, int64_t end) {
    std::vector<Parameter> parameters(static_cast<size_t>(N));
    for (int64_t n = 0; n < N; ++n)
      parameters[static_cast<size_t>(n)] =
          Code::parameterOf(largest[static_cast<size_t>(n)]);
    int64_t first = begin / together, last = (end + together - 1) / together;
    pool.parallelFor(last - first, [&](int64_t from, int64_t to) {
      for (int64_t group = first + from; group < first + to; ++group)
        packGroup(std::max(begin, group * together),
                  std::min(end, (group + 1) * together), parameters.data());
    });
  }

  /// Rows [begin, end) of a group, all of it or a part.
  void packGroup(int64_t begin, int64_t end, const Parameter *parameters) {
    for (int64_t column = 0; column < N; column += panelWidth) {
      Stored rows[together][panelWidth];
      int64_t width = std::min(panelWidth, N - column);
      for (int64_t k = begin; k < end; ++k)
        encodeRun(at(k * derivation.stride() + column), width,
                  parameters + column, rows[k - begin]);
      unsigned char *to = rowAt(begin / together, column);
      if (width == panelWidth && end - begin == together) {
        Code::storeGroup(to, rows); // no loop remainders
        continue;
      }
      for (int64_t n = 0; n < width; ++n)
        for (int64_t k = begin; k < end; ++k)
          Code::store(to, n, k % together, &rows[k - begin][n], 1);
    }
  }

  /// Rows n in [begin, end) of an [N, K] source, those of a panel one after the
  /// other: its columns may share bytes.
  void takeRows(int64_t begin, int64_t end) {
    int64_t panel = begin / panelWidth;
    pool.parallelFor(numPanels(end) - panel, [&](int64_t first, int64_t last) {
      int64_t from = std::max(begin, (panel + first) * panelWidth);
      int64_t to = std::min(end, (panel + last) * panelWidth);
      for (int64_t n = from; n < to; ++n)
        takeRow(n);
    });
  }

  void takeRow(int64_t n) {
    const unsigned char *row = at(n * K);
    uint32_t most = 0;
    for (int64_t k = 0; k < K; ++k)
      most = larger(most, bitsAt(row, k));
    noteLargest(n, most);
    encodeRow(n, Code::parameterOf(most));
  }

  /// At most `tile` elements, each with a parameter of its own.
  static void encodeRun(const unsigned char *run, int64_t count,
                        const Parameter *parameters, Stored *to) {
    Stored values[tile]; // of which nothing else is a part
    for (int64_t i = 0; i < count; ++i)
      values[i] = Code::encode(bitsAt(run, i), parameters[i]);
    std::memcpy(to, values, static_cast<size_t>(count) * sizeof(Stored));
  }

  void encodeRow(int64_t n, Parameter parameter) {
    std::array<Parameter, tile> parameters;
    parameters.fill(parameter);
    for (int64_t k = 0; k < K; k += tile) {
      int64_t count = std::min(tile, K - k);
      Stored values[tile];
      encodeRun(at(n * K + k), count, parameters.data(), values);
      for (int64_t i = 0; i < count; i += together)
        Code::store(rowAt((k + i) / together, n), n % panelWidth, 0, values + i,
                    std::min(together, count - i));
    }
  }

  const ParamDerivation &derivation;
  int64_t K, N;
  const ThreadPool &pool;
  /// Bits of the largest magnitude of each column.
  std::vector<uint32_t> largest;
  std::atomic<bool> isFinite{true};
};

template <typename Conversion, typename Code>
Status encodeColumns(const ParamDerivation &derivation, const ThreadPool &pool,
                     const NextSlice &next) {
  return ColumnEncoder<Conversion, Code>(derivation, pool).run(next);
}

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_COLUMNENCODER_H
