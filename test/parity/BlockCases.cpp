//===- BlockCases.cpp - Whole blocks of models ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Composed as the models do it, with parameters of the checkpoint, so that what
// is fused or packed across layers takes part.
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Rotary.h"
#include "ptir/Functional/Shape.h"
#include "ptir/Layers/CausalSelfAttention.h"
#include "ptir/Layers/ConvNorm.h"
#include "ptir/Layers/FeedForward.h"
#include "ptir/Layers/GatedFeedForward.h"
#include "ptir/Layers/LayerNorm.h"
#include "ptir/Layers/Linear.h"
#include "ptir/Layers/RmsNorm.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static torch::Value linear(const Question &q, const std::string &name,
                           const std::string &weight, const std::string &bias,
                           const torch::Value &x) {
  auto found = q.parameters.find(name + "." + bias);
  return torch::linear(x, q.parameters.at(name + "." + weight),
                       found == q.parameters.end() ? torch::Value()
                                                   : found->second);
}

//===----------------------------------------------------------------------===//
// Transformers
//===----------------------------------------------------------------------===//

/// x[..., T, 8] with its halves turned by cos, sin[T, 4].
static torch::Value rotateHalves(const torch::Value &x, const torch::Value &cos,
                                 const torch::Value &sin) {
  torch::Values halves = torch::split(x, 3, {4, 4});
  return torch::concat(
      {torch::sub(torch::mul(halves[0], cos), torch::mul(halves[1], sin)),
       torch::add(torch::mul(halves[1], cos), torch::mul(halves[0], sin))},
      3);
}

/// Of GPT-2: x + attention(norm(x)), then that + feedForward(norm(that)).
static Case gpt2Block(const std::string &suffix, int64_t positions,
                      bool runTime) {
  constexpr int64_t width = 32;
  AttentionConfig config = {4, 4, 8};
  layers::LayerNorm ln1("ln_1", width, 1e-5), ln2("ln_2", width, 1e-5);
  layers::CausalSelfAttention attn("attn", width, config);
  layers::FeedForward mlp("mlp", width, 4 * width, layers::Activation::GeluTanh,
                          {});
  std::string name = "torch_block_gpt2_" + suffix;
  Inputs in(name);
  Case testCase = numeric(
      name, {in.uniform({positions, width})},
      [=](Emitter &e, const Program &p) {
        Tensor x = p[0];
        Extent length = fn::extentOf(e, x, 0);
        Tensor attended =
            attn.forward(e, p.parameters, ln1.forward(e, p.parameters, x), 1,
                         length)
                .output;
        Tensor h = fn::add(e, x, attended);
        Tensor hidden =
            mlp.forward(e, p.parameters, ln2.forward(e, p.parameters, h));
        return one(fn::add(e, h, hidden));
      },
      [=](const Question &q) -> torch::Values {
        torch::Value a =
            torch::layerNorm(q[0], q["ln_1.gamma"], q["ln_1.beta"], 1e-5)[0];
        torch::Value qkv =
            torch::reshape(linear(q, "attn", "w_qkv", "b_qkv", a),
                           {1, positions, config.packedWidth()});
        torch::Value context =
            torch::reshape(causalAttention(config, qkv, 1, positions),
                           {positions, config.queryWidth()});
        torch::Value h =
            torch::add(q[0], linear(q, "attn", "w_out", "b_out", context));
        torch::Value b =
            torch::layerNorm(h, q["ln_2.gamma"], q["ln_2.beta"], 1e-5)[0];
        torch::Value hidden =
            torch::geluTanh(linear(q, "mlp", "w_in", "b_in", b));
        return {torch::add(h, linear(q, "mlp", "w_out", "b_out", hidden))};
      });
  addParametersOf(testCase, ln1, in);
  addParametersOf(testCase, attn, in);
  addParametersOf(testCase, ln2, in);
  addParametersOf(testCase, mlp, in);
  if (runTime)
    testCase.entries[0].args[0].dims[0] = dynamic;
  return testCase;
}

/// Of Llama and Mistral: RMS norms, rotary embeddings, grouped heads, a gate.
static Case llamaBlock() {
  constexpr int64_t width = 32, positions = 6;
  AttentionConfig config = {4, 2, 8};
  layers::RmsNorm norm1("norm_1", width, 1e-6), norm2("norm_2", width, 1e-6);
  layers::Linear qkv("qkv", width, config.packedWidth(), /*bias=*/false);
  layers::Linear out("out", config.queryWidth(), width, /*bias=*/false);
  layers::GatedFeedForward mlp("mlp", width, 48, {}, {false, false, false});
  std::string name = "torch_block_llama";
  Inputs in(name);
  Case testCase = numeric(
      name,
      {in.uniform({positions, width}), in.uniform({positions, 4}),
       in.uniform({positions, 4})},
      [=](Emitter &e, const Program &p) {
        Tensor x = p[0];
        Tensor packed =
            qkv.forward(e, p.parameters, norm1.forward(e, p.parameters, x));
        packed = fn::applyRopeQkvPacked(e, config, packed, p[1], p[2]);
        Tensor batched = fn::reshape(
            e, packed, {int64_t(1), positions, config.packedWidth()});
        Tensor context =
            fn::reshape(e, fn::attention(e, config, batched).output,
                        {positions, config.queryWidth()});
        Tensor h = fn::add(e, x, out.forward(e, p.parameters, context));
        Tensor hidden =
            mlp.forward(e, p.parameters, norm2.forward(e, p.parameters, h));
        return one(fn::add(e, h, hidden));
      },
      [=](const Question &q) -> torch::Values {
        torch::Value a = torch::rmsNorm(q[0], q["norm_1.gamma"], 1e-6)[0];
        torch::Value packed =
            torch::reshape(torch::matmul(a, q["qkv.weight"]),
                           {1, positions, config.packedWidth()});
        Heads heads = splitHeads(config, packed, 1, positions);
        heads.query = rotateHalves(heads.query, q[1], q[2]);
        heads.key = rotateHalves(heads.key, q[1], q[2]);
        torch::Value context = attend(
            config, heads, torch::from(causalMask(positions, positions, 0)));
        torch::Value h = torch::add(
            q[0], torch::matmul(
                      torch::reshape(torch::transpose(context, {0, 2, 1, 3}),
                                     {positions, config.queryWidth()}),
                      q["out.weight"]));
        torch::Value b = torch::rmsNorm(h, q["norm_2.gamma"], 1e-6)[0];
        torch::Value hidden =
            torch::mul(torch::silu(linear(q, "mlp", "w_gate", "b_gate", b)),
                       linear(q, "mlp", "w_up", "b_up", b));
        return {torch::add(h, linear(q, "mlp", "w_down", "b_down", hidden))};
      });
  addParametersOf(testCase, norm1, in);
  addParametersOf(testCase, qkv, in);
  addParametersOf(testCase, out, in);
  addParametersOf(testCase, norm2, in);
  addParametersOf(testCase, mlp, in);
  return testCase;
}

//===----------------------------------------------------------------------===//
// Convolutional networks
//===----------------------------------------------------------------------===//

static fn::Conv2dConfig convConfig(int64_t stride, int64_t padding,
                                   int64_t groups = 1) {
  fn::Conv2dConfig config;
  config.stride = {stride, stride};
  config.padding = fn::Padding2d::same(padding);
  config.groups = groups;
  return config;
}

/// A convolution of LibTorch with the normalization behind it.
static torch::Value convNorm(const Question &q, const std::string &conv,
                             const std::string &norm, const torch::Value &x,
                             int64_t stride, int64_t padding,
                             int64_t groups = 1) {
  torch::Window window;
  window.stride = {stride, stride};
  window.padding = {padding, padding};
  window.groups = groups;
  auto at = [&](const std::string &name) { return q.parameters.at(name); };
  return torch::batchNorm(torch::conv2d(x, at(conv + ".weight"), {}, window),
                          at(norm + ".weight"), at(norm + ".bias"),
                          at(norm + ".running_mean"), at(norm + ".running_var"),
                          1e-5);
}

static layers::ConvNorm convNormLayer(const std::string &conv,
                                      const std::string &norm, int64_t in,
                                      int64_t out, int64_t kernel,
                                      const fn::Conv2dConfig &config) {
  layers::ConvNormConfig layer;
  layer.in = in;
  layer.out = out;
  layer.kernel = {kernel, kernel};
  layer.conv = config;
  return layers::ConvNorm(conv, norm, layer);
}

/// Variances are positive.
static void addConvNorm(Case &testCase, const layers::ConvNorm &layer,
                        Inputs &in) {
  addParametersOf(testCase, layer, in);
  for (auto &[name, data] : testCase.parameters)
    if (llvm::StringRef(name).ends_with(".running_var"))
      data = in.uniform(data.dims, 0.5, 2);
}

/// Of ResNet, with the projection where the image gets smaller.
static Case basicBlock(const std::string &suffix, int64_t in, int64_t out,
                       int64_t stride) {
  bool projected = in != out || stride != 1;
  auto conv1 = convNormLayer("conv1", "bn1", in, out, 3, convConfig(stride, 1));
  auto conv2 = convNormLayer("conv2", "bn2", out, out, 3, convConfig(1, 1));
  auto shortcut = convNormLayer("downsample.0", "downsample.1", in, out, 1,
                                convConfig(stride, 0));
  std::string name = "torch_block_resnet_basic_" + suffix;
  Inputs inputs(name);
  Case testCase = numeric(
      name, {inputs.uniform({2, 9, 8, in})},
      [=](Emitter &e, const Program &p) {
        Tensor y = fn::relu(e, conv1.forward(e, p.parameters, p[0]));
        y = conv2.forward(e, p.parameters, y);
        Tensor x = projected ? shortcut.forward(e, p.parameters, p[0]) : p[0];
        return one(fn::relu(e, fn::add(e, y, x)));
      },
      [=](const Question &q) -> torch::Values {
        torch::Value y =
            torch::relu(convNorm(q, "conv1", "bn1", q[0], stride, 1));
        y = convNorm(q, "conv2", "bn2", y, 1, 1);
        torch::Value x = projected ? convNorm(q, "downsample.0", "downsample.1",
                                              q[0], stride, 0)
                                   : q[0];
        return {torch::relu(torch::add(y, x))};
      });
  addConvNorm(testCase, conv1, inputs);
  addConvNorm(testCase, conv2, inputs);
  if (projected)
    addConvNorm(testCase, shortcut, inputs);
  return testCase;
}

/// Of MobileNet V2: wider, depthwise, narrower, and back onto the input.
static Case invertedResidual() {
  constexpr int64_t width = 6, hidden = 24;
  auto expand =
      convNormLayer("expand", "bn1", width, hidden, 1, convConfig(1, 0));
  auto depthwise = convNormLayer("depthwise", "bn2", hidden, hidden, 3,
                                 convConfig(1, 1, hidden));
  auto narrow =
      convNormLayer("project", "bn3", hidden, width, 1, convConfig(1, 0));
  std::string name = "torch_block_mobilenet_inverted_residual";
  Inputs inputs(name);
  Case testCase = numeric(
      name, {inputs.uniform({1, 7, 6, width})},
      [=](Emitter &e, const Program &p) {
        Tensor y = fn::relu6(e, expand.forward(e, p.parameters, p[0]));
        y = fn::relu6(e, depthwise.forward(e, p.parameters, y));
        return one(fn::add(e, p[0], narrow.forward(e, p.parameters, y)));
      },
      [=](const Question &q) -> torch::Values {
        torch::Value y = torch::relu6(convNorm(q, "expand", "bn1", q[0], 1, 0));
        y = torch::relu6(convNorm(q, "depthwise", "bn2", y, 1, 1, hidden));
        return {torch::add(q[0], convNorm(q, "project", "bn3", y, 1, 0))};
      });
  addConvNorm(testCase, expand, inputs);
  addConvNorm(testCase, depthwise, inputs);
  addConvNorm(testCase, narrow, inputs);
  return testCase;
}

void parity::addBlockCases(Cases &cases) {
  cases.push_back(gpt2Block("seq7", 7, /*runTime=*/false));
  cases.push_back(gpt2Block("seq5_run_time_extent", 5, /*runTime=*/true));
  cases.push_back(llamaBlock());
  cases.push_back(basicBlock("identity", 8, 8, 1));
  cases.push_back(basicBlock("projected", 4, 8, 2));
  cases.push_back(invertedResidual());
}
