//===- ImageValueTest.cpp - Functionals of images compute the formulas ----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The reference interpreter runs the decompositions; the formulas are evaluated
// here with plain loops in double precision.
//
//===----------------------------------------------------------------------===//

#include "Program.h"

#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Pooling.h"

#include <cmath>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

using Doubles = std::vector<double>;

void expectNear(const reference::Tensor &found, const Doubles &wanted) {
  std::vector<float> values = floatsOf(found);
  ASSERT_EQ(values.size(), wanted.size());
  for (size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i], wanted[i], 3e-5) << "element " << i;
}

reference::Tensor f32(llvm::ArrayRef<int64_t> dims,
                      const std::vector<float> &values) {
  return makeTensor(ElementType::F32, dims, values);
}

/// An image [N, H, W, C].
struct Image {
  Image(int64_t n, int64_t h, int64_t w, int64_t c, uint32_t seed = 1)
      : dims{n, h, w, c}, values(someFloats(n * h * w * c, seed)) {}

  bool holds(int64_t y, int64_t x) const {
    return y >= 0 && y < dims[1] && x >= 0 && x < dims[2];
  }
  double at(int64_t n, int64_t y, int64_t x, int64_t c) const {
    return values[((n * dims[1] + y) * dims[2] + x) * dims[3] + c];
  }

  std::array<int64_t, 4> dims;
  std::vector<float> values;
};

/// Calls `visit(n, row, column)` for all windows, in order; row and column are
/// where the window begins, in the image.
template <typename Visit>
void forEachWindow(const Image &image, std::array<int64_t, 2> covered,
                   std::array<int64_t, 2> stride, const Padding2d &padding,
                   Visit visit) {
  int64_t height = image.dims[1] + padding.bottom;
  int64_t width = image.dims[2] + padding.right;
  for (int64_t n = 0; n < image.dims[0]; ++n)
    for (int64_t y = -padding.top; y + covered[0] <= height; y += stride[0])
      for (int64_t x = -padding.left; x + covered[1] <= width; x += stride[1])
        visit(n, y, x);
}

struct ConvCase {
  const char *name;
  std::array<int64_t, 4> image;  ///< N, H, W, Ci
  std::array<int64_t, 4> weight; ///< Co, Ci / groups, KH, KW
  Conv2dConfig config;
  bool bias = true;
  const char *imageType = nullptr; ///< where extents are not static
};

void PrintTo(const ConvCase &example, std::ostream *stream) {
  *stream << example.name;
}

Doubles convolve(const ConvCase &example, const Image &image,
                 const std::vector<float> &weight,
                 const std::vector<float> &bias) {
  const Conv2dConfig &config = example.config;
  auto [kernels, channels, height, width] = example.weight;
  Doubles result;
  forEachWindow(
      image,
      {(height - 1) * config.dilation[0] + 1,
       (width - 1) * config.dilation[1] + 1},
      config.stride, config.padding, [&](int64_t n, int64_t y, int64_t x) {
        for (int64_t k = 0; k < example.weight[0]; ++k) {
          double sum = example.bias ? bias[k] : 0;
          int64_t group = k / (example.weight[0] / config.groups);
          for (int64_t c = 0; c < example.weight[1]; ++c)
            for (int64_t h = 0; h < example.weight[2]; ++h)
              for (int64_t w = 0; w < example.weight[3]; ++w) {
                int64_t row = y + h * config.dilation[0];
                int64_t column = x + w * config.dilation[1];
                if (!image.holds(row, column))
                  continue;
                int64_t at =
                    ((k * example.weight[1] + c) * example.weight[2] + h) *
                        example.weight[3] +
                    w;
                sum += image.at(n, row, column, group * example.weight[1] + c) *
                       weight[at];
              }
          result.push_back(sum);
        }
      });
  return result;
}

std::string typeOf(llvm::ArrayRef<int64_t> dims) {
  std::string text = "tensor<";
  for (int64_t dim : dims)
    text += std::to_string(dim) + "x";
  return text + "f32>";
}

class ConvValueTest : public testing::TestWithParam<ConvCase> {};

TEST_P(ConvValueTest, IsTheSumOfProducts) {
  const ConvCase &example = GetParam();
  auto [n, h, w, c] = example.image;
  Image image(n, h, w, c);
  auto [kernels, channels, kh, kw] = example.weight;
  std::vector<float> weight = someFloats(kernels * channels * kh * kw, 2);
  std::vector<float> bias = someFloats(kernels, 3);
  std::string imageType =
      example.imageType ? example.imageType : typeOf(example.image);
  std::string weightType = typeOf(example.weight);
  std::string biasType = typeOf({kernels});
  Program p({imageType.c_str(), weightType.c_str(), biasType.c_str()});
  Tensor y = conv2d(p, p.arg(0), p.arg(1), example.bias ? p.arg(2) : Tensor(),
                    example.config);
  ASSERT_TRUE(p.finish({y})) << (p.messages.empty() ? "" : p.messages[0]);
  auto results = p.run({f32(example.image, image.values),
                        f32(example.weight, weight), f32({kernels}, bias)});
  ASSERT_EQ(results.size(), 1u);
  expectNear(results[0], convolve(example, image, weight, bias));
}

Conv2dConfig conv(std::array<int64_t, 2> stride, Padding2d padding,
                  std::array<int64_t, 2> dilation = {1, 1},
                  int64_t groups = 1) {
  return {stride, dilation, padding, groups};
}

const ConvCase convCases[] = {
    {"Pointwise", {2, 3, 4, 5}, {7, 5, 1, 1}, conv({1, 1}, {})},
    {"PointwiseStrided", {1, 5, 4, 3}, {2, 3, 1, 1}, conv({2, 3}, {}), false},
    {"Square", {2, 6, 5, 3}, {4, 3, 3, 3}, conv({1, 1}, Padding2d::same(1))},
    {"Strided",
     {1, 9, 10, 5},
     {7, 5, 3, 3},
     conv({2, 2}, Padding2d::same(1)),
     false},
    {"Oblong", {1, 7, 8, 2}, {3, 2, 3, 5}, conv({2, 1}, {1, 1, 2, 2})},
    {"Asymmetric", {1, 5, 6, 2}, {3, 2, 2, 3}, conv({1, 1}, {0, 3, 2, 1})},
    {"Dilated",
     {1, 9, 8, 2},
     {3, 2, 3, 2},
     conv({1, 2}, Padding2d::same(2), {2, 3})},
    {"Groups",
     {2, 5, 5, 8},
     {12, 4, 3, 3},
     conv({1, 1}, Padding2d::same(1), {1, 1}, 2)},
    {"GroupsPointwise",
     {1, 3, 3, 6},
     {3, 2, 1, 1},
     conv({1, 1}, {}, {1, 1}, 3),
     false},
    {"Depthwise",
     {2, 5, 6, 4},
     {4, 1, 3, 3},
     conv({1, 1}, Padding2d::same(1), {1, 1}, 4)},
    {"DepthwiseStrided",
     {1, 7, 9, 8},
     {8, 1, 5, 5},
     conv({2, 2}, Padding2d::same(2), {1, 1}, 8),
     false},
    {"DepthwiseDilated",
     {1, 7, 7, 3},
     {3, 1, 3, 2},
     conv({1, 1}, {1, 0, 0, 2}, {2, 3}, 3)},
    {"DepthwiseMultiplied",
     {1, 4, 4, 3},
     {6, 1, 2, 2},
     conv({1, 1}, {}, {1, 1}, 3)},
    {"RunTimeExtents",
     {2, 6, 5, 3},
     {4, 3, 3, 3},
     conv({2, 1}, Padding2d::same(1)),
     true,
     "tensor<?x?x?x3xf32>"},
    {"RunTimeDepthwise",
     {2, 6, 5, 3},
     {3, 1, 3, 3},
     conv({1, 2}, Padding2d::same(1), {1, 1}, 3),
     true,
     "tensor<?x?x?x3xf32>"},
    {"RunTimeGroups",
     {2, 6, 5, 4},
     {6, 2, 3, 3},
     conv({1, 2}, Padding2d::same(1), {1, 1}, 2),
     true,
     "tensor<?x?x?x4xf32>"},
};

INSTANTIATE_TEST_SUITE_P(Convolutions, ConvValueTest,
                         testing::ValuesIn(convCases),
                         [](const testing::TestParamInfo<ConvCase> &info) {
                           return info.param.name;
                         });

TEST(PoolValueTest, LargestAndMeansOfWindows) {
  Image image(2, 7, 6, 3);
  Pool2dConfig config{{3, 2}, {2, 1}, {1, 2, 1, 0}};
  Doubles largest, means, meansInside;
  forEachWindow(image, config.window, config.stride, config.padding,
                [&](int64_t n, int64_t y, int64_t x) {
                  for (int64_t c = 0; c < 3; ++c) {
                    double most = -INFINITY, sum = 0, count = 0;
                    for (int64_t h = y; h < y + 3; ++h)
                      for (int64_t w = x; w < x + 2; ++w)
                        if (image.holds(h, w)) {
                          most = std::max(most, image.at(n, h, w, c));
                          sum += image.at(n, h, w, c);
                          ++count;
                        }
                    largest.push_back(most);
                    means.push_back(sum / 6);
                    meansInside.push_back(sum / count);
                  }
                });
  for (const char *type : {"tensor<2x7x6x3xf32>", "tensor<?x?x?x?xf32>"}) {
    SCOPED_TRACE(type);
    Program p({type});
    ASSERT_TRUE(p.finish({maxPool2d(p, p.arg(0), config),
                          avgPool2d(p, p.arg(0), config),
                          avgPool2d(p, p.arg(0), config, false)}));
    auto results = p.run({f32(image.dims, image.values)});
    ASSERT_EQ(results.size(), 3u);
    expectNear(results[0], largest);
    expectNear(results[1], means);
    expectNear(results[2], meansInside);
  }
}

TEST(PoolValueTest, MeanOfAllPositions) {
  Image image(2, 3, 5, 4);
  Doubles means;
  for (int64_t n = 0; n < 2; ++n)
    for (int64_t c = 0; c < 4; ++c) {
      double sum = 0;
      for (int64_t y = 0; y < 3; ++y)
        for (int64_t x = 0; x < 5; ++x)
          sum += image.at(n, y, x, c);
      means.push_back(sum / 15);
    }
  for (const char *type : {"tensor<2x3x5x4xf32>", "tensor<?x?x5x4xf32>"}) {
    SCOPED_TRACE(type);
    Program p({type});
    ASSERT_TRUE(p.finish({globalAvgPool(p, p.arg(0))}));
    auto results = p.run({f32(image.dims, image.values)});
    ASSERT_EQ(results.size(), 1u);
    expectNear(results[0], means);
  }
}

TEST(ChannelNormValueTest, BatchNorm) {
  constexpr int64_t rows = 6, width = 5;
  std::vector<float> x = someFloats(rows * width), scale = someFloats(width, 2),
                     shift = someFloats(width, 3), mean = someFloats(width, 4),
                     variance = someFloats(width, 5);
  for (float &value : variance)
    value = value * value;
  Doubles wanted;
  for (int64_t i = 0; i < rows * width; ++i) {
    int64_t c = i % width;
    wanted.push_back(
        (x[i] - mean[c]) / std::sqrt(variance[c] + 0.01) * scale[c] + shift[c]);
  }
  Program p({"tensor<?x3x5xf32>", "tensor<5xf32>", "tensor<5xf32>",
             "tensor<5xf32>", "tensor<5xf32>"});
  ASSERT_TRUE(p.finish(
      {batchNorm(p, p.arg(0), p.arg(1), p.arg(2), p.arg(3), p.arg(4), 0.01)}));
  auto results = p.run({f32({2, 3, 5}, x), f32({5}, scale), f32({5}, shift),
                        f32({5}, mean), f32({5}, variance)});
  ASSERT_EQ(results.size(), 1u);
  expectNear(results[0], wanted);
}

TEST(ChannelNormValueTest, GroupNorm) {
  Image image(2, 3, 4, 6);
  std::vector<float> gamma = someFloats(6, 2), beta = someFloats(6, 3);
  Doubles wanted(image.values.size());
  for (int64_t n = 0; n < 2; ++n)
    for (int64_t group = 0; group < 3; ++group) {
      auto forEach = [&](auto visit) {
        for (int64_t y = 0; y < 3; ++y)
          for (int64_t x = 0; x < 4; ++x)
            for (int64_t c = 2 * group; c < 2 * group + 2; ++c)
              visit(image.at(n, y, x, c), ((n * 3 + y) * 4 + x) * 6 + c, c);
      };
      double mean = 0, variance = 0;
      forEach([&](double v, int64_t, int64_t) { mean += v / 24; });
      forEach([&](double v, int64_t, int64_t) {
        variance += (v - mean) * (v - mean) / 24;
      });
      forEach([&](double v, int64_t at, int64_t c) {
        wanted[at] =
            (v - mean) / std::sqrt(variance + 0.1) * gamma[c] + beta[c];
      });
    }
  for (const char *type : {"tensor<2x3x4x6xf32>", "tensor<?x3x4x6xf32>"}) {
    SCOPED_TRACE(type);
    Program p({type, "tensor<6xf32>", "tensor<6xf32>"});
    ASSERT_TRUE(p.finish({groupNorm(p, p.arg(0), 3, p.arg(1), p.arg(2), 0.1)}));
    auto results =
        p.run({f32(image.dims, image.values), f32({6}, gamma), f32({6}, beta)});
    ASSERT_EQ(results.size(), 1u);
    expectNear(results[0], wanted);
  }
}

} // namespace
