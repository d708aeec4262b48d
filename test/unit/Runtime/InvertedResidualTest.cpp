//===- InvertedResidualTest.cpp - Blocks of MobileNetV2 as a kernel -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelOperands.h"

#include "lib/Runtime/Kernels/CpuFeatures.h"
#include "lib/Runtime/Kernels/PlanInvertedResidual.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <memory>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

namespace {

using Dims = std::vector<int64_t>;

struct Case {
  int64_t images, height, width, inputs, middle, outputs, stride;
  bool expands, addsImage;
  int threads;
  /// Where not 0, the image is planes, of which windows make `height` times
  /// `width` pixels.
  int64_t planeHeight = 0, planeWidth = 0;
};

/// A block with random weights, what it means, and how to call the kernel.
class Block : public KernelOperands {
public:
  explicit Block(const Case &c) : KernelOperands(c.threads, 7), c(c) {
    outHeight = (c.height + c.stride - 1) / c.stride;
    outWidth = (c.width + c.stride - 1) / c.stride;
    if (c.planeWidth)
      add({c.images, c.inputs, c.planeHeight, c.planeWidth}, 1);
    else
      add({c.images, c.height, c.width, c.inputs}, 1);
    if (c.expands) {
      int64_t window = c.planeWidth ? 3 : 1;
      add({c.middle, c.inputs, window, window},
          2 / std::sqrt(float(c.inputs * window * window)));
      add({c.middle}, 1);
    }
    add({c.middle, 1, 3, 3}, 1);
    add({c.middle}, 1);
    add({c.outputs, c.middle, 1, 1}, 1 / std::sqrt(float(c.middle)));
    add({c.outputs}, 1);
    add({c.images, outHeight, outWidth, c.outputs}, 0);
  }

  std::string config() const {
    return std::string("ptir.inverted_residual;filter=relu6;stride=") +
           std::to_string(c.stride) + (c.expands ? ";expand=relu6" : "") +
           (c.addsImage ? ";residual=1" : "") +
           (c.planeWidth ? ";planes=1" : "");
  }

  /// Packs the weights, makes the kernel ready and runs it.
  Status run() {
    size_t expand = c.expands ? 2 : 0;
    const std::string form = "ptir.inverted_residual;role=";
    std::vector<std::pair<size_t, std::string>> forms = {
        {expand + 1, form + "filter"}, {expand + 3, form + "project"}};
    if (c.expands)
      forms.push_back({1, form + "expand"});
    return KernelOperands::run(config(), forms);
  }

  /// The definition, in double precision.
  std::vector<float> expected() const {
    size_t filter = c.expands ? 3 : 1;
    std::vector<float> result;
    int64_t pixels = c.height * c.width,
            planePixels = c.planeWidth ? c.planeHeight * c.planeWidth : pixels;
    for (int64_t image = 0; image < c.images; ++image) {
      const float *x = values[0].data() + image * planePixels * c.inputs;
      std::vector<double> hidden;
      for (int64_t pixel = 0; pixel < pixels; ++pixel)
        for (int64_t m = 0; m < c.middle; ++m)
          hidden.push_back(c.planeWidth ? windowAt(x, pixel, m)
                                        : expandedAt(x, pixel, m));
      for (int64_t y = 0; y < outHeight; ++y)
        for (int64_t column = 0; column < outWidth; ++column)
          addPixel(image, y, column, filter, hidden, x, result);
    }
    return result;
  }

  const std::vector<float> &result() const { return values.back(); }

private:
  static double clamp(double x) { return x < 0 ? 0 : x > 6 ? 6 : x; }
  float at(size_t operand, int64_t index) const {
    return values[operand][static_cast<size_t>(index)];
  }

  double expandedAt(const float *x, int64_t pixel, int64_t m) const {
    if (!c.expands)
      return double(x[pixel * c.inputs + m]);
    double sum = double(at(2, m));
    for (int64_t i = 0; i < c.inputs; ++i)
      sum += double(x[pixel * c.inputs + i]) * double(at(1, m * c.inputs + i));
    return clamp(sum);
  }

  double windowAt(const float *x, int64_t pixel, int64_t m) const {
    double sum = double(at(2, m));
    for (int64_t i = 0; i < c.inputs; ++i)
      for (int64_t ky = 0; ky < 3; ++ky)
        for (int64_t kx = 0; kx < 3; ++kx) {
          int64_t row = pixel / c.width * 2 + ky - 1,
                  column = pixel % c.width * 2 + kx - 1;
          if (row >= 0 && row < c.planeHeight && column >= 0 &&
              column < c.planeWidth)
            sum +=
                double(x[(i * c.planeHeight + row) * c.planeWidth + column]) *
                double(at(1, ((m * c.inputs + i) * 3 + ky) * 3 + kx));
        }
    return clamp(sum);
  }

  void addPixel(int64_t, int64_t y, int64_t column, size_t filter,
                const std::vector<double> &hidden, const float *x,
                std::vector<float> &result) const {
    std::vector<double> filtered;
    for (int64_t m = 0; m < c.middle; ++m) {
      double sum = double(at(filter + 1, m));
      for (int64_t ky = 0; ky < 3; ++ky)
        for (int64_t kx = 0; kx < 3; ++kx) {
          int64_t row = y * c.stride + ky - 1,
                  from = column * c.stride + kx - 1;
          if (row >= 0 && row < c.height && from >= 0 && from < c.width)
            sum += hidden[static_cast<size_t>(
                       (row * c.width + from) * c.middle + m)] *
                   double(at(filter, m * 9 + ky * 3 + kx));
        }
      filtered.push_back(clamp(sum));
    }
    for (int64_t o = 0; o < c.outputs; ++o) {
      double sum = double(at(filter + 3, o));
      for (int64_t m = 0; m < c.middle; ++m)
        sum += filtered[static_cast<size_t>(m)] *
               double(at(filter + 2, o * c.middle + m));
      if (c.addsImage)
        sum += double(x[(y * c.width + column) * c.inputs + o]);
      result.push_back(static_cast<float>(sum));
    }
  }

  Case c;
  int64_t outHeight, outWidth;
};

void expectNear(const std::vector<float> &found,
                const std::vector<float> &expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (size_t i = 0; i < found.size(); ++i)
    ASSERT_NEAR(found[i], expected[i], 2e-4) << "element " << i;
}

TEST(InvertedResidual, ComputesWhatItMeans) {
  for (const Case &c : {
           Case{1, 7, 7, 8, 48, 8, 1, true, true, 1},
           Case{3, 5, 9, 24, 144, 24, 1, true, true, 1},
           Case{2, 11, 13, 7, 64, 32, 2, true, false, 1},
           Case{1, 8, 6, 5, 16, 40, 2, true, false, 2},
           Case{1, 1, 1, 16, 96, 16, 1, true, true, 2},
           Case{1, 2, 31, 3, 112, 56, 2, true, false, 3},
           Case{2, 10, 12, 32, 32, 16, 1, false, false, 2},
           Case{1, 9, 4, 16, 16, 16, 2, false, false, 1},
           Case{1, 6, 5, 48, 48, 48, 1, false, true, 4},
           Case{1, 3, 1, 16, 16, 8, 1, false, false, 1},
           Case{1, 7, 19, 32, 32, 24, 2, false, false, 2},
           Case{1, 29, 30, 16, 96, 16, 1, true, true, 2},
           Case{1, 7, 7, 160, 960, 160, 1, true, true, 2},
           Case{0, 7, 7, 8, 16, 8, 1, true, true, 2},
           Case{2, 0, 7, 8, 16, 8, 1, true, true, 2},
           Case{1, 8, 33, 3, 32, 16, 1, true, false, 1, 16, 66},
           Case{2, 7, 20, 3, 80, 24, 2, true, false, 2, 13, 39},
           Case{1, 5, 1, 1, 16, 8, 1, true, false, 3, 9, 1},
       }) {
    SCOPED_TRACE(testing::Message()
                 << c.height << "x" << c.width << " " << c.inputs << " "
                 << c.middle << " " << c.outputs << " stride " << c.stride);
    Block block(c);
    Status status = block.run();
    ASSERT_TRUE(status.ok()) << status.message();
    expectNear(block.result(), block.expected());
  }
}

std::vector<float> packed(const char *role, const Dims &dims,
                          const std::vector<float> &from) {
  std::string text = std::string("ptir.inverted_residual;role=") + role;
  StatusOr<ResolvedKernel> form = resolveKernel(text, 1);
  StatusOr<Buffer> packed =
      form->library->pack(form->request, dims, from.data());
  const float *data =
      static_cast<const float *>(static_cast<const void *>(packed->data()));
  return std::vector<float>(data, data + from.size());
}

/// Both forms, or the only one that this CPU runs.
std::vector<kernels::InvertedResidualFunction> runnableFunctions() {
  std::vector<kernels::InvertedResidualFunction> functions = {
      kernels::runInvertedResidualPortable};
#ifdef PTIR_HAS_AVX512_KERNELS
  if (kernels::hasAvx512())
    functions.push_back(kernels::runInvertedResidualAvx512);
#endif
  return functions;
}

/// What the parts of one image add up to. They write their rows and no others.
std::vector<float>
runParts(kernels::InvertedResidualFunction function,
         const kernels::InvertedResidualShape &shape,
         kernels::InvertedResidualOperands data,
         const std::vector<kernels::InvertedResidualPart> &parts) {
  int64_t rowFloats = shape.outWidth * shape.outputs;
  auto count = static_cast<size_t>(shape.outHeight * rowFloats);
  size_t scratchCount = static_cast<size_t>(kernels::scratchFloats(shape));
  std::vector<float> sum(count, 0), scratch(scratchCount + 16);
  void *aligned = scratch.data();
  size_t space = scratch.size() * sizeof(float);
  std::align(64, scratchCount * sizeof(float), aligned, space);
  constexpr float untouched = -1e30f;
  for (const kernels::InvertedResidualPart &part : parts) {
    std::vector<float> result(count, untouched);
    data.result = result.data();
    function(shape, data, part, static_cast<float *>(aligned));
    for (size_t i = 0; i < count; ++i) {
      int64_t row = static_cast<int64_t>(i) / rowFloats;
      if (row >= part.firstRow && row < part.lastRow)
        sum[i] += result[i];
      else
        EXPECT_EQ(result[i], untouched) << "row " << row;
    }
  }
  return sum;
}

// The steps are small here, so that rows are kept from one to the next.
TEST(InvertedResidual, IsTheSameOnAnyCpuAndInAnySteps) {
  for (const Case &c : {Case{1, 13, 11, 8, 112, 24, 1, true, false, 1},
                        Case{1, 14, 11, 8, 112, 24, 2, true, false, 1},
                        Case{1, 13, 11, 8, 112, 24, 1, true, false, 1, 26, 21},
                        Case{1, 13, 11, 112, 112, 24, 1, false, false, 1}}) {
    Block block(c);
    ASSERT_TRUE(block.run().ok());
    std::vector<std::vector<float>> values = block.values;
    size_t filter = c.expands ? 3 : 1;
    int64_t window = c.planeWidth ? 3 : 1;
    if (c.expands)
      values[1] = packed("expand", {112, 8, window, window}, values[1]);
    values[filter] = packed("filter", {112, 1, 3, 3}, values[filter]);
    values[filter + 2] = packed("project", {24, 112, 1, 1}, values[filter + 2]);
    kernels::InvertedResidualOperands data{values[0].data(),
                                           nullptr,
                                           nullptr,
                                           values[filter].data(),
                                           values[filter + 1].data(),
                                           values[filter + 2].data(),
                                           values[filter + 3].data(),
                                           nullptr};
    if (c.expands) {
      data.expand = values[1].data();
      data.expandBias = values[2].data();
    }
    int64_t outHeight = (c.height + c.stride - 1) / c.stride,
            outWidth = (c.width + c.stride - 1) / c.stride;
    kernels::InvertedResidualShape shape{
        c.height, c.width,   c.inputs, 112, 24, c.stride, outHeight,
        outWidth, c.expands, false,    6,   6,  0,        0};
    shape.planeHeight = c.planeHeight;
    shape.planeWidth = c.planeWidth;
    const std::vector<std::vector<kernels::InvertedResidualPart>> divisions = {
        {{0, outHeight, 0, 112}},
        {{0, 3, 0, 112}, {3, outHeight, 0, 112}},
        {{0, outHeight, 0, 48}, {0, outHeight, 48, 112}}};
    for (int64_t rows : {1, 2, 5, 13})
      for (int64_t chunk : {48, 96, 144})
        for (const auto &parts : divisions)
          for (auto function : runnableFunctions()) {
            shape.rows = rows;
            shape.chunk = chunk;
            shape.isOneStep =
                std::all_of(parts.begin(), parts.end(), [&](const auto &part) {
                  return part.lastRow - part.firstRow <= rows;
                });
            SCOPED_TRACE(testing::Message()
                         << "rows " << rows << ", chunk " << chunk << ", "
                         << parts.size() << " parts");
            expectNear(runParts(function, shape, data, parts),
                       block.expected());
          }
  }
}

TEST(InvertedResidual, KeepsNaNs) {
  for (const Case &c : {Case{1, 6, 6, 8, 16, 8, 1, true, false, 1},
                        Case{1, 6, 6, 8, 16, 8, 1, true, false, 1, 12, 12}}) {
    Block block(c);
    block.values[0][0] = std::numeric_limits<float>::quiet_NaN();
    ASSERT_TRUE(block.run().ok());
    EXPECT_TRUE(std::isnan(block.result().front()));
    EXPECT_FALSE(std::isnan(block.result().back()));
  }
}

TEST(InvertedResidual, SharesTheWorkOut) {
  auto shape = [](int64_t size, int64_t inputs, int64_t middle) {
    return kernels::InvertedResidualShape{size, size, inputs, middle, inputs,
                                          1,    size, size,   true,   true,
                                          6,    6,    0,      0};
  };
  // Rows of large images, channels of small ones.
  kernels::InvertedResidualPlan large =
      kernels::planInvertedResidual(shape(56, 24, 144), 2);
  EXPECT_FALSE(large.addsParts);
  ASSERT_EQ(large.parts.size(), 2u);
  EXPECT_EQ(large.parts[0].lastRow, 28);
  kernels::InvertedResidualPlan small =
      kernels::planInvertedResidual(shape(7, 160, 960), 2);
  EXPECT_TRUE(small.addsParts);
  ASSERT_EQ(small.parts.size(), 2u);
  EXPECT_EQ(small.parts[0].lastChannel, 480);
  EXPECT_EQ(small.parts[1].lastChannel, 960);
  EXPECT_LE(kernels::scratchFloats(large.shape) * 4, 512 << 10);
}

TEST(InvertedResidual, SaysWhatDoesNotFit) {
  Case c{1, 6, 6, 8, 16, 8, 1, true, true, 1};
  Block block(c);
  auto failure = [&](const std::string &config,
                     const std::vector<ptir_tensor> &operands) {
    StatusOr<ResolvedKernel> kernel = resolveKernel(config, 1);
    return kernel->library->prepare(kernel->request, operands).message();
  };
  std::vector<ptir_tensor> operands = block.tensors();
  EXPECT_EQ(failure("ptir.inverted_residual;expand=relu6;filter=relu6;stride=0",
                    operands),
            "inverted_residual: expected stride 1 or 2, found 0");
  EXPECT_EQ(failure("ptir.inverted_residual;expand=gelu;filter=relu;stride=1",
                    operands),
            "inverted_residual: expected expand=relu or relu6");
  EXPECT_EQ(
      failure("ptir.inverted_residual;filter=relu;stride=1;planes=1", operands),
      "inverted_residual: expected planes to be expanded");
  EXPECT_EQ(
      failure(
          "ptir.inverted_residual;expand=relu;filter=relu;stride=1;planes=1",
          operands),
      "inverted_residual: expected weights to expand with of [16, 6, 3, 3], "
      "found [16, 8, 1, 1]");
  EXPECT_EQ(failure("ptir.inverted_residual;filter=relu;stride=1", operands),
            "inverted_residual: expected 6 operands, found 8");
  EXPECT_EQ(failure("ptir.lstm", operands),
            "expected inverted_residual, matmul, pooled_convolution or "
            "winograd, found 'lstm'");
  Dims narrow = {15}, other = {16, 8, 3, 1};
  operands[1].dims = other.data();
  EXPECT_EQ(failure(block.config(), operands),
            "inverted_residual: expected weights to expand with of [16, 8, 1, "
            "1], found [16, 8, 3, 1]");
  operands[4].dims = narrow.data();
  EXPECT_EQ(failure(block.config(), operands),
            "inverted_residual: expected multiples of 16 and 8 channels "
            "between the convolutions and in the result, found 15 and 8");
  StatusOr<ResolvedKernel> form =
      resolveKernel("ptir.inverted_residual;role=filter", 1);
  EXPECT_EQ(
      form->library->pack(form->request, {16, 8, 3, 3}, nullptr).message(),
      "inverted_residual: expected a weight of [16 n, 1, 3, 3] to filter "
      "with");
}

} // namespace
