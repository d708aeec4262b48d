//===- Reduction.cpp - Many elements to one -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Reduction.h"

#include "OperandChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static Type elementOf(Value x) {
  return cast<RankedTensorType>(x.getType()).getElementType();
}

/// In the type that sums of its elements are built in.
static Value widen(CoreOps &core, Value x) {
  Type element = elementOf(x);
  Type wide = getDefaultAccumulatorType(element, element);
  return element == wide ? x : core.cast(x, wide);
}

static Value narrow(CoreOps &core, Value x, Type element) {
  return elementOf(x) == element ? x : core.cast(x, element);
}

/// How many elements the axes of x have together, as a number of `element`.
static Value countAlong(CoreOps &core, Value x, ArrayRef<int64_t> axes,
                        Type element) {
  int64_t known = 1;
  Value product;
  for (int64_t axis : axes) {
    Extent extent = core.extent(x, axis);
    if (extent.isStatic())
      known *= extent.getSize();
    else
      product =
          product ? core.mul(product, extent.getValue()) : extent.getValue();
  }
  if (!product)
    return core.scalar(static_cast<double>(known), element);
  if (known != 1)
    product = core.mul(product, core.toTensor(known));
  return core.cast(product, element);
}

static Value average(CoreOps &core, Value x, ArrayRef<int64_t> axes,
                     bool keepDims) {
  Value sum = core.reduce(ReduceKind::Sum, x, axes, keepDims);
  Value count = countAlong(core, x, axes, elementOf(x));
  return core.div(sum, core.broadcastLike(count, sum));
}

Tensor functional::mean(Emitter &emitter, Tensor x, ArrayRef<int64_t> axes,
                        bool keepDims) {
  OperandChecks check(emitter, "mean", {{"x", x}});
  check.isFloat({"x", x});
  check.require(!axes.empty(), [] {
    return std::string("expected at least one axis, found none");
  });
  for (int64_t axis : axes)
    check.axisInRange({"x", x}, axis);
  ShapeResult rule = reduceShape(x.getShape(), axes, keepDims);
  check.require(rule.ok(), [&] { return rule.error; });
  check.require(
      getNumElements(x.getShape()) || !x.getType().hasStaticShape(), [&] {
        return "expected a number of elements that fits in 63 bits, found " +
               formatShape(x.getShape());
      });
  if (!check.passed())
    return {};
  SmallVector<int64_t> normal = llvm::map_to_vector(
      axes, [&](int64_t axis) { return *normalizeAxis(axis, x.getRank()); });
  llvm::sort(normal);
  Builder &builder = emitter.getBuilder();
  return emitter.composite(
      "mean",
      {builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr(normal)),
       builder.getNamedAttr("keep_dims", builder.getBoolAttr(keepDims))},
      {x}, [&](CoreOps &core, ValueRange args) {
        Value result = average(core, widen(core, args[0]), normal, keepDims);
        return SmallVector<Value>{narrow(core, result, x.getElementType())};
      })[0];
}

Tensor functional::argmax(Emitter &emitter, Tensor x, int64_t axis,
                          bool keepDims) {
  OperandChecks check(emitter, "argmax", {{"x", x}});
  check.isReal({"x", x});
  check.axisInRange({"x", x}, axis);
  check.require(x.getExtent(axis) != 0, [&] {
    return ("expected a non-empty axis " + Twine(axis) +
            " of x, found extent 0")
        .str();
  });
  if (!check.passed())
    return {};
  axis = *normalizeAxis(axis, x.getRank());
  Type index = getExtentType(x.getType().getContext()).getElementType();
  return emitter.bare("argmax", {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{core.argmax(args[0], axis, keepDims, index)};
  })[0];
}

Tensor functional::crossEntropy(Emitter &emitter, Tensor logits,
                                Tensor targets) {
  Operand scores{"logits", logits}, classes{"targets", targets};
  OperandChecks check(emitter, "cross_entropy", {scores, classes});
  check.isFloat(scores);
  check.rankIs(scores, 2);
  check.isIndex(classes, /*wide=*/true);
  check.rankIs(classes, 1);
  check.extentIs(classes, 0, logits.getExtent(0),
                 "the number of rows of logits");
  check.require(logits.getExtent(1) != 0, [] {
    return std::string("expected logits of at least one class, found none");
  });
  if (!check.passed())
    return {};
  return emitter.composite(
      "cross_entropy", {}, {logits, targets},
      [&](CoreOps &core, ValueRange args) {
        Value x = widen(core, args[0]);
        Value max = core.reduce(ReduceKind::Max, x, 1);
        Value shifted = core.sub(x, core.broadcastLike(max, x));
        Value sum = core.reduce(ReduceKind::Sum, core.unary<ExpOp>(shifted), 1);
        Value column = core.reshape(args[1], {core.extent(args[0], 0), 1});
        Value picked = core.gather(shifted, column, 1);
        Value losses = core.sub(core.unary<LogOp>(sum), picked);
        Value result = average(core, losses, {0, 1}, /*keepDims=*/false);
        return SmallVector<Value>{
            narrow(core, result, logits.getElementType())};
      })[0];
}
