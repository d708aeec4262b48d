//===- Block.cpp - The repeated part of a ResNet --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/resnet/Block.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Elementwise.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::resnet;
using functional::Emitter;
using functional::Tensor;
using layers::ConvNorm;
using layers::Parameters;

resnet::Block::Block(const Config &config, int64_t in, int64_t width,
                     int64_t stride, layers::NormForm norms)
    : in(in), out(width * config.expansion()), stride(stride) {
  auto append = [&](int64_t from, int64_t to, int64_t kernel, int64_t step) {
    std::string number = std::to_string(chain.size() + 1);
    functional::Conv2dConfig conv;
    conv.stride = {step, step};
    conv.padding = functional::Padding2d::same(kernel / 2);
    chain.emplace_back(
        "conv" + number, "bn" + number,
        layers::ConvNormConfig{
            from, to, {kernel, kernel}, conv, config.epsilon, norms});
  };
  if (config.block == BlockKind::Basic) {
    append(in, width, 3, stride);
    append(width, width, 3, 1);
  } else {
    append(in, width, 1, 1);
    append(width, width, 3, stride);
    append(width, out, 1, 1);
  }
  bool changes = stride != 1 || in != out;
  if (changes && config.shortcut == ShortcutKind::Projection) {
    functional::Conv2dConfig conv;
    conv.stride = {stride, stride};
    projection.emplace(
        "downsample.0", "downsample.1",
        layers::ConvNormConfig{in, out, {1, 1}, conv, config.epsilon, norms});
  }
  for (const ConvNorm &conv : chain)
    conv.appendParameters(list);
  if (projection)
    projection->appendParameters(list);
}

/// Every `stride`-th pixel and zeros for new channels, half of them on each
/// side.
static Tensor padShortcut(Emitter &emitter, Tensor x, int64_t out,
                          int64_t stride) {
  OpBuilder &builder = emitter.getBuilder();
  Location location = emitter.getLoc();
  ArrayRef<int64_t> shape = x.getShape();
  int64_t sizes[] = {shape[0], (shape[1] - 1) / stride + 1,
                     (shape[2] - 1) / stride + 1, shape[3]};
  Value picked =
      SliceOp::create(builder, location, x.getValue(), ValueRange(),
                      builder.getDenseI64ArrayAttr({0, 0, 0, 0}),
                      builder.getDenseI64ArrayAttr(sizes),
                      builder.getDenseI64ArrayAttr({1, stride, stride, 1}));
  int64_t grown = (out - shape[3]) / 2;
  int64_t sides[] = {0, 0, 0, grown}, none[] = {0, 0, 0, 0};
  return PadOp::create(
             builder, location, picked, sides, sides, none,
             cast<TypedAttr>(builder.getFloatAttr(x.getElementType(), 0.0)))
      .getResult();
}

Tensor resnet::Block::shortcut(Emitter &emitter, const Parameters &parameters,
                               Tensor x) const {
  if (projection)
    return projection->forward(emitter, parameters, x);
  if (!x || (in == out && stride == 1))
    return x;
  return padShortcut(emitter, x, out, stride);
}

Tensor resnet::Block::forward(Emitter &emitter, const Parameters &parameters,
                              Tensor x) const {
  Tensor y = x;
  for (auto [i, conv] : llvm::enumerate(chain)) {
    if (i != 0)
      y = functional::relu(emitter, y);
    y = conv.forward(emitter, parameters, y);
  }
  y = functional::add(emitter, y, shortcut(emitter, parameters, x));
  y = functional::relu(emitter, y);
  emitter.tap("", y);
  return y;
}
