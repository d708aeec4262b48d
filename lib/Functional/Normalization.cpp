//===- Normalization.cpp - Rows of unit size ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Normalization.h"

#include "OperandChecks.h"
#include "ptir/Dialect/PTIR/IR/LayerNormDecomposition.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// x[..., N] and parameters [N], all f32.
static bool checkNorm(Emitter &emitter, StringRef name, Operand x,
                      ArrayRef<Operand> parameters, double epsilon) {
  SmallVector<Operand> operands = {x};
  llvm::append_range(operands, parameters);
  OperandChecks check(emitter, name, operands);
  check.isF32(x);
  for (Operand parameter : parameters)
    check.sameElementType(parameter, x);
  check.rankAtLeast(x, 1);
  for (Operand parameter : parameters)
    check.rankIs(parameter, 1);
  check.extentIsStatic(x, x.tensor.getRank() - 1);
  for (Operand parameter : parameters)
    check.staticExtentIs(parameter, 0, x.tensor.getExtent(-1),
                         "the last extent of x");
  check.epsilonIsPositive(epsilon);
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
  if (!checkNorm(emitter, "layer_norm", {"x", x},
                 {{"gamma", gamma}, {"beta", beta}}, epsilon))
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
  if (!checkNorm(emitter, "layer_norm_moments", {"x", x},
                 {{"gamma", gamma}, {"beta", beta}}, epsilon))
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

namespace {
struct RmsNormParts {
  Value output, normalized, inverse;
};
} // namespace

static RmsNormParts decomposeRmsNorm(CoreOps &core, Value x, Value gamma,
                                     double epsilon) {
  SmallVector<Extent> shape = core.extents(x), reduced = shape;
  reduced.back() = Extent(1);
  Type element = cast<RankedTensorType>(x.getType()).getElementType();
  auto constant = [&](double number) {
    return core.broadcast(core.scalar(number, element), reduced);
  };
  Value sum =
      core.reduce(ReduceKind::Sum, core.mul(x, x), int64_t(shape.size()) - 1);
  Value square = core.div(sum, constant(shape.back().getSize()));
  RmsNormParts parts;
  parts.inverse = core.unary<RsqrtOp>(core.add(square, constant(epsilon)));
  parts.normalized = core.mul(x, core.broadcast(parts.inverse, shape));
  parts.output = core.mul(parts.normalized, core.broadcast(gamma, shape));
  return parts;
}

Tensor functional::rmsNorm(Emitter &emitter, Tensor x, Tensor gamma,
                           double epsilon) {
  if (!checkNorm(emitter, "rms_norm", {"x", x}, {{"gamma", gamma}}, epsilon))
    return {};
  return emitter.composite(
      "rms_norm", {epsilonEntry(emitter, epsilon)}, {x, gamma},
      [&](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{
            decomposeRmsNorm(core, args[0], args[1], epsilon).output};
      })[0];
}

RmsNormMoments functional::rmsNormMoments(Emitter &emitter, Tensor x,
                                          Tensor gamma, double epsilon) {
  if (!checkNorm(emitter, "rms_norm_moments", {"x", x}, {{"gamma", gamma}},
                 epsilon))
    return {};
  SmallVector<Tensor> results = emitter.composite(
      "rms_norm_moments", {epsilonEntry(emitter, epsilon)}, {x, gamma},
      [&](CoreOps &core, ValueRange args) {
        RmsNormParts parts = decomposeRmsNorm(core, args[0], args[1], epsilon);
        return SmallVector<Value>{parts.output, parts.normalized,
                                  parts.inverse};
      });
  return {results[0], results[1], results[2]};
}
