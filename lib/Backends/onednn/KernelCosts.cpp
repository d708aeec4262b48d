//===- KernelCosts.cpp - How long kernels of oneDNN take ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelCosts.h"

using namespace mlir;
using namespace ptir;

/// Per nanosecond: floating-point operations, bytes of weights from memory,
/// bytes of transformed tiles in the cache, bytes reordered by generated code.
static constexpr double flopRate = 300, weightRate = 20, tileRate = 50,
                        reorderRate = 8;

/// Whether Winograd kernels have these steps: a sum, then relu.
static bool areWinogradSteps(DictionaryAttr config) {
  auto steps = config.getAs<ArrayAttr>("epilogue");
  if (!steps)
    return true;
  return llvm::all_of(steps.getAsRange<StringAttr>(), [](StringAttr step) {
    return step.getValue() == "sum" || step.getValue() == "relu";
  });
}

static bool isAll(DictionaryAttr config, StringRef name, int64_t value) {
  auto list = config.getAs<DenseI64ArrayAttr>(name);
  return list && llvm::all_of(list.asArrayRef(),
                              [&](int64_t each) { return each == value; });
}

std::optional<ConvolutionShape> ConvolutionShape::of(rt::CallOp call) {
  DictionaryAttr config = call.getConfig();
  auto result = cast<ShapedType>(call.getResult().getType());
  auto kernel = config.getAs<DenseI64ArrayAttr>("kernel");
  auto groups = config.getAs<IntegerAttr>("groups");
  auto filters = config.getAs<IntegerAttr>("filters");
  auto source = config.getAs<DenseI64ArrayAttr>("source");
  if (result.getRank() != 4 || !result.hasStaticShape() || !kernel || !groups ||
      !filters || !source)
    return std::nullopt;
  ConvolutionShape shape;
  shape.batch = result.getDimSize(0);
  shape.groups = groups.getInt();
  shape.channels = source[1] / shape.groups;
  shape.filters = filters.getInt();
  shape.outHeight = result.getDimSize(1);
  shape.outWidth = result.getDimSize(2);
  shape.kernelHeight = kernel[0];
  shape.kernelWidth = kernel[1];
  shape.fitsWinograd = shape.groups == 1 && isAll(config, "kernel", 3) &&
                       isAll(config, "stride", 1) &&
                       isAll(config, "dilation", 1) &&
                       isAll(config, "padding", 1) && areWinogradSteps(config);
  return shape;
}

int64_t ptir::directTime(const ConvolutionShape &shape) {
  double weights = double(shape.filters) * double(shape.channels) *
                   double(shape.kernelHeight) * double(shape.kernelWidth);
  double flops = 2 * weights * double(shape.batch) * double(shape.outHeight) *
                 double(shape.outWidth);
  return static_cast<int64_t>(flops / flopRate + 4 * weights / weightRate);
}

/// F(2x2, 3x3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural
/// Networks", arXiv 1509.09308: 16 products for a tile of 2x2 results, of
/// transformed images and weights.
int64_t ptir::winogradTime(const ConvolutionShape &shape) {
  constexpr double products = 16;
  double tiles = double(shape.batch) *
                 double(llvm::divideCeil(shape.outHeight, 2)) *
                 double(llvm::divideCeil(shape.outWidth, 2));
  double weights = products * double(shape.channels) * double(shape.filters);
  double flops = 2 * tiles * weights;
  double transformed =
      4 * 2 * tiles * products * double(shape.channels + shape.filters);
  return static_cast<int64_t>(flops / flopRate + transformed / tileRate +
                              4 * weights / weightRate);
}

/// What PTIR's own kernel reaches on one core, per nanosecond: floating-point
/// operations, bytes of weights from memory, bytes of transformed tiles.
static constexpr double ownFlopRate = 105, ownWeightRate = 22, ownTileRate = 50;

/// Weights are read while products are computed: the slower of the two counts.
static double streamedTime(double flops, double weights) {
  return std::max(flops / ownFlopRate, 4 * weights / ownWeightRate);
}

int64_t ptir::streamedDirectTime(const ConvolutionShape &shape) {
  double weights = double(shape.filters) * double(shape.channels) *
                   double(shape.kernelHeight) * double(shape.kernelWidth);
  return static_cast<int64_t>(
      streamedTime(2 * weights * double(shape.batch) * double(shape.outHeight) *
                       double(shape.outWidth),
                   weights));
}

int64_t ptir::streamedWinogradTime(const ConvolutionShape &shape,
                                   int64_t tile) {
  double points = double(tile + 2) * double(tile + 2);
  double tiles = double(llvm::divideCeil(shape.outHeight, tile)) *
                 double(llvm::divideCeil(shape.outWidth, tile));
  double weights = points * double(shape.channels) * double(shape.filters);
  // Written once and read once.
  double transformed =
      4 * 2 * tiles * points * double(shape.channels + shape.filters);
  return static_cast<int64_t>(
      double(shape.batch) *
      (streamedTime(2 * tiles * weights, weights) + transformed / ownTileRate));
}

int64_t ptir::reorderTime(int64_t elements) {
  return static_cast<int64_t>(2 * 4 * double(elements) / reorderRate);
}
