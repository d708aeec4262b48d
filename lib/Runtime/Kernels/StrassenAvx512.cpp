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
#include "PartnerRatio.h"

namespace {

/// Quarters by their halves: rows or depths, and depths or columns.
enum Quarter : uint8_t { Q11, Q12, Q21, Q22 };

/// A product is added to one or two quarters of y, unless it is the first to
/// reach them.
struct Addend {
  Quarter quarter;
  Update update;
};

/// What a product takes of the weights: the left quarter as it is stored, or
/// the sum of both, where the right one may be multiplied by ratios of depths.
enum class Weights : uint8_t {
  AsStored,
  Sum,
  ScaledSum,
  ScaledDifference,
  Scaled, // without the left one
};

struct Product {
  Weights weights;
  Quarter left, right;
  Addend addends[2];
  /// The quarter of the next weights that is fetched meanwhile: which of how
  /// many parts.
  Quarter next;
  int64_t part, parts;
};

// clang-format off
/// In the order of the sums of x, see combineRowsAvx512.
constexpr Product products[] = {
    {Weights::ScaledSum, Q11, Q22,
     {{Q11, Update::Store}, {Q22, Update::Store}}, Q11, 0, 2},
    {Weights::AsStored, Q11, Q11,
     {{Q21, Update::Store}, {Q22, Update::Subtract}}, Q11, 1, 2},
    {Weights::ScaledDifference, Q12, Q22,
     {{Q12, Update::Store}, {Q22, Update::Add}}, Q22, 0, 2},
    {Weights::ScaledDifference, Q11, Q21,
     {{Q11, Update::Subtract}, {Q21, Update::Subtract}}, Q22, 1, 2},
    {Weights::Sum, Q11, Q12,
     {{Q22, Update::Add}, {Q22, Update::None}}, Q12, 0, 1},
    {Weights::Sum, Q21, Q22,
     {{Q11, Update::Add}, {Q11, Update::None}}, Q21, 0, 1},
    {Weights::Scaled, Q22, Q22,
     {{Q11, Update::Subtract}, {Q12, Update::Add}}, Q22, 0, 0}};
// clang-format on
constexpr int numProducts = 7;

/// What columns of a right panel are multiplied by, and what undoes it in y.
struct ColumnFactors {
  float *factors, *reciprocals; // [64]
  bool areOnes;
};

/// Brings the right panel to the size of the left one, by a sample of `depths`.
void compareColumns(const float *left, const float *right, int64_t depths,
                    ColumnFactors &columns) {
  constexpr int64_t samples = 32;
  int64_t step = depths < samples ? 1 : depths / samples;
  for (int v = 0; v < panelVectors; ++v) {
    __m512 leftSum = _mm512_setzero_ps(), rightSum = _mm512_setzero_ps();
    for (int64_t k = 0; k < depths; k += step) {
      int64_t at = k * panelColumns + vectorFloats * v;
      leftSum =
          _mm512_add_ps(leftSum, _mm512_abs_ps(_mm512_loadu_ps(left + at)));
      rightSum =
          _mm512_add_ps(rightSum, _mm512_abs_ps(_mm512_loadu_ps(right + at)));
    }
    __m512 ratio = ratioOf(leftSum, rightSum);
    _mm512_store_ps(columns.factors + vectorFloats * v, ratio);
    _mm512_store_ps(columns.reciprocals + vectorFloats * v,
                    _mm512_div_ps(_mm512_set1_ps(1), ratio));
  }
  columns.areOnes = areOnes(columns.factors, panelColumns);
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
  Pairs(const MatmulShape &shape, const CombinedRows &combined, float *scratch)
      : shape(shape), combined(combined),
        blocks((shape.depth / 2 + strassenDepth - 1) / strassenDepth),
        ratiosAreOnes(areOnes(combined.ratios, shape.depth / 2)) {
    auto take = [&](int64_t rows) {
      float *place = scratch;
      scratch += rows * panelColumns;
      return place;
    };
    for (ColumnFactors &columns : columnsOf)
      columns = {take(1), take(1), true};
    for (float *&sum : weightSums)
      sum = take(strassenDepth);
    sums = take(4 * combined.half);
  }

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
    current = 1 - current;
    for (int64_t block = 0; block < blocks; ++block)
      runBlock({panels, block}, block + 1 < blocks
                                    ? PairBlock{panels, block + 1}
                                    : PairBlock{next, 0});
  }

  /// The quarters of y, one after the other: [quarter][half][64].
  float *results() const { return sums; }

  /// What the right column of the pair that ran last is multiplied by.
  const float *columnReciprocals() const {
    return columnsOf[current].reciprocals;
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

  /// Whether a product takes a quarter as it is.
  bool isStored(const Product &product, const ColumnFactors &columns) const {
    return product.weights == Weights::AsStored ||
           (product.weights == Weights::Scaled && ratiosAreOnes &&
            columns.areOnes);
  }

  /// Says how the weights of a product are made in the memory whose turn it is.
  void prepare(PairBlock block, int index, Ahead &ahead) {
    const Product &product = products[index];
    if (!block.panels)
      return;
    // The first sum of a pair is made during the one before.
    bool isFirst = index == 0 && block.index == 0;
    ColumnFactors &columns = columnsOf[isFirst ? 1 - current : current];
    if (isFirst)
      compareColumns(weightsOf(block, Q11), weightsOf(block, Q12),
                     linesOf(block) / panelVectors, columns);
    if (isStored(product, columns))
      return;
    if (product.weights != Weights::Scaled)
      ahead.left = weightsOf(block, product.left);
    ahead.right = weightsOf(block, product.right);
    ahead.subtracts = product.weights == Weights::ScaledDifference;
    if (product.weights != Weights::Sum && !ratiosAreOnes)
      ahead.depthFactors = combined.ratios + firstDepth(block.index);
    if (product.right % 2 == 1 && !columns.areOnes)
      ahead.columnFactors = columns.factors;
    ahead.scalesLeft = product.left % 2 == 1;
    ahead.sum = weightSums[turn];
    ahead.sumLines = linesOf(block);
  }

  void runBlock(PairBlock block, PairBlock next) {
    for (int i = 0; i < numProducts; ++i) {
      const Product &product = products[i];
      FloatTile tile{};
      tile.block = isStored(product, columnsOf[current])
                       ? weightsOf(block, product.left)
                       : weightSums[1 - turn];
      tile.stride = combined.stride;
      tile.x = combined.sums + i * combined.half * combined.stride +
               firstDepth(block.index);
      tile.depth = linesOf(block) / panelVectors;
      for (int target = 0; target < 2; ++target) {
        auto [quarter, update] = product.addends[target];
        bool isLater = update == Update::Store && block.index > 0;
        tile.targets[target] = {sums + quarter * combined.half * panelColumns,
                                isLater ? Update::Add : update};
      }
      if (i + 1 < numProducts)
        prepare(block, i + 1, tile.ahead);
      else
        prepare(next, 0, tile.ahead);
      if (next.panels && product.parts > 0) {
        int64_t lines = linesOf(next);
        int64_t first = lines * product.part / product.parts;
        tile.ahead.next = weightsOf(next, product.next) + first * vectorFloats;
        tile.ahead.nextLines =
            lines * (product.part + 1) / product.parts - first;
      }
      runTiles(tile, combined.half);
      turn = 1 - turn;
    }
  }

  const MatmulShape &shape;
  const CombinedRows &combined;
  int64_t blocks;
  bool ratiosAreOnes;
  ColumnFactors columnsOf[2]; // of this pair and of the next one
  int current = 0;
  float *weightSums[2]; // of this product and of the next one
  int turn = 0;
  float *sums;
};

/// Whether results are finite, large enough that no term became subnormal, and
/// those of columns that met about as large as each other. The largest of each
/// column says so.
bool areBalanced(const float *sums, int64_t half, int64_t rightColumns) {
  const __m512i infinity = _mm512_set1_epi32(0x7f800000);
  const __m512i tiny = _mm512_set1_epi32((127 - 96) << 23); // 2^-96
  for (int v = 0; v < panelVectors; ++v) {
    __m512i most[2] = {};
    // As integers, so that NaN is more than infinity.
    for (int quarter = Q11; quarter <= Q22; ++quarter)
      for (int64_t r = 0; r < half; ++r) {
        __m512 sum = _mm512_load_ps(sums + (quarter * half + r) * panelColumns +
                                    vectorFloats * v);
        most[quarter % 2] = _mm512_max_epi32(
            most[quarter % 2], _mm512_castps_si512(_mm512_abs_ps(sum)));
      }
    for (__m512i each : most) {
      __mmask16 isTiny = _mm512_cmplt_epi32_mask(each, tiny) &
                         _mm512_test_epi32_mask(each, each);
      if (isTiny || _mm512_cmpge_epi32_mask(each, infinity))
        return false;
    }
    __m512 left = _mm512_castsi512_ps(most[0]),
           right = _mm512_castsi512_ps(most[1]), times = _mm512_set1_ps(8);
    __mmask16 isUneven =
        _mm512_cmp_ps_mask(left, _mm512_mul_ps(right, times), _CMP_GT_OQ) |
        _mm512_cmp_ps_mask(right, _mm512_mul_ps(left, times), _CMP_GT_OQ);
    if (isUneven & firstLanes(rightColumns - vectorFloats * v))
      return false;
  }
  return true;
}

} // namespace

void ptir::runtime::kernels::multiplyPairsAvx512(const MatmulShape &shape,
                                                 const MatmulOperands &data,
                                                 RowBlock rows,
                                                 const CombinedRows &combined,
                                                 float *scratch) {
  const auto *weights = static_cast<const float *>(data.weights);
  int64_t half = combined.half, pairLength = 2 * shape.depth * panelColumns;
  int64_t pairs = (shape.columns + panelColumns - 1) / panelColumns / 2;
  Pairs product(shape, combined, scratch);
  product.start(weights);
  for (int64_t pair = 0; pair < pairs; ++pair) {
    const float *panels = weights + pair * pairLength;
    product.run(panels, pair + 1 < pairs ? panels + pairLength : nullptr);
    float *results = product.results();
    if (!areBalanced(results, half,
                     shape.columns - (2 * pair + 1) * panelColumns)) {
      multiplyFloatPanelsAvx512(shape, data, rows, results, 2 * pair,
                                2 * pair + 2);
      continue;
    }
    for (int quarter = Q11; quarter <= Q22; ++quarter) {
      int64_t lower = quarter / 2, right = quarter % 2;
      finishPanel(shape, data, rows.begin + lower * half,
                  lower ? rows.count - half : half, 2 * pair + right,
                  results + quarter * half * panelColumns,
                  combined.rowReciprocals + lower * half,
                  right ? product.columnReciprocals() : nullptr);
    }
  }
}
