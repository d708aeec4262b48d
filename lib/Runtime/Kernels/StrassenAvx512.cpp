//===- StrassenAvx512.cpp - Seven products instead of eight ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled for AVX-512: nothing of the standard library is instantiated here.
//
//===----------------------------------------------------------------------===//

#include "Strassen.h"

#include "FloatTile.h"

namespace {

/// Depths of a block of a quarter; four blocks and a sum of two are 480 KiB.
constexpr int64_t mostDepth = 384;

constexpr int numProducts = 7;

/// Quarters by their halves: rows of x or depths of weights, and depths of x or
/// columns of weights.
enum Quarter : uint8_t { Q11, Q12, Q21, Q22 };

/// A product is added to one or two quarters of y, unless it is the first to
/// reach them.
struct Addend {
  Quarter quarter;
  Update update;
};

/// Which quarters of the weights a product takes.
enum class Weights : uint8_t { One, Sum, Difference };

struct Product {
  Weights weights;
  Quarter left, right;
  Addend addends[2];
  /// The quarter of the next weights that is fetched meanwhile: which of how
  /// many parts.
  Quarter next;
  int64_t part, parts;
};

/// In the order of the sums of x, see combineRows.
constexpr Product products[numProducts] = {
    {Weights::Sum,
     Q11,
     Q22,
     {{Q11, Update::Store}, {Q22, Update::Store}},
     Q11,
     0,
     2},
    {Weights::One,
     Q11,
     Q11,
     {{Q21, Update::Store}, {Q22, Update::Subtract}},
     Q11,
     1,
     2},
    {Weights::Difference,
     Q12,
     Q22,
     {{Q12, Update::Store}, {Q22, Update::Add}},
     Q22,
     0,
     2},
    {Weights::Difference,
     Q21,
     Q11,
     {{Q11, Update::Add}, {Q21, Update::Add}},
     Q22,
     1,
     2},
    {Weights::Sum,
     Q11,
     Q12,
     {{Q22, Update::Add}, {Q22, Update::None}},
     Q12,
     0,
     1},
    {Weights::Sum,
     Q21,
     Q22,
     {{Q11, Update::Add}, {Q11, Update::None}},
     Q21,
     0,
     1},
    {Weights::One,
     Q22,
     Q22,
     {{Q11, Update::Subtract}, {Q12, Update::Add}},
     Q22,
     0,
     0}};

/// Rows of halves of x, and of their sums: lines of their own, and not a
/// multiple of 4 KiB apart.
int64_t strideOf(const MatmulShape &shape) {
  return (shape.depth / 2 + lineFloats - 1) / lineFloats * lineFloats +
         lineFloats;
}

int64_t halfOf(int64_t rows) { return (rows + 1) / 2; }

/// A power of two and its reciprocal; both are normal numbers.
struct Scale {
  float factor, reciprocal;
};

/// The largest of the row times the factor is in [1, 4), unless it is too small
/// or not finite.
Scale scaleOf(const float *row, int64_t depth) {
  __m512i largest = _mm512_setzero_si512();
  for (int64_t k = 0; k < depth; k += lineFloats) {
    __m512 values = _mm512_maskz_loadu_ps(firstLanes(depth - k), row + k);
    largest =
        _mm512_max_epi32(largest, _mm512_castps_si512(_mm512_abs_ps(values)));
  }
  int exponent = _mm512_reduce_max_epi32(largest) >> 23;
  exponent = exponent < 1 ? 1 : exponent > 253 ? 253 : exponent;
  auto power = [](int biased) {
    int bits = biased << 23;
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
  };
  return {power(254 - exponent), power(exponent)};
}

bool isFinite(const float *sums, int64_t count) {
  constexpr int nanOrInfinity = 0x99;
  __mmask16 found = 0;
  for (int64_t i = 0; i < count; i += lineFloats)
    found |= _mm512_fpclass_ps_mask(_mm512_load_ps(sums + i), nanOrInfinity);
  return found == 0;
}

/// A block of depths of two panels.
struct PairBlock {
  const float *panels; // null after the last one
  int64_t index;
};

/// Pairs of panels, one block of depths after the other. While a product is
/// computed, the sum of weights of the next one is written.
class Pairs {
public:
  Pairs(const MatmulShape &shape, const float *combined, int64_t half,
        float *scratch)
      : shape(shape), combined(combined), half(half),
        weightSums{scratch, scratch + mostDepth * panelColumns},
        sums(scratch + 2 * mostDepth * panelColumns),
        blocks((shape.depth / 2 + mostDepth - 1) / mostDepth) {}

  /// Writes what the first product of all takes.
  void start(const float *panels) {
    Ahead ahead{};
    prepare({panels, 0}, 0, ahead);
    for (int64_t line = 0; line < ahead.sumLines; ++line)
      addLine(ahead, line);
    turn = 1 - turn;
  }

  /// Adds up the quarters of y; `panels` are two of the weights, and `next` the
  /// ones that follow, or null.
  void run(const float *panels, const float *next) {
    for (int64_t block = 0; block < blocks; ++block)
      runBlock({panels, block}, block + 1 < blocks
                                    ? PairBlock{panels, block + 1}
                                    : PairBlock{next, 0});
  }

  /// Quarters of y, one after the other: 64 floats for each row of two panels.
  float *allSums() const { return sums; }

  const float *quarter(Quarter which) const {
    return sums + which * half * panelColumns;
  }

private:
  int64_t firstDepth(int64_t block) const {
    return shape.depth / 2 * block / blocks;
  }

  int64_t linesOf(PairBlock block) const {
    return (firstDepth(block.index + 1) - firstDepth(block.index)) *
           panelVectors;
  }

  /// [depth][64] of a quarter of two panels.
  const float *weightsOf(PairBlock block, Quarter quarter) const {
    int64_t lowerHalf = quarter / 2, right = quarter % 2;
    return block.panels + (right * shape.depth + lowerHalf * (shape.depth / 2) +
                           firstDepth(block.index)) *
                              panelColumns;
  }

  /// Says how the weights of a product are made in the memory whose turn it is.
  void prepare(PairBlock block, int product, Ahead &ahead) const {
    const Product &which = products[product];
    if (!block.panels || which.weights == Weights::One)
      return;
    ahead.left = weightsOf(block, which.left);
    ahead.right = weightsOf(block, which.right);
    ahead.subtracts = which.weights == Weights::Difference;
    ahead.sum = weightSums[turn];
    ahead.sumLines = linesOf(block);
  }

  void runBlock(PairBlock block, PairBlock next) {
    for (int i = 0; i < numProducts; ++i) {
      const Product &product = products[i];
      FloatTile tile{};
      tile.block = product.weights == Weights::One
                       ? weightsOf(block, product.left)
                       : weightSums[1 - turn];
      tile.stride = strideOf(shape);
      tile.x = combined + i * half * tile.stride + firstDepth(block.index);
      tile.depth = linesOf(block) / panelVectors;
      for (int target = 0; target < 2; ++target) {
        auto [quarter, update] = product.addends[target];
        bool isLater = update == Update::Store && block.index > 0;
        tile.targets[target] = {sums + quarter * half * panelColumns,
                                isLater ? Update::Add : update};
      }
      if (i + 1 < numProducts)
        prepare(block, i + 1, tile.ahead);
      else
        prepare(next, 0, tile.ahead);
      if (next.panels && product.parts > 0) {
        int64_t lines = linesOf(next);
        int64_t first = lines * product.part / product.parts;
        tile.ahead.next = weightsOf(next, product.next) + first * lineFloats;
        tile.ahead.nextLines =
            lines * (product.part + 1) / product.parts - first;
      }
      runTiles(tile, half);
      turn = 1 - turn;
    }
  }

  const MatmulShape &shape;
  const float *combined;
  int64_t half;
  float *weightSums[2]; // of the product at hand and of the next one
  int turn = 0;
  float *sums; // [quarter][half][64]
  int64_t blocks;
};

} // namespace

namespace ptir::runtime::kernels {

int64_t combinedFloats(const MatmulShape &shape, int64_t rows) {
  int64_t half = halfOf(rows);
  int64_t factors = (2 * half + lineFloats - 1) / lineFloats * lineFloats;
  return factors + numProducts * half * strideOf(shape);
}

int64_t pairFloats(const MatmulShape &, int64_t rows) {
  return (2 * mostDepth + 4 * halfOf(rows)) * panelColumns;
}

void combineRowsAvx512(const MatmulShape &shape, const float *x, RowBlock rows,
                       float *combined, int64_t begin, int64_t end) {
  int64_t half = halfOf(rows.count), depth = shape.depth / 2;
  int64_t stride = strideOf(shape);
  float *sums = combined, *factors = sums + numProducts * half * stride;
  for (int64_t r = begin; r < end; ++r) {
    const float *upper = x + (rows.begin + r) * shape.depth;
    // Nothing is added where the rows are odd.
    bool hasLower = r + half < rows.count;
    const float *lower = upper + (hasLower ? half * shape.depth : 0);
    Scale upperScale = scaleOf(upper, shape.depth),
          lowerScale = scaleOf(lower, shape.depth);
    factors[r] = upperScale.reciprocal;
    factors[half + r] = lowerScale.reciprocal;
    __m512 a = _mm512_set1_ps(upperScale.factor),
           b = _mm512_set1_ps(hasLower ? lowerScale.factor : 0);
    for (int64_t k = 0; k < depth; k += lineFloats) {
      __mmask16 mask = firstLanes(depth - k);
      auto quarter = [&](const float *row, __m512 scale) {
        return _mm512_mul_ps(_mm512_maskz_loadu_ps(mask, row + k), scale);
      };
      __m512 x11 = quarter(upper, a), x12 = quarter(upper + depth, a),
             x21 = quarter(lower, b), x22 = quarter(lower + depth, b);
      const __m512 values[numProducts] = {_mm512_add_ps(x11, x22),
                                          _mm512_add_ps(x21, x22),
                                          x11,
                                          x22,
                                          _mm512_sub_ps(x21, x11),
                                          _mm512_sub_ps(x12, x22),
                                          _mm512_add_ps(x11, x12)};
      for (int i = 0; i < numProducts; ++i)
        _mm512_store_ps(sums + (i * half + r) * stride + k, values[i]);
    }
  }
}

void multiplyPairsAvx512(const MatmulShape &shape, const MatmulOperands &data,
                         RowBlock rows, const float *combined, float *scratch,
                         int64_t begin, int64_t end) {
  const auto *weights = static_cast<const float *>(data.weights);
  int64_t half = halfOf(rows.count), panelFloats = shape.depth * panelColumns;
  const float *factors = combined + numProducts * half * strideOf(shape);
  if (begin >= end)
    return;
  Pairs product(shape, combined, half, scratch);
  product.start(weights + 2 * begin * panelFloats);
  for (int64_t pair = begin; pair < end; ++pair) {
    const float *panels = weights + 2 * pair * panelFloats;
    product.run(panels, pair + 1 < end ? panels + 2 * panelFloats : nullptr);
    if (!isFinite(product.quarter(Q11), 4 * half * panelColumns)) {
      multiplyFloatPanelsAvx512(shape, data, rows, product.allSums(), 2 * pair,
                                2 * pair + 2);
      continue;
    }
    constexpr Quarter quarters[] = {Q11, Q12, Q21, Q22};
    for (Quarter quarter : quarters) {
      bool isLower = quarter / 2 == 1;
      int64_t first = isLower ? half : 0;
      finishPanel(shape, data, rows.begin + first,
                  isLower ? rows.count - half : half, 2 * pair + quarter % 2,
                  product.quarter(quarter), factors + first);
    }
  }
}

} // namespace ptir::runtime::kernels
