//===- Stochastic.cpp - Keyed randomness ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Stochastic.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// Uniform numbers in [0, 1) of the shape of x, in f32.
static Value uniformLike(CoreOps &core, Value seed, Value x) {
  SmallVector<Value> dims;
  for (const Extent &extent : core.extents(x))
    if (!extent.isStatic())
      dims.push_back(extent.getValue());
  OpBuilder &builder = core.getBuilder();
  auto type = cast<RankedTensorType>(x.getType()).clone(builder.getF32Type());
  return RngUniformOp::create(builder, x.getLoc(), type, seed, dims);
}

static Value decomposeDropout(CoreOps &core, ValueRange args, float p) {
  Value x = args[0];
  Value number = uniformLike(core, args[1], x);
  Value keeps = core.compare(Comparison::GE, number, core.splatLike(p, number));
  Value factor = core.select(
      keeps, core.splatLike(1.0 / (1.0 - static_cast<double>(p)), x),
      core.splatLike(0, x));
  return core.mul(factor, x);
}

Tensor functional::dropout(Emitter &emitter, Tensor x, double p, bool training,
                           Tensor seed) {
  Operand input{"x", x}, key{"seed", seed};
  OperandChecks check(emitter, "dropout", {input, key});
  check.isFloat(input);
  check.rankIs(key, 0);
  check.require(check.passed() && seed.getElementType().isUnsignedInteger(64),
                [&] {
                  return "expected seed of element type ui64, found " +
                         printed(seed.getElementType());
                });
  check.require(p >= 0 && static_cast<float>(p) < 1, [&] {
    return "expected p in [0, 1), found " + std::to_string(p);
  });
  if (!check.passed())
    return {};
  if (p == 0 || !training)
    return x;
  Builder &builder = emitter.getBuilder();
  return emitter.composite(
      "dropout", {builder.getNamedAttr("p", builder.getF64FloatAttr(p))},
      {x, seed}, [p](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{
            decomposeDropout(core, args, static_cast<float>(p))};
      })[0];
}
