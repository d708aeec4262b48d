//===- Normalization.cpp - Zero mean, unit variance -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Normalization.h"

#include "OperandChecks.h"

#include <cmath>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static bool checkLayerNorm(Emitter &emitter, StringRef name, Operand x,
                           Operand gamma, Operand beta, double epsilon) {
  OperandChecks check(emitter, name, {x, gamma, beta});
  check.isF32(x);
  check.sameElementType(gamma, x);
  check.sameElementType(beta, x);
  check.rankAtLeast(x, 1);
  check.rankIs(gamma, 1);
  check.rankIs(beta, 1);
  check.extentIsStatic(x, x.tensor.getRank() - 1);
  for (Operand parameter : {gamma, beta})
    check.staticExtentIs(parameter, 0, x.tensor.getExtent(-1),
                         "the last extent of x");
  check.require(std::isfinite(epsilon) && epsilon > 0, [&] {
    return "expected a positive, finite epsilon, found " +
           std::to_string(epsilon);
  });
  return check.passed();
}

/// output, normalized, mean, inverse deviation
static SmallVector<Value> decompose(CoreOps &core, ValueRange args,
                                    double epsilon) {
  Value x = args[0];
  SmallVector<Extent> shape = core.extents(x);
  int64_t last = shape.size() - 1;
  double count = shape.back().getSize();
  auto average = [&](Value values) {
    Value sum = core.reduce(ReduceKind::Sum, values, last);
    SmallVector<Extent> reduced(shape);
    reduced.back() = Extent(1);
    return core.div(
        sum, core.broadcast(core.scalar(count, core.getBuilder().getF32Type()),
                            reduced));
  };
  SmallVector<Extent> reduced(shape);
  reduced.back() = Extent(1);
  Value mean = average(x);
  Value centred = core.sub(x, core.broadcast(mean, shape));
  Value variance = average(core.mul(centred, centred));
  Value shift = core.broadcast(
      core.scalar(epsilon, core.getBuilder().getF32Type()), reduced);
  Value inverse = core.unary<RsqrtOp>(core.add(variance, shift));
  Value normalized = core.mul(centred, core.broadcast(inverse, shape));
  Value scaled = core.mul(normalized, core.broadcast(args[1], shape));
  Value output = core.add(scaled, core.broadcast(args[2], shape));
  return {output, normalized, mean, inverse};
}

static NamedAttribute epsilonEntry(Emitter &emitter, double epsilon) {
  Builder &builder = emitter.getBuilder();
  return builder.getNamedAttr("epsilon", builder.getF64FloatAttr(epsilon));
}

Tensor functional::layerNorm(Emitter &emitter, Tensor x, Tensor gamma,
                             Tensor beta, double epsilon) {
  if (!checkLayerNorm(emitter, "layer_norm", {"x", x}, {"gamma", gamma},
                      {"beta", beta}, epsilon))
    return {};
  return emitter.composite(
      "layer_norm", {epsilonEntry(emitter, epsilon)}, {x, gamma, beta},
      [&](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{decompose(core, args, epsilon)[0]};
      })[0];
}

LayerNormMoments functional::layerNormMoments(Emitter &emitter, Tensor x,
                                              Tensor gamma, Tensor beta,
                                              double epsilon) {
  if (!checkLayerNorm(emitter, "layer_norm_moments", {"x", x}, {"gamma", gamma},
                      {"beta", beta}, epsilon))
    return {};
  SmallVector<Tensor> results =
      emitter.composite("layer_norm_moments", {epsilonEntry(emitter, epsilon)},
                        {x, gamma, beta}, [&](CoreOps &core, ValueRange args) {
                          return decompose(core, args, epsilon);
                        });
  return {results[0], results[1], results[2], results[3]};
}
