//===- ColumnCodes.h - Elements stored beside their column's ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What an element of a matrix is stored as, given the largest magnitude of its
// column, and where: groups of depths are rows of a panel, see ParamLayout.h.
// Elements come as bits of f32, of which those without the sign are in the
// order of magnitudes, NaN last.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_COLUMNCODES_H
#define PTIR_LIB_RUNTIME_COLUMNCODES_H

#include "ElementConversion.h"

#include "ptir/Runtime/ParamLayout.h"

#include <algorithm>

namespace ptir::runtime {

inline constexpr uint32_t magnitudeBits = 0x7fffffff;
inline constexpr uint32_t infinityBits = 0x7f800000;

inline float toFloat(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

inline uint32_t toBits(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// Symmetric quantisation to 8 bits: of each column n of the matrix
///
///   scale[n] = max over k of |w[k, n]| / 127,
///   q[k, n] = round(w[k, n] * (127 / max over k of |w[k, n]|)),
///
/// to nearest even. A column of zeros, or of magnitudes so small that
/// 127 / max is not finite, is zeros with the scale 0.
struct ByteCode {
  using Stored = unsigned char;
  using Parameter = float; // 127 / max, or 0 for a column stored as zeros
  static constexpr int64_t together = bytesTogether;
  static constexpr const char *name = "int8";

  static int64_t rowsOfPanel(int64_t depth) { return numByteGroups(depth) + 1; }
  static constexpr int64_t rowBytes = panelWidth * together;

  static Parameter parameterOf(uint32_t largest) {
    float inverse = 127.0f / toFloat(largest);
    return inverse <= toFloat(infinityBits - 1) ? inverse : 0.0f;
  }

  static Stored encode(uint32_t bits, Parameter inverse) {
    return static_cast<Stored>(nearest(toFloat(bits) * inverse));
  }

  /// Depths [first, first + count) of the group that `row` is, of a column.
  static void store(unsigned char *row, int64_t column, int64_t first,
                    const Stored *values, int64_t count) {
    std::memcpy(row + column * together + first, values,
                static_cast<size_t>(count));
  }

  /// All of a group.
  static void storeGroup(unsigned char *row,
                         const Stored values[][panelWidth]) {
    for (int64_t n = 0; n < panelWidth; ++n)
      for (int64_t i = 0; i < together; ++i)
        row[n * together + i] = values[i][n];
  }

  /// What is behind the groups of a column, in the last row.
  static void storeParameter(unsigned char *row, int64_t column,
                             uint32_t largest) {
    float scale =
        parameterOf(largest) == 0.0f ? 0.0f : toFloat(largest) / 127.0f;
    std::memcpy(row + column * static_cast<int64_t>(sizeof scale), &scale,
                sizeof scale);
  }

private:
  /// The integer nearest to a value in [-127.5, 127.5], ties to even: what the
  /// fraction of 1.5 * 2^23 + value is, as the f32 nearest to that is a whole
  /// number.
  static int8_t nearest(float value) {
    return static_cast<int8_t>(toBits(value + 12582912.0f) & 0xff);
  }
};

/// bf16 with four bits for the sign and the upper seven of the exponent. Of
/// each column n of the matrix
///
///   scale[n] = 2^e, the power of two of max over k of |w[k, n]| in bf16,
///   v[k, n] = w[k, n] / scale[n], rounded to bf16 to nearest even,
///
/// of magnitudes below 2. Those below 2^-13 become the nearer of zero and
/// 2^-13. The upper byte of what is left, of 15 values, is stored as four bits:
/// the sign and what the exponent's upper bits are above 56, or zero. A column
/// of zeros, or of magnitudes that are not normal, is zeros with the scale 0.
struct ShortFloatCode {
  using Stored = uint16_t; // four bits and the lower byte
  using Parameter = float; // 1 / scale, or 0 for a column stored as zeros
  static constexpr int64_t together = 2;
  static constexpr const char *name = "12 bits";

  static int64_t rowsOfPanel(int64_t depth) {
    return numShortFloatPairs(depth) + 1;
  }
  static constexpr int64_t rowBytes = shortFloatRowBytes;

  static Parameter parameterOf(uint32_t largest) {
    uint32_t exponent = exponentOf(largest);
    if (exponent == 0)
      return 0.0f;
    return exponent == mostExponent
               ? toFloat(1u << (exponentShift - 1)) // 2^-127, not normal
               : toFloat((2 * bias - exponent) << exponentShift);
  }

  static Stored encode(uint32_t bits, Parameter inverse) {
    uint32_t value = toBits(toFloat(bits) * inverse);
    uint32_t magnitude = roundToBF16(value & magnitudeBits);
    constexpr uint32_t octave = 1u << 7, least = (belowLeast + 1) << 8;
    if (magnitude < least)
      magnitude = magnitude + octave < least ? belowLeast << 8 : least;
    // Only the largest floats round to 2.
    magnitude = std::min(magnitude, bias << 7 | (octave - 1));
    return static_cast<Stored>((value >> 31 << 11) |
                               (magnitude - (belowLeast << 8)));
  }

  /// As ByteCode does. What is stored over must have been zero or the same: 32
  /// columns further, elements share bytes.
  static void store(unsigned char *row, int64_t column, int64_t first,
                    const Stored *values, int64_t count) {
    constexpr int64_t block = 16;
    int64_t half = column / (2 * block);
    for (int64_t i = 0; i < count; ++i) {
      int64_t word = column % block * together + first + i;
      int64_t byte = word / 8 * 16 + column / block % 2 * 8 + word % 8;
      int upper = values[i] >> 8;
      row[byte] = static_cast<unsigned char>(row[byte] | upper << (4 * half));
      row[panelWidth * (1 + half) + byte] =
          static_cast<unsigned char>(values[i] & 0xff);
    }
  }

  static void storeGroup(unsigned char *row,
                         const Stored values[][panelWidth]) {
    for (int64_t n = 0; n < panelWidth; ++n) {
      Stored pair[together] = {values[0][n], values[1][n]};
      store(row, n, 0, pair, together);
    }
  }

  /// The scale is a bf16.
  static void storeParameter(unsigned char *row, int64_t column,
                             uint32_t largest) {
    auto scale = static_cast<uint16_t>(exponentOf(largest) << 7);
    std::memcpy(row + column * static_cast<int64_t>(sizeof scale), &scale,
                sizeof scale);
  }

private:
  static constexpr uint32_t bias = 127, exponentShift = 23, mostExponent = 254;
  /// What the upper byte of the least magnitude, 2^-13, is 1 above.
  static constexpr uint32_t belowLeast = 56;

  static uint32_t roundToBF16(uint32_t bits) {
    return RoundToBF16<CopyElement<uint32_t>>::convert(bits);
  }

  static uint32_t exponentOf(uint32_t largest) {
    return std::min(roundToBF16(largest) >> 7, mostExponent);
  }
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_COLUMNCODES_H
