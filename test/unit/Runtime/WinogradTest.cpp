//===- WinogradTest.cpp - Winograd convolutions as a kernel ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelOperands.h"

#include "lib/Runtime/Kernels/Winograd.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

namespace {

using Dims = std::vector<int64_t>;

struct Case {
  int64_t images, height, width, inputs, outputs, tile;
  std::string epilogue;
  int threads;
};

/// A convolution with random operands, what it means, and how to call the
/// kernel.
class Convolution : public KernelOperands {
public:
  explicit Convolution(const Case &c) : KernelOperands(c.threads, 13), c(c) {
    add({c.images, c.height, c.width, c.inputs}, 1);
    add({c.outputs, c.inputs, 3, 3}, 1 / std::sqrt(float(9 * c.inputs)));
    add({c.outputs}, 1);
    add({c.images, c.height, c.width, c.outputs}, 1);
    before = values[3];
    form = "ptir.winograd;tile=" + std::to_string(c.tile);
    config = form + (c.epilogue.empty() ? "" : ";epilogue=" + c.epilogue);
  }

  StatusOr<Buffer> pack() { return KernelOperands::pack(form, 1); }
  std::string prepareMessage() {
    return KernelOperands::prepareMessage(config);
  }
  Status run() { return KernelOperands::run(config, {{1, form}}); }

  /// One result, by the definition.
  double expected(int64_t image, int64_t y, int64_t x, int64_t output) const {
    double sum = at(2, output);
    for (int64_t row = std::max<int64_t>(0, y - 1);
         row <= std::min(c.height - 1, y + 1); ++row)
      for (int64_t column = std::max<int64_t>(0, x - 1);
           column <= std::min(c.width - 1, x + 1); ++column)
        for (int64_t input = 0; input < c.inputs; ++input)
          sum += at(0, pixel(image, row, column) * c.inputs + input) *
                 at(1, ((output * c.inputs + input) * 3 + row - y + 1) * 3 +
                           column - x + 1);
    if (c.epilogue.find("sum") != std::string::npos)
      sum += double(
          before[static_cast<size_t>(pixel(image, y, x) * c.outputs + output)]);
    return c.epilogue.find("relu") != std::string::npos ? std::max(sum, 0.0)
                                                        : sum;
  }

  void expectDefinition() const {
    size_t index = 0;
    for (int64_t image = 0; image < c.images; ++image)
      for (int64_t y = 0; y < c.height; ++y)
        for (int64_t x = 0; x < c.width; ++x)
          for (int64_t output = 0; output < c.outputs; ++output)
            ASSERT_NEAR(values[3][index++], expected(image, y, x, output), 1e-4)
                << config << ": " << image << " " << y << " " << x << " "
                << output;
  }

  std::string config;

private:
  double at(size_t operand, int64_t index) const {
    return double(values[operand][static_cast<size_t>(index)]);
  }
  int64_t pixel(int64_t image, int64_t y, int64_t x) const {
    return (image * c.height + y) * c.width + x;
  }

  Case c;
  std::string form;
  std::vector<float> before;
};

// Weights of the last two do not stay in a near cache; of the others images
// with many tiles are several blocks.
TEST(Winograd, ComputesWhatItMeans) {
  for (const Case &c : {
           Case{1, 8, 8, 16, 16, 4, "", 1},
           Case{1, 8, 8, 16, 16, 2, "relu", 1},
           Case{2, 7, 9, 16, 48, 4, "relu", 1},
           Case{2, 7, 9, 32, 16, 2, "sum,relu", 2},
           Case{1, 1, 1, 16, 16, 4, "sum", 2},
           Case{1, 1, 5, 16, 16, 2, "", 3},
           Case{1, 2, 3, 16, 32, 4, "sum,relu", 4},
           Case{1, 53, 41, 32, 16, 4, "relu", 1},
           Case{1, 61, 50, 16, 16, 4, "sum,relu", 3},
           Case{2, 29, 34, 16, 64, 2, "relu", 2},
           Case{0, 4, 4, 16, 16, 4, "relu", 2},
           Case{2, 0, 4, 16, 16, 4, "relu", 2},
           Case{1, 4, 0, 16, 16, 2, "", 1},
           Case{2, 6, 7, 80, 112, 4, "sum,relu", 2},
           Case{1, 9, 5, 112, 96, 2, "relu", 3},
       }) {
    Convolution convolution(c);
    Status status = convolution.run();
    ASSERT_TRUE(status.ok()) << status.message();
    convolution.expectDefinition();
  }
}

TEST(Winograd, IsTheSameOnAnyCpu) {
  for (int64_t tile : {2, 4}) {
    Convolution convolution({1, 6, 5, 16, 32, tile, "sum,relu", 1});
    StatusOr<Buffer> packed = convolution.pack();
    ASSERT_TRUE(packed.ok());
    kernels::WinogradShape shape{6, 5, 16, 32, tile, true, true};
    std::vector<float> scratch(
        static_cast<size_t>(kernels::blockFloats(shape, shape.tiles())));
    kernels::WinogradBlock block{
        0, shape.tiles(), scratch.data(),
        scratch.data() +
            shape.points() * kernels::pointFloats(shape.tiles(), 16)};
    kernels::WinogradOperands data{
        convolution.values[0].data(),
        static_cast<const float *>(static_cast<const void *>(packed->data())),
        convolution.values[2].data(), convolution.values[3].data()};
    kernels::WinogradFunctions functions = kernels::winogradPortable(tile);
    functions.transformImage(shape, data, block, 0, block.tiles);
    functions.multiply(shape, data, block, 0, shape.products());
    functions.transformProducts(shape, data, block, 0, block.tiles);
    convolution.expectDefinition();
  }
}

TEST(Winograd, KeepsNaNs) {
  Convolution convolution({1, 12, 12, 16, 16, 4, "relu", 1});
  convolution.values[0][0] = std::numeric_limits<float>::quiet_NaN();
  ASSERT_TRUE(convolution.run().ok());
  EXPECT_TRUE(std::isnan(convolution.values[3].front()));
  EXPECT_FALSE(std::isnan(convolution.values[3].back()));
}

TEST(Winograd, SaysWhatDoesNotFit) {
  const Case good{1, 8, 8, 16, 32, 4, "relu", 1};
  const std::string start = "winograd: expected ";
  auto with = [&](const std::string &from, const std::string &to) {
    Convolution convolution(good);
    convolution.config.replace(convolution.config.find(from), from.size(), to);
    return convolution.prepareMessage();
  };
  EXPECT_EQ(with("tile=4", "tile=3"), start + "tile 2 or 4, found 3");
  EXPECT_EQ(with("=relu", "=relu,sum"),
            start + "an epilogue of sum and relu, found 'sum'");
  auto withDims = [&](size_t operand, Dims dims) {
    Convolution convolution(good);
    convolution.dims[operand] = std::move(dims);
    return convolution.prepareMessage();
  };
  EXPECT_EQ(withDims(0, {1, 8, 8}), start + "an image of rank 4, found 3");
  EXPECT_EQ(withDims(0, {1, 8, 8, 32}),
            start + "an image of [1, 8, 8, 16], found [1, 8, 8, 32]");
  EXPECT_EQ(withDims(1, {24, 16, 3, 3}),
            start + "multiples of 16 channels, found 16 and 24");
  EXPECT_EQ(withDims(1, {32, 16, 3, 5}),
            start + "weights of [32, 16, 3, 3], found [32, 16, 3, 5]");
  EXPECT_EQ(withDims(2, {16}), start + "a bias of [32], found [16]");
  EXPECT_EQ(withDims(3, {1, 8, 7, 32}),
            start + "a result of [1, 8, 8, 32], found [1, 8, 7, 32]");
  Convolution convolution(good);
  convolution.dims[1] = {32, 8, 3, 3};
  EXPECT_EQ(convolution.pack().message(),
            start + "weights of [16 n, 16 m, 3, 3]");
}

} // namespace
