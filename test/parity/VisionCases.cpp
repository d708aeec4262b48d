//===- VisionCases.cpp - Convolutions, pooling, norms of channels ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Pooling.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

//===----------------------------------------------------------------------===//
// Convolutions
//===----------------------------------------------------------------------===//

namespace {

/// Extents of x[n, h, w, in] and weight[out, in / groups, kernel].
struct Convolution {
  int64_t n, h, w, in, out;
  std::array<int64_t, 2> kernel;
  torch::Window window;
  bool bias = true;
};

} // namespace

/// The same window for PTIR.
static fn::Conv2dConfig configOf(const torch::Window &window) {
  fn::Conv2dConfig config;
  config.stride = window.stride;
  config.dilation = window.dilation;
  config.padding = {window.padding[0], window.padding[0], window.padding[1],
                    window.padding[1]};
  config.groups = window.groups;
  return config;
}

static Case convolution(const std::string &name, const Convolution &shape) {
  Inputs in(name);
  DataList args = {in.uniform({shape.n, shape.h, shape.w, shape.in}),
                   in.uniform({shape.out, shape.in / shape.window.groups,
                               shape.kernel[0], shape.kernel[1]})};
  if (shape.bias)
    args.push_back(in.uniform({shape.out}));
  return numeric(
      name, args,
      [=](Emitter &e, const Program &p) {
        return one(fn::conv2d(e, p[0], p[1], shape.bias ? p[2] : Tensor(),
                              configOf(shape.window)));
      },
      [=](const Question &q) -> torch::Values {
        return {torch::conv2d(q[0], q[1], shape.bias ? q[2] : torch::Value(),
                              shape.window)};
      });
}

static torch::Window window(std::array<int64_t, 2> stride,
                            std::array<int64_t, 2> padding, int64_t groups = 1,
                            int64_t dilation = 1) {
  torch::Window result;
  result.stride = stride;
  result.padding = padding;
  result.groups = groups;
  result.dilation = {dilation, dilation};
  return result;
}

static torch::Window square(int64_t stride, int64_t padding, int64_t groups = 1,
                            int64_t dilation = 1) {
  return window({stride, stride}, {padding, padding}, groups, dilation);
}

static void addConvolutions(Cases &cases) {
  struct Row {
    const char *suffix;
    Convolution shape;
  };
  for (const auto &[suffix, shape] : std::initializer_list<Row>{
           {"conv2d_nhwc_matches_torch", {1, 7, 8, 3, 4, {3, 3}, square(2, 1)}},
           {"conv2d_nhwc_kernel3_stride1_matches_torch",
            {2, 6, 7, 5, 4, {3, 3}, square(1, 1)}},
           {"conv2d_nhwc_kernel7_matches_torch",
            {1, 9, 10, 3, 5, {7, 7}, square(2, 3)}},
           {"conv2d_nhwc_kernel1_stride1_matches_torch",
            {2, 5, 4, 6, 7, {1, 1}, square(1, 0)}},
           {"conv2d_nhwc_kernel1_stride2_matches_torch",
            {1, 5, 6, 8, 4, {1, 1}, square(2, 0)}},
           {"conv2d_nhwc_kernel1_stride2_resnet_matches_torch",
            {1, 28, 28, 32, 64, {1, 1}, square(2, 0)}},
           {"conv2d_nhwc_kernel3_stride1_resnet_matches_torch",
            {1, 28, 28, 32, 32, {3, 3}, square(1, 1)}},
           {"conv2d_nhwc_kernel7_stride2_resnet_matches_torch",
            {1, 64, 64, 3, 32, {7, 7}, square(2, 3)}},
           {"depthwise_conv2d_nhwc_matches_torch",
            {1, 6, 5, 4, 4, {3, 3}, square(1, 1, 4)}},
           {"depthwise_conv2d_nhwc_stride2_matches_torch",
            {1, 7, 6, 4, 4, {3, 3}, square(2, 1, 4)}},
           {"conv2d_nhwc_k3_s1_p1_bias_n1_h11_w13_c3_cout8",
            {1, 11, 13, 3, 8, {3, 3}, square(1, 1)}},
           {"conv2d_nhwc_k3_s2_p1_nobias_n2_h9_w10_c5_cout7",
            {2, 9, 10, 5, 7, {3, 3}, square(2, 1), /*bias=*/false}},
           {"conv2d_nhwc_k5_s1_p2_bias_n1_h15_w17_c4_cout6",
            {1, 15, 17, 4, 6, {5, 5}, square(1, 2)}},
           {"conv2d_nhwc_k1_s1_p0_bias_n4_h7_w7_c8_cout8",
            {4, 7, 7, 8, 8, {1, 1}, square(1, 0)}},
           {"conv2d_nhwc_k3x5_s2x1_p1x2_bias_n1_h11_w12_c4_cout6",
            {1, 11, 12, 4, 6, {3, 5}, window({2, 1}, {1, 2})}},
           {"conv2d_nhwc_k3_s1_p2_d2_bias_n1_h13_w13_c4_cout8",
            {1, 13, 13, 4, 8, {3, 3}, square(1, 2, 1, 2)}},
           {"group_conv2d_nhwc_g2_k3_s1_p1_bias_n1_h11_w11_c8_cout12",
            {1, 11, 11, 8, 12, {3, 3}, square(1, 1, 2)}},
           {"depthwise_conv2d_nhwc_k5_s2_p2_n1_h15_w17_c8",
            {1, 15, 17, 8, 8, {5, 5}, square(2, 2, 8)}},
           {"depthwise_conv2d_nhwc_multiplier2_n1_h6_w7_c3",
            {1, 6, 7, 3, 6, {3, 3}, square(1, 1, 3)}}})
    cases.push_back(convolution(std::string("torch_vision_") + suffix, shape));

  // Padding that differs from side to side is padding of the image before.
  std::string name = "torch_vision_conv2d_nhwc_asymmetric_padding";
  Inputs in(name);
  cases.push_back(numeric(
      name,
      {in.uniform({1, 6, 7, 3}), in.uniform({4, 3, 3, 3}), in.uniform({4})},
      [](Emitter &e, const Program &p) {
        fn::Conv2dConfig config;
        config.stride = {2, 2};
        config.padding = {0, 1, 2, 1};
        return one(fn::conv2d(e, p[0], p[1], p[2], config));
      },
      [](const Question &q) -> torch::Values {
        torch::Value padded = torch::pad(q[0], {0, 0, 2, 0}, {0, 1, 1, 0}, 0);
        return {torch::conv2d(padded, q[1], q[2], square(2, 0))};
      }));
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

static fn::Pool2dConfig poolOf(std::array<int64_t, 2> size,
                               const torch::Window &window) {
  fn::Pool2dConfig config;
  config.window = size;
  config.stride = window.stride;
  config.padding = configOf(window).padding;
  return config;
}

static void addPooling(Cases &cases) {
  auto addMax = [&](const std::string &suffix, const Dims &dims,
                    std::array<int64_t, 2> size, const torch::Window &window) {
    std::string name = "torch_vision_max_pool2d_nhwc_" + suffix;
    cases.push_back(numeric(
        name, {Inputs(name).uniform(dims)},
        [=](Emitter &e, const Program &p) {
          return one(fn::maxPool2d(e, p[0], poolOf(size, window)));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::maxPool2d(q[0], size, window)};
        }));
  };
  addMax("matches_torch", {1, 7, 8, 3}, {3, 3}, square(2, 1));
  addMax("w2_s2_p0_n1_h8_w8_c3", {1, 8, 8, 3}, {2, 2}, square(2, 0));
  addMax("w3x2_s1x2_n2_h9_w8_c5", {2, 9, 8, 5}, {3, 2}, window({1, 2}, {1, 0}));

  auto addAverage = [&](const std::string &suffix, const Dims &dims,
                        std::array<int64_t, 2> size,
                        const torch::Window &window, bool countPadding) {
    std::string name = "torch_vision_avg_pool2d_nhwc_" + suffix;
    cases.push_back(numeric(
        name, {Inputs(name).uniform(dims)},
        [=](Emitter &e, const Program &p) {
          return one(
              fn::avgPool2d(e, p[0], poolOf(size, window), countPadding));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::avgPool2d(q[0], size, window, countPadding)};
        }));
  };
  addAverage("w2_s2_p0", {1, 8, 8, 3}, {2, 2}, square(2, 0), true);
  addAverage("w3_s2_p1_counting_padding", {2, 7, 8, 5}, {3, 3}, square(2, 1),
             true);
  addAverage("w3_s2_p1_without_padding", {2, 7, 8, 5}, {3, 3}, square(2, 1),
             false);
  std::string name = "torch_vision_global_avg_pool_nhwc";
  cases.push_back(numeric(
      name, {Inputs(name).uniform({2, 7, 5, 16})},
      [](Emitter &e, const Program &p) {
        return one(fn::globalAvgPool(e, p[0]));
      },
      [](const Question &q) -> torch::Values {
        return {torch::globalAvgPool(q[0])};
      }));
}

//===----------------------------------------------------------------------===//
// Norms and relu6
//===----------------------------------------------------------------------===//

static void addChannelNorms(Cases &cases) {
  std::string name = "torch_vision_batch_norm_matches_torch";
  Inputs in(name);
  cases.push_back(numeric(
      name,
      {in.uniform({2, 5, 4, 7}, -3, 3), in.uniform({7}, 0.5, 1.5),
       in.uniform({7}), in.uniform({7}), in.uniform({7}, 0.1, 2)},
      [](Emitter &e, const Program &p) {
        return one(fn::batchNorm(e, p[0], p[1], p[2], p[3], p[4], 1e-5));
      },
      [](const Question &q) -> torch::Values {
        return {torch::batchNorm(q[0], q[1], q[2], q[3], q[4], 1e-5)};
      }));
  for (int64_t groups : {1, 4, 8}) {
    std::string name =
        "torch_vision_group_norm_g" + std::to_string(groups) + "_c8";
    Inputs in(name);
    cases.push_back(numeric(
        name,
        {in.uniform({2, 5, 3, 8}, -3, 3), in.uniform({8}, 0.5, 1.5),
         in.uniform({8})},
        [=](Emitter &e, const Program &p) {
          return one(fn::groupNorm(e, p[0], groups, p[1], p[2], 1e-5));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::groupNorm(q[0], groups, q[1], q[2], 1e-5)};
        }));
  }
}

static void addRelu6(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x) {
    cases.push_back(numeric(
        "torch_vision_relu6_" + suffix, {x},
        [](Emitter &e, const Program &p) { return one(fn::relu6(e, p[0])); },
        [](const Question &q) -> torch::Values {
          return {torch::relu6(q[0])};
        }));
  };
  Inputs in("relu6");
  add("matches_torch", in.uniform({2, 5, 4, 3}, -10, 10));
  double inf = std::numeric_limits<double>::infinity();
  add("edge_values_matches_torch",
      conformance::tensor(
          ElementType::F32, {10},
          {-inf, -6, -1e-30, -0.0, 0, 1e-30, 5.999999, 6, 6.000001, inf}));
}

void parity::addVisionCases(Cases &cases) {
  addConvolutions(cases);
  addPooling(cases);
  addChannelNorms(cases);
  addRelu6(cases);
}
