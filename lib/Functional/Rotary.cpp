//===- Rotary.cpp - Rotary position embeddings ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Rotary.h"

#include "AttentionChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// cos and sin are [T, R/2], where T is the extent of x at `timeAxis` and R is
/// at most `headDim`, the head size.
static void checkTables(OperandChecks &check, Operand x, int64_t timeAxis,
                        int64_t headDim, Operand cos, Operand sin) {
  check.sameElementType(cos, x);
  check.sameElementType(sin, x);
  check.rankIs(cos, 2);
  check.rankIs(sin, 2);
  check.sameType(sin, cos);
  int64_t positions = x.tensor.getExtent(timeAxis);
  check.require(extentsCompatible(cos.tensor.getExtent(0), positions), [&] {
    return ("expected the number of positions of " + cos.name +
            " to be that of " + x.name + " (" + Twine(positions) + "), found " +
            Twine(cos.tensor.getExtent(0)))
        .str();
  });
  check.extentIsStatic(cos, 1);
  int64_t half = cos.tensor.getExtent(1);
  check.require(half >= 1 && half <= headDim / 2, [&] {
    return ("expected a rotary dimension in (0, " + Twine(headDim) +
            "], the head size of " + x.name + ", found " + Twine(2 * half))
        .str();
  });
}

//===----------------------------------------------------------------------===//
// Decomposition
//===----------------------------------------------------------------------===//

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// x[..., D], with cos and sin that broadcast to [..., R/2].
static Value rotate(CoreOps &core, Value x, Value cos, Value sin) {
  int64_t size = typeOf(x).getShape().back();
  int64_t half = typeOf(cos).getShape().back();
  SmallVector<Extent> shape = core.extents(x);
  SmallVector<int64_t> starts(shape.size(), 0);
  auto part = [&](int64_t start, int64_t length) {
    starts.back() = start;
    shape.back() = length;
    return core.slice(x, starts, shape);
  };
  Value first = part(0, half), second = part(half, half);
  shape.back() = half;
  cos = core.broadcast(cos, shape);
  sin = core.broadcast(sin, shape);
  SmallVector<Value> parts = {
      core.sub(core.mul(first, cos), core.mul(second, sin)),
      core.add(core.mul(second, cos), core.mul(first, sin))};
  if (2 * half < size)
    parts.push_back(part(2 * half, size - 2 * half));
  return core.concat(parts, typeOf(x).getRank() - 1);
}

/// Query and key heads side by side, [..., T, Hq + Hkv, D], where the tables
/// have an extent of 1 for the heads.
static Value rotatePacked(CoreOps &core, const AttentionConfig &config,
                          ValueRange args) {
  Value qkv = args[0];
  int64_t last = typeOf(qkv).getRank() - 1;
  int64_t width = config.queryWidth() + config.keyValueWidth();
  SmallVector<Extent> shape = core.extents(qkv);
  SmallVector<int64_t> starts(shape.size(), 0);
  shape[last] = width;
  Value turned = core.slice(qkv, starts, shape);
  starts[last] = width;
  shape[last] = config.keyValueWidth();
  Value values = core.slice(qkv, starts, shape);

  SmallVector<Extent> heads = shape;
  heads[last] = config.queryHeads + config.keyValueHeads;
  heads.push_back(config.headDim);
  auto acrossHeads = [&](Value table) {
    return core.reshape(
        table, {core.extent(table, 0), 1, typeOf(table).getDimSize(1)});
  };
  turned = rotate(core, core.reshape(turned, heads), acrossHeads(args[1]),
                  acrossHeads(args[2]));
  shape[last] = width;
  return core.concat({core.reshape(turned, shape), values}, last);
}

//===----------------------------------------------------------------------===//
// Functionals
//===----------------------------------------------------------------------===//

Tensor functional::applyRope(Emitter &emitter, Tensor x, Tensor cos,
                             Tensor sin) {
  Operand heads{"x", x}, cosines{"cos", cos}, sines{"sin", sin};
  OperandChecks check(emitter, "apply_rope", {heads, cosines, sines});
  check.isFloat(heads);
  check.rankIsOneOf(heads, 3, 4);
  check.extentIsStatic(heads, x.getRank() - 1);
  checkTables(check, heads, -2, x.getExtent(-1), cosines, sines);
  if (!check.passed())
    return {};
  return emitter.composite(
      "apply_rope", {}, {x, cos, sin}, [](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{rotate(core, args[0], args[1], args[2])};
      })[0];
}

Tensor functional::applyRopeQkvPacked(Emitter &emitter,
                                      const AttentionConfig &config, Tensor qkv,
                                      Tensor cos, Tensor sin) {
  Operand packed{"qkv", qkv}, cosines{"cos", cos}, sines{"sin", sin};
  OperandChecks check(emitter, "apply_rope_qkv_packed",
                      {packed, cosines, sines});
  checkPacked(check, config, packed);
  checkTables(check, packed, -2, config.headDim, cosines, sines);
  if (!check.passed())
    return {};
  return emitter.composite(
      "apply_rope_qkv_packed", headEntries(emitter.getBuilder(), config),
      {qkv, cos, sin}, [&](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{rotatePacked(core, config, args)};
      })[0];
}

RotatedPair functional::applyRopeQK(Emitter &emitter, Tensor query, Tensor key,
                                    Tensor cos, Tensor sin) {
  return {applyRope(emitter, query, cos, sin),
          applyRope(emitter, key, cos, sin)};
}
