//===- Shape.cpp - Elements moved, none computed --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Shape.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// `shape` with kDynamic for what is known at run time.
static SmallVector<int64_t> staticShape(ArrayRef<Extent> shape) {
  return llvm::map_to_vector(
      shape, [](const Extent &extent) { return extent.getSize(); });
}

/// Extents are not negative and, at run time, of the type of extents.
static void areExtents(OperandChecks &check, ArrayRef<Extent> shape) {
  for (const Extent &extent : shape)
    check.require(extent.isStatic() ? extent.getSize() >= 0
                                    : isExtentType(extent.getValue().getType()),
                  [&] {
                    return extent.isStatic()
                               ? "expected extents of at least 0, found " +
                                     std::to_string(extent.getSize())
                               : "expected extents of type tensor<si64>, "
                                 "found " +
                                     printed(extent.getValue().getType());
                  });
}

/// x and the extents that are known at run time, as operands of one call.
static SmallVector<Tensor> withExtents(Tensor x, ArrayRef<Extent> shape) {
  SmallVector<Tensor> operands = {x};
  for (const Extent &extent : shape)
    if (!extent.isStatic())
      operands.push_back(extent.getValue());
  return operands;
}

/// `shape` in terms of the arguments of a decomposition over withExtents.
static SmallVector<Extent> replaceExtents(ArrayRef<Extent> shape,
                                          ValueRange args) {
  SmallVector<Extent> replaced;
  size_t next = 1;
  for (const Extent &extent : shape)
    replaced.push_back(extent.isStatic() ? extent : Extent(args[next++]));
  return replaced;
}

Extent functional::extentOf(Emitter &emitter, Tensor x, int64_t axis) {
  OperandChecks check(emitter, "extent_of", {{"x", x}});
  check.axisInRange({"x", x}, axis);
  if (!check.passed())
    return 0;
  return CoreOps(emitter.getBuilder(), emitter.getLoc())
      .extent(x.getValue(), *normalizeAxis(axis, x.getRank()));
}

Tensor functional::reshape(Emitter &emitter, Tensor x, ArrayRef<Extent> shape) {
  OperandChecks check(emitter, "reshape", {{"x", x}});
  check.require(!shape.empty(), [] {
    return std::string("expected a shape of rank at least 1, found rank 0");
  });
  areExtents(check, shape);
  ShapeResult rule = reshapeShape(x.getShape(), staticShape(shape));
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  return emitter.bare("reshape", withExtents(x, shape),
                      [&](CoreOps &core, ValueRange args) {
                        return SmallVector<Value>{
                            core.reshape(args[0], replaceExtents(shape, args))};
                      })[0];
}

Tensor functional::flattenRows(Emitter &emitter, Tensor x) {
  OperandChecks check(emitter, "flatten_rows", {{"x", x}});
  check.rankAtLeast({"x", x}, 1);
  check.extentIsStatic({"x", x}, x.getRank() - 1);
  if (!check.passed())
    return {};
  return emitter.bare("flatten_rows", {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{core.flattenRows(args[0])};
  })[0];
}

Tensor functional::transpose(Emitter &emitter, Tensor x,
                             ArrayRef<int64_t> perm) {
  OperandChecks check(emitter, "transpose", {{"x", x}});
  ShapeResult rule = transposeShape(x.getShape(), perm);
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  return emitter.bare("transpose", {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{core.transpose(args[0], perm)};
  })[0];
}

Tensor functional::broadcastTo(Emitter &emitter, Tensor x,
                               ArrayRef<Extent> shape) {
  OperandChecks check(emitter, "broadcast_to", {{"x", x}});
  areExtents(check, shape);
  ShapeResult rule = broadcastShape(x.getShape(), staticShape(shape));
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  return emitter.bare("broadcast_to", withExtents(x, shape),
                      [&](CoreOps &core, ValueRange args) {
                        return SmallVector<Value>{core.broadcast(
                            args[0], replaceExtents(shape, args))};
                      })[0];
}

Tensor functional::concatAlongAxis(Emitter &emitter, Tensor lhs, Tensor rhs,
                                   int64_t axis) {
  OperandChecks check(emitter, "concat_along_axis",
                      {{"lhs", lhs}, {"rhs", rhs}});
  check.sameElementType({"rhs", rhs}, {"lhs", lhs});
  check.axisInRange({"lhs", lhs}, axis);
  ShapeResult rule = concatShape({lhs.getShape(), rhs.getShape()}, axis);
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  axis = *normalizeAxis(axis, lhs.getRank());
  return emitter.bare(
      "concat_along_axis", {lhs, rhs}, [&](CoreOps &core, ValueRange args) {
        return SmallVector<Value>{core.concat({args[0], args[1]}, axis)};
      })[0];
}

Tensor functional::sliceAlongAxis(Emitter &emitter, Tensor x, int64_t axis,
                                  int64_t start, int64_t length) {
  OperandChecks check(emitter, "slice_along_axis", {{"x", x}});
  check.axisInRange({"x", x}, axis);
  int64_t extent = x.getExtent(axis);
  check.require(
      start >= 0 && length >= 0 &&
          (ShapedType::isDynamic(extent) ||
           (start <= extent && length <= extent - start)),
      [&] {
        return ("expected a slice inside of extent " +
                (ShapedType::isDynamic(extent) ? Twine("?") : Twine(extent)) +
                ", found start " + Twine(start) + " and length " +
                Twine(length))
            .str();
      });
  if (!check.passed())
    return {};
  axis = *normalizeAxis(axis, x.getRank());
  return emitter.bare(
      "slice_along_axis", {x}, [&](CoreOps &core, ValueRange args) {
        SmallVector<int64_t> starts(x.getRank(), 0);
        SmallVector<Extent> sizes = core.extents(args[0]);
        starts[axis] = start;
        sizes[axis] = Extent(length);
        return SmallVector<Value>{core.slice(args[0], starts, sizes)};
      })[0];
}

SmallVector<Tensor> functional::split(Emitter &emitter, Tensor x, int64_t axis,
                                      ArrayRef<int64_t> sizes) {
  OperandChecks check(emitter, "split", {{"x", x}});
  check.axisInRange({"x", x}, axis);
  int64_t place = normalizeAxis(axis, x.getRank()).value_or(0);
  check.extentIsStatic({"x", x}, place);
  int64_t left = x.getExtent(place);
  bool fits = !sizes.empty();
  for (int64_t size : sizes) {
    fits &= size >= 0 && size <= left;
    left -= fits ? size : 0;
  }
  check.require(fits && left == 0, [&] {
    return ("expected sizes of at least 0 that add up to extent " +
            Twine(place) + " of x (" + Twine(x.getExtent(place)) + "), found " +
            formatShape(sizes))
        .str();
  });
  if (!check.passed())
    return SmallVector<Tensor>(sizes.size());
  return emitter.bare("split", {x}, [&](CoreOps &core, ValueRange args) {
    SmallVector<Value> parts;
    SmallVector<int64_t> starts(x.getRank(), 0);
    SmallVector<Extent> extents = core.extents(args[0]);
    for (int64_t size : sizes) {
      extents[place] = Extent(size);
      parts.push_back(core.slice(args[0], starts, extents));
      starts[place] += size;
    }
    return parts;
  });
}

static TypedAttr numberOf(double number, Type element) {
  if (isa<FloatType>(element))
    return FloatAttr::get(element, number);
  return IntegerAttr::get(element, static_cast<int64_t>(number));
}

Tensor functional::pad(Emitter &emitter, Tensor x, ArrayRef<int64_t> low,
                       ArrayRef<int64_t> high, double value) {
  OperandChecks check(emitter, "pad", {{"x", x}});
  check.isReal({"x", x});
  check.fitsElement({"x", x}, value, "an integer value");
  SmallVector<int64_t> interior(x.getRank(), 0);
  ShapeResult rule = padShape(x.getShape(), low, high, interior);
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  return emitter.bare("pad", {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{
        core.pad(args[0], low, high, numberOf(value, x.getElementType()))};
  })[0];
}

Tensor functional::dynamicIndexAlongAxis(Emitter &emitter, Tensor x,
                                         Tensor index, int64_t axis) {
  Operand base{"x", x}, place{"index", index};
  OperandChecks check(emitter, "dynamic_index_along_axis", {base, place});
  check.axisInRange(base, axis);
  check.rankIs(place, 0);
  check.isIndex(place, /*wide=*/true);
  check.require(x.getExtent(axis) != 0, [&] {
    return ("expected a non-empty axis " + Twine(axis) +
            " of x, found extent "
            "0")
        .str();
  });
  if (!check.passed())
    return {};
  axis = *normalizeAxis(axis, x.getRank());
  return emitter.bare(
      "dynamic_index_along_axis", {x, index},
      [&](CoreOps &core, ValueRange args) {
        Value start = core.startAlongAxis(args[1], axis, x.getRank());
        SmallVector<Extent> sizes = core.extents(args[0]);
        sizes[axis] = Extent(1);
        return SmallVector<Value>{core.dynamicSlice(args[0], start, sizes)};
      })[0];
}

Tensor functional::dynamicUpdateSliceInto(Emitter &emitter, Tensor base,
                                          Tensor update, Tensor starts) {
  Operand box{"update", update}, place{"starts", starts};
  OperandChecks check(emitter, "dynamic_update_slice_into",
                      {{"base", base}, box, place});
  check.sameElementType(box, {"base", base});
  check.rankIs(place, 1);
  check.isIndex(place, /*wide=*/false);
  check.staticExtentIs(place, 0, base.getRank(), "the rank of base");
  ShapeResult rule = dynamicUpdateSliceShape(base.getShape(), update.getShape(),
                                             starts.getShape());
  check.require(rule.ok(), [&] { return rule.error; });
  if (!check.passed())
    return {};
  return emitter.bare("dynamic_update_slice_into", {base, update, starts},
                      [](CoreOps &core, ValueRange args) {
                        return SmallVector<Value>{
                            core.dynamicUpdateSlice(args[0], args[1], args[2])};
                      })[0];
}
