//===- RecoverRotary.cpp - Rotary embeddings from core ops ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Rotary.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

namespace {
/// slice(x) * broadcast(table), in either order.
struct Product {
  Value x, table;
};

/// What a rotated half was computed from.
struct Rotation {
  Value x, cos, sin;
};
} // namespace

static std::optional<Product> readProduct(Value value) {
  auto product = definedBy<MulOp>(value);
  if (!product)
    return std::nullopt;
  for (unsigned side : {0, 1}) {
    auto part = definedBy<SliceOp>(product->getOperand(side));
    auto table = definedBy<BroadcastToOp>(product->getOperand(1 - side));
    if (part && table)
      return Product{part.getX(), table.getX()};
  }
  return std::nullopt;
}

/// concat(first * cos - second * sin, …): the first half tells all.
static std::optional<Rotation> readRotation(Value value) {
  auto joined = definedBy<ConcatOp>(value);
  auto difference = joined ? definedBy<SubOp>(joined.getXs().front()) : nullptr;
  if (!difference)
    return std::nullopt;
  auto cosine = readProduct(difference.getLhs());
  auto sine = readProduct(difference.getRhs());
  if (!cosine || !sine)
    return std::nullopt;
  return Rotation{cosine->x, cosine->table, sine->table};
}

std::optional<Recovery> functional::recoverApplyRope(Operation *anchor) {
  auto rotation = readRotation(anchor->getResult(0));
  if (!rotation)
    return std::nullopt;
  return Recovery{{rotation->x, rotation->cos, rotation->sin},
                  [](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return applyRope(emitter, operands[0], operands[1],
                                     operands[2]);
                  }};
}

std::optional<Recovery> functional::recoverApplyRopePacked(Operation *anchor) {
  auto parts = cast<ConcatOp>(anchor).getXs();
  auto merged = definedBy<ReshapeOp>(parts.front());
  auto rotation = merged ? readRotation(merged.getX()) : std::nullopt;
  auto values = definedBy<SliceOp>(parts.back());
  if (!rotation || !values || parts.size() != 2)
    return std::nullopt;
  auto cos = definedBy<ReshapeOp>(rotation->cos);
  auto sin = definedBy<ReshapeOp>(rotation->sin);
  ArrayRef<int64_t> heads = merged.getX().getType().getShape().take_back(2);
  int64_t width = values.getType().getShape().back();
  if (!cos || !sin || heads.size() != 2 || ShapedType::isDynamic(heads[0]) ||
      ShapedType::isDynamic(heads[1]) || heads[1] == 0 ||
      ShapedType::isDynamic(width))
    return std::nullopt;
  AttentionConfig config;
  config.headDim = heads[1];
  config.keyValueHeads = width / config.headDim;
  config.queryHeads = heads[0] - config.keyValueHeads;
  return Recovery{{values.getX(), cos.getX(), sin.getX()},
                  [config](Emitter &emitter, ArrayRef<Tensor> operands) {
                    return applyRopeQkvPacked(emitter, config, operands[0],
                                              operands[1], operands[2]);
                  }};
}
