//===- QuantizedParam.h - Matrices as integers with scales ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Symmetric quantisation to 8 bits: of each column n of the matrix
//
//   scale[n] = max over k of |w[k, n]| / 127,
//   q[k, n] = round(w[k, n] * (127 / max over k of |w[k, n]|)),
//
// to nearest even. A column of zeros, or of magnitudes so small that
// 127 / max is not finite, is zeros with the scale 0.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_QUANTIZEDPARAM_H
#define PTIR_LIB_RUNTIME_QUANTIZEDPARAM_H

#include "ElementConversion.h"
#include "SourceSlices.h"

#include <array>
#include <atomic>
#include <vector>

namespace ptir::runtime {

/// One matrix, whose elements `Conversion` makes bits of f32.
template <typename Conversion>
class Quantizer {
  using Source = typename Conversion::Source;

public:
  Quantizer(const ParamDerivation &derivation, const ThreadPool &pool)
      : derivation(derivation), K(derivation.K), N(derivation.N), pool(pool),
        largest(static_cast<size_t>(N)) {}

  Status run(const NextSlice &next) {
    int64_t rowBytes = static_cast<int64_t>(sizeof(Source));
    if (derivation.form.layout == ParamLayout::Panels64) {
      // A column is read as often as there are rows: all scales come first.
      pool.parallelFor(numPanels(N), [&](int64_t first, int64_t last) {
        measureColumns(first * panelWidth, std::min(N, last * panelWidth));
      });
      forEachSlice(derivation, K, derivation.stride() * rowBytes, next,
                   [&](int64_t begin, int64_t end) { packRows(begin, end); });
    } else {
      forEachSlice(derivation, N, K * rowBytes, next,
                   [&](int64_t begin, int64_t end) { takeRows(begin, end); });
    }
    if (!isFinite)
      return Status::failure(
          "expected finite elements to store as int8, found inf or NaN");
    writeScales();
    return Status::success();
  }

private:
  /// The bits of an f32 without its sign: in the order of magnitudes, NaN last.
  static constexpr uint32_t magnitudeBits = 0x7fffffff;
  static constexpr uint32_t infinityBits = 0x7f800000;

  /// Elements that are converted together; those of a row of a panel.
  static constexpr int64_t tile = panelWidth;

  const unsigned char *at(int64_t index) const {
    return derivation.source + index * static_cast<int64_t>(sizeof(Source));
  }

  static uint32_t bitsAt(const unsigned char *run, int64_t index) {
    return Conversion::convert(loadElement<Source>(run, index));
  }

  static float toFloat(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  /// 127 / max, or 0 for a column that is stored as zeros.
  static float inverseScale(uint32_t largest) {
    float inverse = 127.0f / toFloat(largest);
    return inverse <= toFloat(infinityBits - 1) ? inverse : 0.0f;
  }

  /// The integer nearest to a value in [-127.5, 127.5], ties to even: what the
  /// fraction of 1.5 * 2^23 + value is, as the f32 nearest to that is a whole
  /// number.
  static int8_t nearest(float value) {
    float shifted = value + 12582912.0f;
    uint32_t bits;
    std::memcpy(&bits, &shifted, sizeof bits);
    return static_cast<int8_t>(bits & 0xff);
  }

  static unsigned char quantized(uint32_t bits, float inverse) {
    return static_cast<unsigned char>(nearest(toFloat(bits) * inverse));
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

  float inverseOf(int64_t column) const {
    return inverseScale(largest[static_cast<size_t>(column)]);
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

  /// Where element k of column n of a panel layout lies.
  unsigned char *inPanels(int64_t k, int64_t n) const {
    int64_t group = n / panelWidth * (numByteGroups(K) + 1) + k / bytesTogether;
    return derivation.target +
           (group * panelWidth + n % panelWidth) * bytesTogether +
           k % bytesTogether;
  }

  /// Rows k in [begin, end) of a [K, N] source.
  void packRows(int64_t begin, int64_t end) {
    std::vector<float> inverses(static_cast<size_t>(N));
    for (int64_t n = 0; n < N; ++n)
      inverses[static_cast<size_t>(n)] = inverseOf(n);
    int64_t group = begin / bytesTogether;
    pool.parallelFor(
        numByteGroups(end) - group, [&](int64_t first, int64_t last) {
          for (int64_t i = group + first; i < group + last; ++i)
            packGroup(std::max(begin, i * bytesTogether),
                      std::min(end, (i + 1) * bytesTogether), inverses.data());
        });
  }

  /// Rows [begin, end) of a group, all of it or a part.
  void packGroup(int64_t begin, int64_t end, const float *inverses) {
    for (int64_t column = 0; column < N; column += panelWidth) {
      unsigned char rows[bytesTogether][panelWidth];
      int64_t width = std::min(panelWidth, N - column);
      for (int64_t k = begin; k < end; ++k)
        quantizeRun(at(k * derivation.stride() + column), width,
                    inverses + column, rows[k - begin]);
      unsigned char *to = inPanels(begin, column);
      if (width == panelWidth && end - begin == bytesTogether)
        interleave(rows, panelWidth, bytesTogether, to); // no loop remainders
      else
        interleave(rows, width, end - begin, to);
    }
  }

  static void interleave(const unsigned char rows[][panelWidth], int64_t width,
                         int64_t count, unsigned char *to) {
    for (int64_t n = 0; n < width; ++n)
      for (int64_t i = 0; i < count; ++i)
        to[n * bytesTogether + i] = rows[i][n];
  }

  /// Rows n in [begin, end) of an [N, K] source.
  void takeRows(int64_t begin, int64_t end) {
    pool.parallelFor(end - begin, [&](int64_t first, int64_t last) {
      for (int64_t n = begin + first; n < begin + last; ++n) {
        const unsigned char *row = at(n * K);
        uint32_t most = 0;
        for (int64_t k = 0; k < K; ++k)
          most = larger(most, bitsAt(row, k));
        noteLargest(n, most);
        quantizeRow(n, inverseScale(most));
      }
    });
  }

  /// At most `tile` elements, each with an inverse scale of its own.
  static void quantizeRun(const unsigned char *run, int64_t count,
                          const float *inverses, unsigned char *to) {
    unsigned char values[tile]; // of which nothing else is a part
    for (int64_t i = 0; i < count; ++i)
      values[i] = quantized(bitsAt(run, i), inverses[i]);
    std::memcpy(to, values, static_cast<size_t>(count));
  }

  void quantizeRow(int64_t n, float inverse) {
    std::array<float, tile> inverses;
    inverses.fill(inverse);
    for (int64_t k = 0; k < K; k += tile) {
      int64_t count = std::min(tile, K - k);
      unsigned char values[tile];
      quantizeRun(at(n * K + k), count, inverses.data(), values);
      for (int64_t i = 0; i < count; i += bytesTogether)
        std::memcpy(inPanels(k + i, n), values + i,
                    static_cast<size_t>(std::min(bytesTogether, count - i)));
    }
  }

  void writeScales() {
    for (int64_t n = 0; n < N; ++n) {
      float scale = inverseOf(n) == 0.0f
                        ? 0.0f
                        : toFloat(largest[static_cast<size_t>(n)]) / 127.0f;
      std::memcpy(inPanels(numByteGroups(K) * bytesTogether, n), &scale,
                  sizeof scale);
    }
  }

  const ParamDerivation &derivation;
  int64_t K, N;
  const ThreadPool &pool;
  /// Bits of the largest magnitude of each column.
  std::vector<uint32_t> largest;
  std::atomic<bool> isFinite{true};
};

template <typename Conversion>
Status quantize(const ParamDerivation &derivation, const ThreadPool &pool,
                const NextSlice &next) {
  return Quantizer<Conversion>(derivation, pool).run(next);
}

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_QUANTIZEDPARAM_H
