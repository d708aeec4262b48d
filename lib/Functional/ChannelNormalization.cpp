//===- ChannelNormalization.cpp - Normalization of image channels ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/ChannelNormalization.h"

#include "OperandChecks.h"

#include <cmath>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// `vectors` have one element per channel, the last extent of x.
static void checkVectors(OperandChecks &check, Operand x,
                         ArrayRef<Operand> vectors, double epsilon) {
  check.extentIsStatic(x, x.tensor.getRank() - 1);
  for (Operand vector : vectors) {
    check.sameElementType(vector, x);
    check.rankIs(vector, 1);
    check.staticExtentIs(vector, 0, x.tensor.getExtent(-1),
                         "the last extent of x");
  }
  check.require(std::isfinite(epsilon) && epsilon > 0, [&] {
    return "expected a positive, finite epsilon, found " +
           std::to_string(epsilon);
  });
}

static NamedAttribute epsilonEntry(Emitter &emitter, double epsilon) {
  Builder &builder = emitter.getBuilder();
  return builder.getNamedAttr("epsilon", builder.getF64FloatAttr(epsilon));
}

Tensor functional::batchNorm(Emitter &emitter, Tensor x, Tensor scale,
                             Tensor shift, Tensor mean, Tensor variance,
                             double epsilon) {
  Operand vectors[] = {{"scale", scale},
                       {"shift", shift},
                       {"mean", mean},
                       {"variance", variance}};
  OperandChecks check(
      emitter, "batch_norm",
      {{"x", x}, vectors[0], vectors[1], vectors[2], vectors[3]});
  check.isFloat({"x", x});
  check.rankAtLeast({"x", x}, 2);
  checkVectors(check, {"x", x}, vectors, epsilon);
  if (!check.passed())
    return {};
  return emitter.composite(
      "batch_norm", {epsilonEntry(emitter, epsilon)},
      {x, scale, shift, mean, variance},
      [epsilon](CoreOps &core, ValueRange args) {
        Value inverse = core.unary<RsqrtOp>(core.add(args[4], epsilon));
        Value factor = core.mul(args[1], inverse);
        Value offset = core.sub(args[2], core.mul(args[3], factor));
        Value scaled = core.mul(args[0], core.broadcastLike(factor, args[0]));
        return SmallVector<Value>{
            core.add(scaled, core.broadcastLike(offset, args[0]))};
      })[0];
}

/// The mean over axes 1 and 3, which stay with extent 1.
static Value meanOfGroups(CoreOps &core, Value x) {
  auto type = cast<RankedTensorType>(x.getType());
  ShapeResult shape = reduceShape(type.getShape(), {1, 3}, /*keepdims=*/true);
  Value sum = ReduceOp::create(
      core.getBuilder(), x.getLoc(), type.clone(shape.shape), x,
      ReduceKind::Sum, ArrayRef<int64_t>{1, 3}, /*keepdims=*/true, TypeAttr());
  return core.mul(
      sum, 1 / (double(type.getDimSize(1)) * double(type.getDimSize(3))));
}

Tensor functional::groupNorm(Emitter &emitter, Tensor x, int64_t groups,
                             Tensor gamma, Tensor beta, double epsilon) {
  Operand image{"x", x}, vectors[] = {{"gamma", gamma}, {"beta", beta}};
  OperandChecks check(emitter, "group_norm", {image, vectors[0], vectors[1]});
  check.isFloat(image);
  check.rankIs(image, 4);
  for (int64_t axis : {1, 2}) {
    check.extentIsStatic(image, axis);
    check.require(x.getExtent(axis) != 0, [&] {
      return ("expected at least one position along extent " + Twine(axis) +
              " of x, found none")
          .str();
    });
  }
  checkVectors(check, image, vectors, epsilon);
  check.require(groups >= 1, [&] {
    return "expected groups of at least 1, found " + std::to_string(groups);
  });
  check.require(!check.passed() || x.getExtent(3) % groups == 0, [&] {
    return ("expected the channels of x (" + Twine(x.getExtent(3)) +
            ") to be a multiple of groups (" + Twine(groups) + ")")
        .str();
  });
  if (!check.passed())
    return {};
  Builder &builder = emitter.getBuilder();
  return emitter.composite(
      "group_norm",
      {epsilonEntry(emitter, epsilon),
       builder.getNamedAttr("groups", builder.getI64IntegerAttr(groups))},
      {x, gamma, beta}, [&](CoreOps &core, ValueRange args) {
        ArrayRef<int64_t> shape =
            cast<RankedTensorType>(args[0].getType()).getShape();
        Value split = core.reshape(
            args[0], {core.extent(args[0], 0), Extent(shape[1] * shape[2]),
                      Extent(groups), Extent(shape[3] / groups)});
        Value centred = core.sub(
            split, core.broadcastLike(meanOfGroups(core, split), split));
        Value variance = meanOfGroups(core, core.mul(centred, centred));
        Value inverse = core.unary<RsqrtOp>(core.add(variance, epsilon));
        Value normal = core.mul(centred, core.broadcastLike(inverse, centred));
        normal = core.reshape(normal, core.extents(args[0]));
        Value scaled = core.mul(normal, core.broadcastLike(args[1], normal));
        return SmallVector<Value>{
            core.add(scaled, core.broadcastLike(args[2], normal))};
      })[0];
}
