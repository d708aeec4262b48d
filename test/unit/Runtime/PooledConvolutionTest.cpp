//===- PooledConvolutionTest.cpp - Means of convolutions as a kernel ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelOperands.h"

#include "lib/Runtime/Kernels/PooledConvolution.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

namespace {

const std::string form = "ptir.inverted_residual;role=expand";

struct Case {
  int64_t images, height, width, inputs, outputs;
  std::string epilogue;
  int threads;
};

/// A convolution with random operands, and the mean of its results.
class Mean : public KernelOperands {
public:
  explicit Mean(const Case &c) : KernelOperands(c.threads, 17), c(c) {
    add({c.images, c.height, c.width, c.inputs}, 2);
    add({c.outputs, c.inputs, 1, 1}, 8 / std::sqrt(float(c.inputs)));
    add({c.outputs}, 1);
    add({c.images, 1, 1, c.outputs}, 1);
  }

  std::string config() const {
    return "ptir.pooled_convolution" +
           (c.epilogue.empty() ? "" : ";epilogue=" + c.epilogue);
  }
  Status run() { return KernelOperands::run(config(), {{1, form}}); }
  const std::vector<float> &result() const { return values[3]; }

  /// By the definition, in double precision.
  std::vector<float> expected() const {
    std::vector<float> means;
    for (int64_t image = 0; image < c.images; ++image)
      for (int64_t output = 0; output < c.outputs; ++output) {
        double sum = 0;
        int64_t pixels = c.height * c.width;
        for (int64_t pixel = 0; pixel < pixels; ++pixel)
          sum += clamped(product(image * pixels + pixel, output));
        means.push_back(static_cast<float>(sum / double(pixels)));
      }
    return means;
  }

private:
  double product(int64_t pixel, int64_t output) const {
    double sum = at(2, output);
    for (int64_t i = 0; i < c.inputs; ++i)
      sum += at(0, pixel * c.inputs + i) * at(1, output * c.inputs + i);
    return sum;
  }
  double clamped(double x) const {
    if (c.epilogue.empty())
      return x;
    return std::clamp(
        x, 0.0,
        c.epilogue == "relu6" ? 6.0 : std::numeric_limits<double>::infinity());
  }
  double at(size_t operand, int64_t index) const {
    return double(values[operand][static_cast<size_t>(index)]);
  }

  Case c;
};

void expectNear(const std::vector<float> &found,
                const std::vector<float> &expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_NEAR(found[i], expected[i], 1e-4) << "element " << i;
}

// Images of more pixels than are added up at once, and panels of 16 and 32.
TEST(PooledConvolution, ComputesWhatItMeans) {
  for (const Case &c :
       {Case{1, 7, 7, 20, 112, "relu6", 1}, Case{2, 7, 7, 8, 160, "relu6", 2},
        Case{1, 1, 1, 5, 16, "", 1}, Case{1, 9, 13, 3, 48, "relu", 3},
        Case{1, 15, 15, 16, 64, "", 2}, Case{0, 7, 7, 8, 16, "relu", 1}}) {
    SCOPED_TRACE(testing::Message() << c.height << "x" << c.width << " "
                                    << c.inputs << " " << c.outputs);
    Mean mean(c);
    Status status = mean.run();
    ASSERT_TRUE(status.ok()) << status.message();
    expectNear(mean.result(), mean.expected());
  }
}

TEST(PooledConvolution, IsTheSameOnAnyCpu) {
  Case c{1, 9, 9, 24, 64, "relu6", 1};
  Mean mean(c);
  StatusOr<Buffer> weights = mean.pack(form, 1);
  ASSERT_TRUE(weights.ok()) << weights.message();
  std::vector<float> result(64, -1);
  const void *packed = weights->data();
  for (int64_t panel : {0, 1})
    kernels::poolPanelPortable({81, 24, 64, 0, 6},
                               {mean.values[0].data(),
                                static_cast<const float *>(packed),
                                mean.values[2].data(), result.data()},
                               panel, panel + 1);
  expectNear(result, mean.expected());
}

TEST(PooledConvolution, KeepsNaNs) {
  Mean mean({2, 3, 3, 8, 16, "relu6", 1});
  mean.values[0][0] = std::numeric_limits<float>::quiet_NaN();
  ASSERT_TRUE(mean.run().ok());
  EXPECT_TRUE(std::isnan(mean.result().front()));
  EXPECT_FALSE(std::isnan(mean.result().back()));
}

TEST(PooledConvolution, SaysWhatDoesNotFit) {
  Mean mean({1, 3, 3, 8, 16, "relu6", 1});
  EXPECT_EQ(mean.prepareMessage("ptir.pooled_convolution;epilogue=gelu"),
            "pooled_convolution: expected epilogue=relu or relu6, or none");
  mean.dims[3] = {1, 3, 3, 16};
  EXPECT_EQ(mean.prepareMessage(mean.config()),
            "pooled_convolution: expected a result of [1, 1, 1, 16], found [1, "
            "3, 3, 16]");
  mean.dims[2] = {24};
  EXPECT_EQ(mean.prepareMessage(mean.config()),
            "pooled_convolution: expected a multiple of 16 channels, found 24");
  mean.dims[0] = {9, 8};
  EXPECT_EQ(mean.prepareMessage(mean.config()),
            "pooled_convolution: expected an image of rank 4, found 2");
}

} // namespace
