//===- Networks.cpp - The products and convolutions of models -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Networks.h"

using namespace ptir::bench;

std::vector<int64_t> Layer::inputDims() const {
  if (kind == Kind::Convolution)
    return {1, size, size, inputs};
  return {rows, inner};
}

std::vector<int64_t> Layer::weightDims() const {
  if (kind == Kind::Convolution)
    return {outputs, inputs / groups, window, window};
  if (kind == Kind::TransposedProduct)
    return {columns, inner};
  return {inner, columns};
}

std::vector<int64_t> Layer::outputDims() const {
  if (kind == Kind::Convolution)
    return {1, outputSize(), outputSize(), outputs};
  return {rows, columns};
}

int64_t Layer::terms() const {
  return kind == Kind::Convolution ? inputs / groups * window * window : inner;
}

double Layer::operations() const {
  return 2.0 * static_cast<double>(elementCount(outputDims())) *
         static_cast<double>(terms());
}

int64_t ptir::bench::elementCount(const std::vector<int64_t> &dims) {
  int64_t count = 1;
  for (int64_t extent : dims)
    count *= extent;
  return count;
}

namespace {

/// Appends layers, numbered and named after their shapes.
class NetworkBuilder {
public:
  explicit NetworkBuilder(std::string name) { network.name = std::move(name); }

  void product(int64_t rows, int64_t inner, int64_t columns,
               Layer::Kind kind = Layer::Kind::Product) {
    Layer layer{kind, "", rows, inner, columns};
    append(std::move(layer), std::to_string(rows) + "x" +
                                 std::to_string(inner) + "x" +
                                 std::to_string(columns));
  }

  /// Returns the height of the output.
  int64_t convolution(int64_t size, int64_t inputs, int64_t outputs,
                      int64_t window, int64_t stride, int64_t groups = 1) {
    Layer layer{Layer::Kind::Convolution};
    layer.inputs = inputs;
    layer.outputs = outputs;
    layer.size = size;
    layer.window = window;
    layer.stride = stride;
    layer.groups = groups;
    int64_t after = layer.outputSize();
    append(std::move(layer),
           std::to_string(window) + "x" + std::to_string(window) + "/" +
               std::to_string(stride) + (groups > 1 ? "_depthwise_" : "_") +
               std::to_string(size) + "x" + std::to_string(size) + "_" +
               std::to_string(inputs) + "-" + std::to_string(outputs));
    return after;
  }

  Network finish() { return std::move(network); }

private:
  void append(Layer layer, const std::string &shape) {
    std::string number = std::to_string(network.layers.size());
    layer.name =
        std::string(number.size() < 2 ? "0" : "") + number + "_" + shape;
    network.layers.push_back(std::move(layer));
  }

  Network network;
};

} // namespace

/// Stages of blocks of two convolutions of 3x3; `projects` where a block that
/// changes the shape has a convolution in its shortcut.
static int64_t addStages(NetworkBuilder &builder, int64_t size,
                         int64_t channels,
                         const std::vector<std::pair<int64_t, int>> &stages,
                         bool projects) {
  for (auto [width, blocks] : stages)
    for (int block = 0; block < blocks; ++block) {
      int64_t stride = block == 0 && width != channels ? 2 : 1;
      int64_t before = size;
      size = builder.convolution(size, channels, width, 3, stride);
      builder.convolution(size, width, width, 3, 1);
      if (projects && stride == 2)
        builder.convolution(before, channels, width, 1, stride);
      channels = width;
    }
  return channels;
}

static Network resnet20() {
  NetworkBuilder builder("resnet20");
  int64_t size = builder.convolution(32, 3, 16, 3, 1);
  builder.product(
      1, addStages(builder, size, 16, {{16, 3}, {32, 3}, {64, 3}}, false), 10);
  return builder.finish();
}

static Network resnet34() {
  NetworkBuilder builder("resnet34");
  // A pooling halves what the stem gives.
  int64_t size = builder.convolution(224, 3, 64, 7, 2) / 2;
  int64_t channels = addStages(builder, size, 64,
                               {{64, 3}, {128, 4}, {256, 6}, {512, 3}}, true);
  builder.product(1, channels, 1000);
  return builder.finish();
}

static Network mobilenetV2() {
  struct Stage {
    int64_t expansion, width;
    int blocks;
    int64_t stride;
  };
  NetworkBuilder builder("mobilenet_v2");
  int64_t size = builder.convolution(224, 3, 32, 3, 2), channels = 32;
  for (Stage stage : {Stage{1, 16, 1, 1},
                      {6, 24, 2, 2},
                      {6, 32, 3, 2},
                      {6, 64, 4, 2},
                      {6, 96, 3, 1},
                      {6, 160, 3, 2},
                      {6, 320, 1, 1}})
    for (int block = 0; block < stage.blocks; ++block) {
      int64_t inner = channels * stage.expansion;
      if (stage.expansion > 1)
        builder.convolution(size, channels, inner, 1, 1);
      size = builder.convolution(size, inner, inner, 3,
                                 block ? 1 : stage.stride, inner);
      builder.convolution(size, inner, stage.width, 1, 1);
      channels = stage.width;
    }
  builder.convolution(size, channels, 1280, 1, 1);
  builder.product(1, 1280, 1000);
  return builder.finish();
}

static Network gpt2(const std::string &name, int64_t tokens) {
  NetworkBuilder builder(name);
  for (int layer = 0; layer < 12; ++layer) {
    builder.product(tokens, 768, 2304);
    builder.product(tokens, 768, 768);
    builder.product(tokens, 768, 3072);
    builder.product(tokens, 3072, 768);
  }
  builder.product(1, 768, 50257, Layer::Kind::TransposedProduct);
  return builder.finish();
}

std::vector<Network> ptir::bench::allNetworks() {
  return {resnet20(), resnet34(), mobilenetV2(), gpt2("gpt2-prefill", 128),
          gpt2("gpt2-decode", 1)};
}
