//===- TorchQuantization.cpp - Quantisation and normalisation in LibTorch -===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"

using namespace ptir;
using namespace ptir::conformance;

/// A scale or zero point, so that it broadcasts along its axis.
static at::Tensor along(const Question &q, size_t arg) {
  if (q[arg].dim() == 0)
    return q[arg];
  Dims shape(q[0].dim(), 1);
  shape[q.number("axis")] = q[arg].numel();
  return q[arg].reshape(shape);
}

/// Rounded, moved by the zero point, saturated.
static at::Tensor quantised(const Question &q, at::Tensor scaled,
                            const at::Tensor &zero) {
  at::Tensor moved = at::round(scaled).to(at::kDouble) + zero;
  if (isFloat(q.resultType())) {
    double limit = q.resultType() == ElementType::F8E4M3FN ? 448 : 57344;
    return at::clamp(at::where(at::isnan(moved), zero.to(at::kDouble), moved),
                     -limit, limit);
  }
  double lowest = identity("max", q.resultType()).toDouble();
  double highest = identity("min", q.resultType()).toDouble();
  return at::clamp(at::where(at::isnan(moved), zero.to(at::kDouble), moved),
                   lowest, highest);
}

static Answer quantize(const Question &q) {
  at::ScalarType type =
      q.argType(0) == ElementType::F64 ? at::kDouble : at::kFloat;
  return {quantised(q, q[0].to(type) / along(q, 1).to(type), along(q, 2))};
}

static Answer dequantize(const Question &q) {
  return {(q[0] - along(q, 2)).to(at::kDouble) * along(q, 1)};
}

static Answer requantize(const Question &q) {
  at::Tensor real = (q[0] - along(q, 2)).to(at::kDouble) * along(q, 1);
  return {quantised(q, real / along(q, 3), along(q, 4))};
}

static Answer layerNorm(const Question &q) {
  int64_t axis = q.number("axis");
  at::Tensor last = at::movedim(q[0], axis, -1);
  at::Tensor normal =
      at::layer_norm(last, {last.size(-1)}, q[1], q[2], q.real("epsilon"));
  return {at::movedim(normal, -1, axis)};
}

void conformance::addQuantization(Functions &table) {
  table.insert({
      {"quantize", quantize},
      {"dequantize", dequantize},
      {"requantize", requantize},
      {"layer_norm", layerNorm},
  });
}
