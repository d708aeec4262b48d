//===- Pooling.cpp - Windows of images to one value -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Pooling.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

namespace {

/// The attributes of `ptir.reduce_window` over NHWC.
struct Window {
  explicit Window(const Pool2dConfig &config)
      : window{1, config.window[0], config.window[1], 1},
        strides{1, config.stride[0], config.stride[1], 1},
        padding{0,
                0,
                config.padding.top,
                config.padding.bottom,
                config.padding.left,
                config.padding.right,
                0,
                0} {}

  ReduceWindow rule() const { return {window, strides, ones, ones, padding}; }

  Value reduce(CoreOps &core, ReduceKind kind, Value x) const {
    auto type = cast<RankedTensorType>(x.getType());
    ShapeResult shape = reduceWindowShape(type.getShape(), rule());
    return ReduceWindowOp::create(core.getBuilder(), x.getLoc(),
                                  type.clone(shape.shape), x, kind, window,
                                  strides, ones, ones, padding, TypeAttr());
  }

  std::array<int64_t, 4> window, strides;
  std::array<int64_t, 4> ones{1, 1, 1, 1};
  std::array<int64_t, 8> padding;
};

} // namespace

static bool checkPool(Emitter &emitter, StringRef name, Operand x,
                      const Pool2dConfig &config) {
  OperandChecks check(emitter, name, {x});
  check.isFloat(x);
  check.rankIs(x, 4);
  auto atLeast = [&](StringRef what, int64_t value, int64_t least) {
    check.require(value >= least, [&] {
      return ("expected " + what + " of at least " + Twine(least) + ", found " +
              Twine(value))
          .str();
    });
  };
  for (int axis : {0, 1}) {
    atLeast("window", config.window[axis], 1);
    atLeast("stride", config.stride[axis], 1);
  }
  const Padding2d &padding = config.padding;
  auto isBelowWindow = [&](int64_t value, int64_t window) {
    atLeast("padding", value, 0);
    check.require(value < window, [&] {
      return ("expected padding below the window (" + Twine(window) +
              "), found " + Twine(value))
          .str();
    });
  };
  for (int64_t value : {padding.top, padding.bottom})
    isBelowWindow(value, config.window[0]);
  for (int64_t value : {padding.left, padding.right})
    isBelowWindow(value, config.window[1]);
  if (!check.passed())
    return false;
  Window window(config);
  ShapeResult shape = reduceWindowShape(x.tensor.getShape(), window.rule());
  check.require(shape.ok(), [&] { return shape.error; });
  for (int64_t axis : {1, 2})
    check.require(!check.passed() || shape.shape[axis] != 0, [&] {
      return ("expected the window (" + Twine(config.window[axis - 1]) +
              ") to fit into the padded extent " + Twine(axis) + " of x (" +
              Twine(x.tensor.getExtent(axis)) + ")")
          .str();
    });
  return check.passed();
}

Tensor functional::maxPool2d(Emitter &emitter, Tensor x,
                             const Pool2dConfig &config) {
  if (!checkPool(emitter, "max_pool2d", {"x", x}, config))
    return {};
  return emitter.bare("max_pool2d", {x}, [&](CoreOps &core, ValueRange args) {
    return SmallVector<Value>{
        Window(config).reduce(core, ReduceKind::Max, args[0])};
  })[0];
}

/// How many pixels each window holds, [1, OH, OW, 1].
static Value countPixels(CoreOps &core, Value x, const Window &window) {
  Type element = cast<RankedTensorType>(x.getType()).getElementType();
  Value ones =
      core.broadcast(core.scalar(1, element), {Extent(1), core.extent(x, 1),
                                               core.extent(x, 2), Extent(1)});
  return window.reduce(core, ReduceKind::Sum, ones);
}

Tensor functional::avgPool2d(Emitter &emitter, Tensor x,
                             const Pool2dConfig &config, bool countIncludePad) {
  if (!checkPool(emitter, "avg_pool2d", {"x", x}, config))
    return {};
  Builder &builder = emitter.getBuilder();
  Window window(config);
  return emitter.composite(
      "avg_pool2d",
      {builder.getNamedAttr("count_include_pad",
                            builder.getBoolAttr(countIncludePad)),
       builder.getNamedAttr(
           "padding",
           builder.getDenseI64ArrayAttr(ArrayRef(window.padding).slice(2, 4))),
       builder.getNamedAttr("stride",
                            builder.getDenseI64ArrayAttr(config.stride)),
       builder.getNamedAttr("window",
                            builder.getDenseI64ArrayAttr(config.window))},
      {x}, [&](CoreOps &core, ValueRange args) {
        Value sums = window.reduce(core, ReduceKind::Sum, args[0]);
        if (countIncludePad) {
          double area = double(config.window[0]) * double(config.window[1]);
          return SmallVector<Value>{core.mul(sums, 1 / area)};
        }
        Value counts = countPixels(core, args[0], window);
        return SmallVector<Value>{
            core.div(sums, core.broadcastLike(counts, sums))};
      })[0];
}

Tensor functional::globalAvgPool(Emitter &emitter, Tensor x) {
  Operand image{"x", x};
  OperandChecks check(emitter, "global_avg_pool", {image});
  check.isFloat(image);
  check.rankIs(image, 4);
  for (int64_t axis : {1, 2})
    check.require(x.getExtent(axis) != 0, [&] {
      return ("expected at least one position along extent " + Twine(axis) +
              " of x, found none")
          .str();
    });
  if (!check.passed())
    return {};
  return emitter.composite(
      "global_avg_pool", {}, {x}, [](CoreOps &core, ValueRange args) {
        Value x = args[0];
        auto type = cast<RankedTensorType>(x.getType());
        ShapeResult shape =
            reduceShape(type.getShape(), {1, 2}, /*keepdims=*/false);
        Value sums = ReduceOp::create(core.getBuilder(), x.getLoc(),
                                      type.clone(shape.shape), x,
                                      ReduceKind::Sum, ArrayRef<int64_t>{1, 2},
                                      /*keepdims=*/false, TypeAttr());
        Extent height = core.extent(x, 1), width = core.extent(x, 2);
        if (height.isStatic() && width.isStatic()) {
          double area = double(height.getSize()) * double(width.getSize());
          return SmallVector<Value>{core.mul(sums, 1 / area)};
        }
        Value area = core.mul(core.toTensor(height), core.toTensor(width));
        area = core.cast(area, type.getElementType());
        return SmallVector<Value>{
            core.div(sums, core.broadcastLike(area, sums))};
      })[0];
}
