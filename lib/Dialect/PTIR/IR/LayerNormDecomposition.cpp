//===- LayerNormDecomposition.cpp - layer_norm in core ops ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/LayerNormDecomposition.h"

#include "RuleChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

namespace {
/// Along one axis of x, in one accumulator type.
class LayerNorm {
public:
  LayerNorm(CoreOps &core, Value x, int64_t axis)
      : core(core), element(tensorOf(x).getElementType()),
        accumulator(getDefaultAccumulatorType(element, element)), axis(axis),
        shape(core.extents(x)), reduced(shape) {
    reduced[axis] = Extent(1);
  }

  LayerNormParts decompose(Value x, Value gamma, Value beta, double epsilon) {
    LayerNormParts parts;
    Value wide = widen(x);
    parts.mean = average(wide);
    Value centred = core.sub(wide, core.broadcast(parts.mean, shape));
    Value variance = average(core.mul(centred, centred));
    Value shift = core.broadcast(core.scalar(epsilon, accumulator), reduced);
    parts.inverse = core.unary<RsqrtOp>(core.add(variance, shift));
    parts.normalized = core.mul(centred, core.broadcast(parts.inverse, shape));
    Value scaled = core.mul(parts.normalized, alongAxis(widen(gamma)));
    Value output = core.add(scaled, alongAxis(widen(beta)));
    parts.output = element == accumulator ? output : core.cast(output, element);
    return parts;
  }

private:
  Value widen(Value x) {
    return element == accumulator ? x : core.cast(x, accumulator);
  }

  Value average(Value values) {
    Value sum = core.reduce(ReduceKind::Sum, values, axis);
    return core.div(sum, core.broadcast(count(), reduced));
  }

  Value count() {
    const Extent &extent = shape[axis];
    if (extent.isStatic())
      return core.scalar(extent.getSize(), accumulator);
    return core.cast(extent.getValue(), accumulator);
  }

  /// A vector along the axis, repeated along the others.
  Value alongAxis(Value vector) {
    if (size_t(axis) + 1 < shape.size()) {
      SmallVector<Extent> column(shape.size() - axis, Extent(1));
      column.front() = core.extent(vector, 0);
      vector = core.reshape(vector, column);
    }
    return core.broadcast(vector, shape);
  }

  CoreOps &core;
  Type element, accumulator;
  int64_t axis;
  SmallVector<Extent> shape, reduced;
};
} // namespace

LayerNormParts ptir::decomposeLayerNorm(CoreOps &core, Value x, Value gamma,
                                        Value beta, double epsilon,
                                        int64_t axis) {
  return LayerNorm(core, x, axis).decompose(x, gamma, beta, epsilon);
}
