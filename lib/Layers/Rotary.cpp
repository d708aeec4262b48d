//===- Rotary.cpp - Angles for rotary embeddings --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/Rotary.h"

#include "ptir/Functional/Embedding.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::layers;
using functional::Emitter;
using functional::Tensor;

Rotary::Angles Rotary::forward(Emitter &emitter, Tensor positions) const {
  if (failed(emitter.status()))
    return {};
  StatusOr<functional::RotaryTable> table =
      maxPositions >= 1
          ? functional::rotaryTable(maxPositions, config)
          : Status::failure("expected max_positions of at least 1, found " +
                            std::to_string(maxPositions));
  if (!table.ok()) {
    emitter.fail("layer '" + name + "'", table.message());
    return {};
  }
  Emitter::Scope scope(emitter, name);
  OpBuilder &builder = emitter.getBuilder();
  auto type = RankedTensorType::get({table->length, table->halfDim},
                                    builder.getF32Type());
  auto select = [&](ArrayRef<float> values) {
    Value rows = ConstantOp::create(builder, emitter.getLoc(),
                                    DenseElementsAttr::get(type, values));
    return functional::embeddingLookup(emitter, rows, positions);
  };
  return {select(table->cos), select(table->sin)};
}
