//===- RecoverScaledDotProduct.cpp - Attention over separate heads --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Attention.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static std::optional<int64_t> readIntegerSplat(Value value) {
  if (auto broadcast = definedBy<BroadcastToOp>(value))
    value = broadcast.getX();
  auto constant = definedBy<ConstantOp>(value);
  auto splat = constant ? dyn_cast<SplatElementsAttr>(constant.getValue())
                        : SplatElementsAttr();
  if (!splat || !splat.getElementType().isSignedInteger(32))
    return std::nullopt;
  return splat.getSplatValue<APInt>().getSExtValue();
}

/// What `value` repeats; itself if it repeats nothing.
static Value withoutBroadcast(Value value) {
  auto broadcast = definedBy<BroadcastToOp>(value);
  return broadcast ? Value(broadcast.getX()) : value;
}

namespace {
/// Least and greatest distance of query and key, t + offset - l.
struct Band {
  int64_t low, high;  ///< of what is visible
  int64_t start, end; ///< of all there is
};
} // namespace

/// In the first plane [T, L] of `visible`; nothing if nothing is visible.
static std::optional<Band> readBand(DenseElementsAttr visible, int64_t offset) {
  ArrayRef<int64_t> plane = visible.getType().getShape().take_back(2);
  std::optional<Band> band;
  auto element = visible.value_begin<bool>();
  for (int64_t t = 0; t < plane[0]; ++t)
    for (int64_t l = 0; l < plane[1]; ++l, ++element) {
      int64_t distance = t + offset - l;
      if (!*element)
        continue;
      if (!band)
        band = Band{distance, distance, offset - (plane[1] - 1),
                    offset + plane[0] - 1};
      band->low = std::min(band->low, distance);
      band->high = std::max(band->high, distance);
    }
  return band;
}

/// As readVisible, where all extents are known and the plane became a
/// constant. Of several configs that say the same, the one with the fewest
/// conditions.
static bool readConstantVisible(DenseElementsAttr visible,
                                ScaledDotProductConfig &config) {
  if (!visible.getElementType().isInteger(1) ||
      visible.getType().getRank() < 2 || visible.empty())
    return false;
  ArrayRef<int64_t> plane = visible.getType().getShape().take_back(2);
  for (bool atEnd : {false, true}) {
    auto band = readBand(visible, atEnd ? plane[1] - plane[0] : 0);
    if (!band)
      return false;
    config.queriesAtEnd = atEnd;
    config.causal = band->low == 0;
    config.window = std::nullopt;
    if (!config.causal)
      config.window = std::max(-band->low, band->high) + 1;
    else if (band->high < band->end)
      config.window = band->high + 1;
    // A side of the band is that of the config, or of the plane.
    int64_t low = config.causal ? 0 : 1 - *config.window;
    int64_t high = config.window ? *config.window - 1 : band->end;
    if (band->low == std::max(low, band->start) &&
        band->high == std::min(high, band->end))
      return true;
  }
  return false;
}

/// distance >= low, which may be all there is, and distance < high. Whether
/// that is what `visible` says; then `config` tells it too.
static bool readVisible(Value visible, ScaledDotProductConfig &config) {
  if (auto constant = definedBy<ConstantOp>(visible))
    if (auto elements = dyn_cast<DenseElementsAttr>(constant.getValue()))
      return readConstantVisible(elements, config);
  auto low = definedBy<CompareOp>(visible);
  CompareOp high;
  if (auto both = definedBy<AndOp>(visible)) {
    low = definedBy<CompareOp>(both.getLhs());
    high = definedBy<CompareOp>(both.getRhs());
    if (low && low.getDirection() == Comparison::LT)
      std::swap(low, high);
    if (!high)
      return false;
  }
  auto least = low ? readIntegerSplat(low.getRhs()) : std::nullopt;
  if (!least)
    return false;
  config.causal = *least == 0;
  config.window = high ? readIntegerSplat(high.getRhs()) : std::nullopt;
  // A window of 1 looks the same with and without a future.
  auto distance = definedBy<AddOp>(low.getLhs());
  config.queriesAtEnd = distance != nullptr;
  return distance || definedBy<SubOp>(low.getLhs());
}

/// The mask as it was before its heads became groups.
static Value readMask(Value mask) {
  mask = withoutBroadcast(mask);
  auto grouped = definedBy<ReshapeOp>(mask);
  bool split =
      grouped && grouped.getType().getRank() >= 4 &&
      grouped.getX().getType().getRank() + 1 == grouped.getType().getRank();
  return split ? Value(grouped.getX()) : mask;
}

std::optional<Recovery> functional::recoverScaledDotProduct(Operation *anchor) {
  auto context = definedBy<DotGeneralOp>(anchor->getOperand(0));
  if (!context || context.getType().getRank() != 5)
    return std::nullopt;
  Value scores = readSoftmaxOperand(context.getLhs());
  ScaledDotProductConfig config;
  Value mask;
  auto hidden = definedBy<SelectOp>(scores);
  ScaledDotProductConfig positions;
  if (hidden && readVisible(withoutBroadcast(hidden.getPred()), positions)) {
    config = positions;
    scores = hidden.getOnTrue();
    hidden = definedBy<SelectOp>(scores);
  }
  if (hidden) {
    mask = readMask(hidden.getPred());
    scores = hidden.getOnTrue();
  } else if (auto biased = definedBy<AddOp>(scores)) {
    bool swapped = definedBy<MulOp>(biased.getRhs()) != nullptr;
    mask = readMask(swapped ? biased.getLhs() : biased.getRhs());
    scores = swapped ? biased.getRhs() : biased.getLhs();
  }

  auto product = readWithNumber<MulOp>(scores);
  auto dot = product ? definedBy<DotGeneralOp>(product->value) : nullptr;
  auto query = dot ? definedBy<ReshapeOp>(dot.getLhs()) : nullptr;
  if (!query || dot.getLhs().getType().getRank() != 5)
    return std::nullopt;
  config.scale =
      readScale(product->number, dot.getLhs().getType().getShape().back());
  SmallVector<Value> operands = {query.getX(), dot.getRhs(), context.getRhs()};
  if (mask)
    operands.push_back(mask);
  return Recovery{operands,
                  [config](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return scaledDotProductAttention(
                        emitter, config, operands[0], operands[1], operands[2],
                        operands.size() == 4 ? operands[3] : Tensor());
                  }};
}
