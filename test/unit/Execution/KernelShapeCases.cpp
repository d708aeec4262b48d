//===- KernelShapeCases.cpp - Layers of awkward extents -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelShapeCases.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Pooling.h"

using namespace ptir;
using namespace ptir::test;
using functional::Conv2dConfig;
using functional::Emitter;
using functional::Padding2d;
using functional::Tensor;
using Operands = std::vector<Tensor>;

/// Whether weights are parameters, which are packed, or arguments.
enum class Weights { Params, Args };

//===----------------------------------------------------------------------===//
// Linear layers
//===----------------------------------------------------------------------===//

/// gelu(x w + b) + r, of rows 0 to 17 and some more.
static ShapeCase linear(int64_t depth, int64_t columns, Weights weights) {
  ShapeCase result;
  result.name = "linear_" + std::to_string(depth) + "x" +
                std::to_string(columns) +
                (weights == Weights::Args ? "_of_arguments" : "");
  result.args = {{anyExtent, depth}, {anyExtent, columns}};
  std::vector<Dims> parts = {{depth, columns}, {columns}};
  auto &owner = weights == Weights::Args ? result.args : result.params;
  owner.insert(owner.end(), parts.begin(), parts.end());
  result.emit = [](Emitter &e, const Operands &o) {
    return functional::add(
        e, functional::geluTanh(e, functional::linear(e, o[0], o[2], o[3])),
        o[1]);
  };
  for (int64_t rows : {0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10,
                       11, 12, 13, 14, 15, 16, 17, 31, 64, 97}) {
    result.calls.push_back({{rows, depth}, {rows, columns}});
    if (weights == Weights::Args)
      result.calls.back().insert(result.calls.back().end(), parts.begin(),
                                 parts.end());
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

namespace {

struct Convolution {
  const char *name;
  int64_t height, width, channels, filters;
  std::array<int64_t, 2> kernel;
  Conv2dConfig config;
};

} // namespace

static Conv2dConfig window(std::array<int64_t, 2> stride,
                           std::array<int64_t, 2> dilation, Padding2d padding,
                           int64_t groups) {
  Conv2dConfig config;
  config.stride = stride;
  config.dilation = dilation;
  config.padding = padding;
  config.groups = groups;
  return config;
}

/// relu6(conv2d(x, w, b)), of batches of 0, 1 and 3.
static ShapeCase convolution(const Convolution &shape, Weights weights) {
  ShapeCase result;
  result.name = std::string(shape.name) +
                (weights == Weights::Args ? "_of_arguments" : "");
  result.args = {{anyExtent, shape.height, shape.width, shape.channels}};
  std::vector<Dims> parts = {{shape.filters,
                              shape.channels / shape.config.groups,
                              shape.kernel[0], shape.kernel[1]},
                             {shape.filters}};
  auto &owner = weights == Weights::Args ? result.args : result.params;
  owner.insert(owner.end(), parts.begin(), parts.end());
  result.emit = [config = shape.config](Emitter &e, const Operands &o) {
    return functional::relu6(e,
                             functional::conv2d(e, o[0], o[1], o[2], config));
  };
  for (int64_t batch : {0, 1, 3}) {
    result.calls.push_back(
        {{batch, shape.height, shape.width, shape.channels}});
    if (weights == Weights::Args)
      result.calls.back().insert(result.calls.back().end(), parts.begin(),
                                 parts.end());
  }
  return result;
}

/// relu(conv2d(x, w) + x): what a residual block ends with.
static ShapeCase residual(int64_t extent, int64_t channels) {
  ShapeCase result;
  result.name =
      "residual_" + std::to_string(extent) + "_of_" + std::to_string(channels);
  result.args = {{anyExtent, extent, extent, channels}};
  result.params = {{channels, channels, 3, 3}};
  result.emit = [](Emitter &e, const Operands &o) {
    Conv2dConfig config = window({1, 1}, {1, 1}, Padding2d::same(1), 1);
    Tensor y = functional::conv2d(e, o[0], o[1], Tensor(), config);
    return functional::relu(e, functional::add(e, y, o[0]));
  };
  for (int64_t batch : {0, 1, 3})
    result.calls.push_back({{batch, extent, extent, channels}});
  return result;
}

static ShapeCase pooling(const char *name, int64_t extent, int64_t channels,
                         std::function<Tensor(Emitter &, Tensor)> pool) {
  ShapeCase result;
  result.name = name;
  result.args = {{anyExtent, extent, extent, channels}};
  result.emit = [pool](Emitter &e, const Operands &o) { return pool(e, o[0]); };
  for (int64_t batch : {0, 1, 3})
    result.calls.push_back({{batch, extent, extent, channels}});
  return result;
}

static void addConvolutions(std::vector<ShapeCase> &cases) {
  for (const Convolution &shape : std::initializer_list<Convolution>{
           {"conv_of_primes",
            13,
            11,
            7,
            17,
            {3, 3},
            window({1, 1}, {1, 1}, Padding2d::same(1), 1)},
           {"conv_dilated",
            17,
            19,
            5,
            11,
            {3, 5},
            window({2, 1}, {2, 3}, {1, 2, 3, 4}, 1)},
           {"conv_in_groups",
            11,
            7,
            9,
            15,
            {3, 3},
            window({1, 2}, {1, 1}, Padding2d::same(1), 3)},
           {"conv_in_dilated_groups",
            13,
            13,
            32,
            64,
            {3, 3},
            window({1, 1}, {2, 2}, Padding2d::same(2), 2)},
           {"conv_1x1", 7, 5, 19, 23, {1, 1}, window({1, 1}, {1, 1}, {}, 1)},
           {"conv_1x1_stride",
            7,
            5,
            16,
            32,
            {1, 1},
            window({2, 2}, {1, 1}, {}, 1)},
           {"conv_stem",
            31,
            29,
            3,
            64,
            {7, 7},
            window({2, 2}, {1, 1}, Padding2d::same(3), 1)},
           {"conv_whole_image",
            5,
            3,
            16,
            13,
            {5, 3},
            window({1, 1}, {1, 1}, {}, 1)},
           {"depthwise_of_primes",
            13,
            11,
            13,
            13,
            {3, 3},
            window({1, 1}, {1, 1}, Padding2d::same(1), 13)},
           {"depthwise_of_blocks",
            14,
            14,
            96,
            96,
            {3, 3},
            window({2, 2}, {1, 1}, {0, 1, 0, 1}, 96)},
           {"depthwise_multiplied",
            9,
            9,
            5,
            10,
            {3, 3},
            window({1, 1}, {1, 1}, Padding2d::same(1), 5)}}) {
    cases.push_back(convolution(shape, Weights::Params));
    cases.push_back(convolution(shape, Weights::Args));
  }
}

std::vector<ShapeCase> ptir::test::allShapeCases() {
  std::vector<ShapeCase> cases;
  for (Weights weights : {Weights::Params, Weights::Args}) {
    cases.push_back(linear(31, 67, weights));
    cases.push_back(linear(48, 61, weights));
    cases.push_back(linear(64, 127, weights));
    cases.push_back(linear(66, 131, weights));
    cases.push_back(linear(1, 1, weights));
  }
  cases.push_back(linear(192, 320, Weights::Params));
  cases.push_back(linear(258, 131, Weights::Params));
  addConvolutions(cases);
  cases.push_back(residual(7, 13));
  cases.push_back(residual(14, 64));
  for (bool countsPadding : {false, true})
    cases.push_back(
        pooling(countsPadding ? "mean_with_padding" : "mean_without_padding",
                11, 13, [countsPadding](Emitter &e, Tensor x) {
                  return functional::avgPool2d(
                      e, x, {{3, 2}, {2, 1}, {1, 1, 0, 1}}, countsPadding);
                }));
  cases.push_back(pooling("mean_of_image", 7, 17, [](Emitter &e, Tensor x) {
    return functional::globalAvgPool(e, x);
  }));
  cases.push_back(pooling("largest", 11, 13, [](Emitter &e, Tensor x) {
    return functional::maxPool2d(e, x, {{3, 3}, {2, 2}, Padding2d::same(1)});
  }));
  return cases;
}
