//===- Normalization.cpp - Zero mean, unit variance -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Normalization.h"

#include "OperandChecks.h"
#include "ptir/Dialect/PTIR/IR/LayerNormDecomposition.h"

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

static LayerNormParts decompose(CoreOps &core, ValueRange args,
                                double epsilon) {
  int64_t last = cast<RankedTensorType>(args[0].getType()).getRank() - 1;
  return decomposeLayerNorm(core, args[0], args[1], args[2], epsilon, last);
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
        return SmallVector<Value>{decompose(core, args, epsilon).output};
      })[0];
}

LayerNormMoments functional::layerNormMoments(Emitter &emitter, Tensor x,
                                              Tensor gamma, Tensor beta,
                                              double epsilon) {
  if (!checkLayerNorm(emitter, "layer_norm_moments", {"x", x}, {"gamma", gamma},
                      {"beta", beta}, epsilon))
    return {};
  SmallVector<Tensor> results = emitter.composite(
      "layer_norm_moments", {epsilonEntry(emitter, epsilon)}, {x, gamma, beta},
      [&](CoreOps &core, ValueRange args) {
        LayerNormParts parts = decompose(core, args, epsilon);
        return SmallVector<Value>{parts.output, parts.normalized, parts.mean,
                                  parts.inverse};
      });
  return {results[0], results[1], results[2], results[3]};
}
