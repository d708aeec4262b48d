//===- ConvolutionImplementations.cpp - Convolution in other ways ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// conv2d has x[N, H, W, Ci], weight[Co, Ci / groups, KH, KW] and, if it has a
// bias, bias[Co]; its config holds dilation, groups, padding (top, bottom,
// left, right) and stride.
//
//===----------------------------------------------------------------------===//

#include "BuiltInImplementations.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

namespace {

/// A call of conv2d in the terms of its config.
struct Convolution {
  Convolution(ValueRange args, DictionaryAttr config)
      : x(args[0]), weight(args[1]), bias(args.size() == 3 ? args[2] : Value()),
        dilation(config.getAs<DenseI64ArrayAttr>("dilation").asArrayRef()),
        padding(config.getAs<DenseI64ArrayAttr>("padding").asArrayRef()),
        stride(config.getAs<DenseI64ArrayAttr>("stride").asArrayRef()),
        groups(config.getAs<IntegerAttr>("groups").getInt()) {
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(weight.getType()).getShape();
    kernels = shape[0];
    groupChannels = shape[1];
    height = shape[2];
    width = shape[3];
  }

  TypedAttr zero() const {
    return FloatAttr::get(getElementTypeOrSelf(x), 0.0);
  }

  Value addBias(CoreOps &core, Value y) const {
    return bias ? core.add(y, core.broadcastLike(bias, y)) : y;
  }

  Value x, weight, bias;
  ArrayRef<int64_t> dilation, padding, stride;
  int64_t groups, kernels, groupChannels, height, width;
};

} // namespace

//===----------------------------------------------------------------------===//
// One contraction over window and channels
//===----------------------------------------------------------------------===//

static Status supportsOneGroup(const FunctionalCall &call) {
  if (call.config.getAs<IntegerAttr>("groups").getInt() != 1)
    return Status::failure("groups = 1");
  return Status::success();
}

/// Patches [N, OH, OW, KH, KW, Ci] by weight[Co, Ci, KH, KW], whose order
/// stays.
static SmallVector<Value> contractPatches(CoreOps &core, ValueRange args,
                                          DictionaryAttr config) {
  Convolution conv(args, config);
  Value patches = ExtractPatchesOp::create(
      core.getBuilder(), conv.x.getLoc(), conv.x,
      ArrayRef<int64_t>{conv.height, conv.width}, conv.stride, conv.dilation,
      conv.padding, conv.zero());
  SmallVector<Extent> shape = core.extents(patches);
  shape.pop_back();
  shape.append(
      {Extent(conv.height), Extent(conv.width), Extent(conv.groupChannels)});
  Value sums = core.dot(core.reshape(patches, shape), conv.weight,
                        {{}, {}, {3, 4, 5}, {2, 3, 1}});
  return {conv.addBias(core, sums)};
}

//===----------------------------------------------------------------------===//
// A product for each position of the kernel
//===----------------------------------------------------------------------===//

/// Each position is a few ops of the program.
static constexpr int64_t mostTaps = 64;

static Status supportsTaps(const FunctionalCall &call) {
  Tensor x = call.operands[0], weight = call.operands[1];
  if (!x.getElementType().isF32() && !x.getElementType().isF64())
    return Status::failure("f32 or f64");
  if (ShapedType::isDynamic(x.getExtent(1)) ||
      ShapedType::isDynamic(x.getExtent(2)))
    return Status::failure("images of static height and width");
  if (weight.getExtent(2) == 0 || weight.getExtent(3) == 0 ||
      weight.getExtent(2) > mostTaps / weight.getExtent(3))
    return Status::failure("kernels of 1 to " + std::to_string(mostTaps) +
                           " positions");
  return Status::success();
}

namespace {

/// Sums x, shifted, by weight at each position; no window is ever copied.
class TapSum {
public:
  TapSum(CoreOps &core, const Convolution &conv)
      : core(core), conv(conv), builder(core.getBuilder()),
        location(conv.x.getLoc()) {
    ArrayRef<int64_t> pad = conv.padding;
    padded = conv.x;
    if (llvm::any_of(pad, [](int64_t size) { return size != 0; }))
      padded = PadOp::create(builder, location, conv.x,
                             ArrayRef<int64_t>{0, pad[0], pad[2], 0},
                             ArrayRef<int64_t>{0, pad[1], pad[3], 0},
                             ArrayRef<int64_t>{0, 0, 0, 0}, conv.zero());
    positions = core.extents(padded);
    positions.pop_back();
    int64_t sizes[] = {conv.height, conv.width};
    for (int axis : {0, 1})
      positions[axis + 1] = (positions[axis + 1].getSize() -
                             (sizes[axis] - 1) * conv.dilation[axis] - 1) /
                                conv.stride[axis] +
                            1;
  }

  Value run() {
    bool isDepthwise = conv.groupChannels == 1 && conv.kernels == conv.groups;
    Value sum;
    for (int64_t row = 0; row < conv.height; ++row)
      for (int64_t column = 0; column < conv.width; ++column) {
        Value product = isDepthwise        ? scale(row, column)
                        : conv.groups == 1 ? multiply(row, column)
                                           : multiplyGroups(row, column);
        sum = sum ? core.add(sum, product) : product;
      }
    if (!isDepthwise && conv.groups != 1)
      sum = core.transpose(sum, {1, 2, 3, 0, 4});
    return isDepthwise ? sum : core.reshape(sum, perPosition({conv.kernels}));
  }

private:
  /// [N, OH, OW], then `extents`.
  SmallVector<Extent> perPosition(ArrayRef<int64_t> extents) const {
    SmallVector<Extent> shape = positions;
    shape.append(extents.begin(), extents.end());
    return shape;
  }

  /// What the position sees of x, [N, OH, OW, Ci].
  Value shifted(int64_t row, int64_t column) {
    int64_t channels = conv.groups * conv.groupChannels;
    SmallVector<Value> dims;
    if (!positions[0].isStatic())
      dims.push_back(positions[0].getValue());
    return SliceOp::create(
        builder, location, padded, dims,
        builder.getDenseI64ArrayAttr(
            {0, row * conv.dilation[0], column * conv.dilation[1], 0}),
        builder.getDenseI64ArrayAttr(
            {positions[0].isStatic() ? positions[0].getSize() : -1,
             positions[1].getSize(), positions[2].getSize(), channels}),
        builder.getDenseI64ArrayAttr({1, conv.stride[0], conv.stride[1], 1}));
  }

  /// The weights of the position under another shape.
  Value tap(int64_t row, int64_t column, ArrayRef<Extent> shape) {
    Value part = core.slice(conv.weight, {0, 0, row, column},
                            {conv.kernels, conv.groupChannels, 1, 1});
    return core.reshape(part, shape);
  }

  /// [N, OH, OW, Co].
  Value scale(int64_t row, int64_t column) {
    Value x = shifted(row, column);
    return core.mul(x, core.broadcastLike(tap(row, column, {conv.kernels}), x));
  }

  /// [N * OH * OW, Co].
  Value multiply(int64_t row, int64_t column) {
    return core.dot(core.flattenRows(shifted(row, column)),
                    tap(row, column, {conv.kernels, conv.groupChannels}),
                    {{}, {}, {1}, {1}});
  }

  /// [groups, N, OH, OW, Co / groups].
  Value multiplyGroups(int64_t row, int64_t column) {
    Value x = core.reshape(shifted(row, column),
                           perPosition({conv.groups, conv.groupChannels}));
    Value matrices =
        tap(row, column,
            {conv.groups, conv.kernels / conv.groups, conv.groupChannels});
    return core.dot(x, matrices, {{3}, {0}, {4}, {2}});
  }

  CoreOps &core;
  const Convolution &conv;
  OpBuilder &builder;
  Location location;
  Value padded;
  SmallVector<Extent> positions; // [N, OH, OW]
};

} // namespace

static SmallVector<Value> sumTaps(CoreOps &core, ValueRange args,
                                  DictionaryAttr config) {
  Convolution conv(args, config);
  return {conv.addBias(core, TapSum(core, conv).run())};
}

void functional::appendConvolutionImplementations(
    std::vector<FunctionalImplementation> &list) {
  list.push_back({"conv2d", "contract_patches",
                  "one contraction over window and channels", supportsOneGroup,
                  implementBy("contract_patches", contractPatches)});
  list.push_back({"conv2d", "kernel_taps",
                  "a product with x, shifted, for each position of the kernel",
                  supportsTaps, implementBy("kernel_taps", sumTaps)});
}
