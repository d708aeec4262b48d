//===- Convolution.cpp - Two-dimensional convolution ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One group is a product of matrices: the windows of all positions as rows,
// times the kernels as rows. Depthwise, where such a product would have one
// column, every window is multiplied by the kernel of its channel and summed.
// Other groups are a batch of products.
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Convolution.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static std::array<int64_t, 4> listOf(const Padding2d &padding) {
  return {padding.top, padding.bottom, padding.left, padding.right};
}

static void atLeast(OperandChecks &check, StringRef what,
                    ArrayRef<int64_t> values, int64_t least) {
  for (int64_t value : values)
    check.require(value >= least, [&] {
      return ("expected " + what + " of at least " + Twine(least) + ", found " +
              Twine(value))
          .str();
    });
}

static void checkChannels(OperandChecks &check, Operand x, Operand weight,
                          int64_t groups) {
  check.extentIsStatic(x, 3);
  for (int64_t axis = 0; axis < 4; ++axis)
    check.extentIsStatic(weight, axis);
  atLeast(check, "groups", groups, 1);
  int64_t channels = x.tensor.getExtent(3);
  auto isMultiple = [&](StringRef what, int64_t extent) {
    check.require(!check.passed() || extent % groups == 0, [&] {
      return ("expected the " + what + " (" + Twine(extent) +
              ") to be a multiple of groups (" + Twine(groups) + ")")
          .str();
    });
  };
  isMultiple("channels of x", channels);
  if (check.passed())
    check.extentIs(weight, 1, channels / groups, "the channels of x per group");
  isMultiple("kernels of weight", weight.tensor.getExtent(0));
}

static bool checkConv2d(Emitter &emitter, Operand x, Operand weight,
                        Operand bias, const Conv2dConfig &config) {
  SmallVector<Operand> operands = {x, weight};
  if (bias.tensor)
    operands.push_back(bias);
  OperandChecks check(emitter, "conv2d", operands);
  check.isFloat(x);
  check.rankIs(x, 4);
  check.sameElementType(weight, x);
  check.rankIs(weight, 4);
  checkChannels(check, x, weight, config.groups);
  if (bias.tensor) {
    check.sameElementType(bias, x);
    check.rankIs(bias, 1);
    check.staticExtentIs(bias, 0, weight.tensor.getExtent(0),
                         "the number of kernels");
  }
  atLeast(check, "stride", config.stride, 1);
  atLeast(check, "dilation", config.dilation, 1);
  atLeast(check, "padding", listOf(config.padding), 0);
  if (!check.passed())
    return false;
  ShapeResult windows = extractPatchesShape(
      x.tensor.getShape(),
      {weight.tensor.getShape().drop_front(2), config.stride, config.dilation,
       listOf(config.padding)});
  check.require(windows.ok(), [&] { return windows.error; });
  return check.passed();
}

namespace {

/// Builds the decomposition; everything was checked.
class Decomposer {
public:
  Decomposer(CoreOps &core, ValueRange args, const Conv2dConfig &config)
      : core(core), config(config), x(args[0]), weight(args[1]) {
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(weight.getType()).getShape();
    kernels = shape[0];
    groupChannels = shape[1];
    height = shape[2];
    width = shape[3];
  }

  Value run() {
    if (config.groups == 1)
      return product();
    bool isDepthwise = groupChannels == 1 && kernels == config.groups;
    return isDepthwise ? depthwise() : batchOfProducts();
  }

private:
  /// [N, OH, OW, KH * KW * Ci].
  Value windows() {
    bool isIdentity = height == 1 && width == 1 && config.padding.isNone() &&
                      config.stride == std::array<int64_t, 2>{1, 1};
    if (isIdentity)
      return x;
    Type element = cast<RankedTensorType>(x.getType()).getElementType();
    Builder &builder = core.getBuilder();
    return ExtractPatchesOp::create(
        core.getBuilder(), x.getLoc(), x, ArrayRef<int64_t>{height, width},
        config.stride, config.dilation, listOf(config.padding),
        cast<TypedAttr>(builder.getFloatAttr(element, 0.0)));
  }

  /// The positions [N, OH, OW] of `patches`, then `extents`.
  SmallVector<Extent> perPosition(Value patches, ArrayRef<int64_t> extents) {
    SmallVector<Extent> shape;
    for (int64_t axis = 0; axis < 3; ++axis)
      shape.push_back(core.extent(patches, axis));
    shape.append(extents.begin(), extents.end());
    return shape;
  }

  Value product() {
    Value patches = windows();
    int64_t depth = height * width * groupChannels;
    Value rows = core.flattenRows(patches);
    Value matrix = core.reshape(core.transpose(weight, {0, 2, 3, 1}),
                                {Extent(kernels), Extent(depth)});
    Value sums = core.dot(rows, matrix, {{}, {}, {1}, {1}});
    return core.reshape(sums, perPosition(patches, {kernels}));
  }

  Value depthwise() {
    Value patches = windows();
    Value split =
        core.reshape(patches, perPosition(patches, {height, width, kernels}));
    Value kernel =
        core.reshape(core.transpose(weight, {1, 2, 3, 0}),
                     {Extent(height), Extent(width), Extent(kernels)});
    Value scaled = core.mul(split, core.broadcastLike(kernel, split));
    auto type = cast<RankedTensorType>(scaled.getType());
    ShapeResult shape =
        reduceShape(type.getShape(), {3, 4}, /*keepdims=*/false);
    return ReduceOp::create(core.getBuilder(), x.getLoc(),
                            type.clone(shape.shape), scaled, ReduceKind::Sum,
                            ArrayRef<int64_t>{3, 4}, /*keepdims=*/false,
                            TypeAttr());
  }

  Value batchOfProducts() {
    Value patches = windows();
    int64_t groups = config.groups, area = height * width;
    Value split = core.reshape(
        patches, perPosition(patches, {area, groups, groupChannels}));
    Value matrices =
        core.reshape(weight, {Extent(groups), Extent(kernels / groups),
                              Extent(groupChannels), Extent(area)});
    // [G, N, OH, OW, Co / G].
    Value sums = core.dot(split, matrices, {{4}, {0}, {3, 5}, {3, 2}});
    return core.reshape(core.transpose(sums, {1, 2, 3, 0, 4}),
                        perPosition(patches, {kernels}));
  }

  CoreOps &core;
  const Conv2dConfig &config;
  Value x, weight;
  int64_t kernels, groupChannels, height, width;
};

} // namespace

Tensor functional::conv2d(Emitter &emitter, Tensor x, Tensor weight,
                          Tensor bias, const Conv2dConfig &config) {
  if (!checkConv2d(emitter, {"x", x}, {"weight", weight}, {"bias", bias},
                   config))
    return {};
  Builder &builder = emitter.getBuilder();
  SmallVector<Tensor> operands = {x, weight};
  if (bias)
    operands.push_back(bias);
  return emitter.composite(
      "conv2d",
      {builder.getNamedAttr("dilation",
                            builder.getDenseI64ArrayAttr(config.dilation)),
       builder.getNamedAttr("groups", builder.getI64IntegerAttr(config.groups)),
       builder.getNamedAttr(
           "padding", builder.getDenseI64ArrayAttr(listOf(config.padding))),
       builder.getNamedAttr("stride",
                            builder.getDenseI64ArrayAttr(config.stride))},
      operands, [&](CoreOps &core, ValueRange args) {
        Value y = Decomposer(core, args, config).run();
        if (args.size() == 3)
          y = core.add(y, core.broadcastLike(args[2], y));
        return SmallVector<Value>{y};
      })[0];
}
