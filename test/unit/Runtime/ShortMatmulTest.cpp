//===- ShortMatmulTest.cpp - Rows times weights of 12 bits ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Against sums in double of factors rounded to bf16, with weights that 12 bits
// hold exactly: heights of tiles, widths of the last panel and depths around
// those of a block.
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/Kernels/Library.h"
#include "lib/Runtime/ParamDerivation.h"
#include "ptir/Support/ScalarFloat.h"
#include "ptir/Support/SplitMix64.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

using namespace ptir;
using namespace ptir::runtime;

namespace {

bool hasInstructions() { return __builtin_cpu_supports("avx512bf16"); }

double asBF16(double value) {
  return decodeFloat(ElementType::BF16, encodeFloat(ElementType::BF16, value));
}

/// Operands of one product and the kernel that is to compute it.
struct Product {
  int64_t rows, depth, columns, panelRows;
  std::vector<float> x, weights, bias, y;
  std::vector<unsigned char> panels;

  Product(int64_t rows, int64_t depth, int64_t columns)
      : rows(rows), depth(depth), columns(columns), panelRows(depth / 2 + 1) {
    SplitMix64 random(static_cast<uint64_t>(rows * 31 + depth * 7 + columns));
    auto fill = [&](std::vector<float> &values, int64_t count, auto &&draw) {
      values.resize(static_cast<size_t>(count));
      for (float &value : values)
        value = draw(static_cast<float>(random.next() >> 40) / (1 << 23) - 1);
    };
    auto plain = [](float value) { return value; };
    fill(x, rows * depth, plain);
    fill(bias, columns, plain);
    fill(y, rows * columns, plain);
    // Of every size, eight columns apart; seven bits each.
    fill(weights, depth * columns,
         [](float value) { return std::round(value * 64) / 64; });
    for (size_t i = 0; i < weights.size(); ++i)
      weights[i] = std::ldexp(
          weights[i],
          static_cast<int>(i % static_cast<size_t>(columns)) % 9 - 4);
    ParamDerivation derivation{
        *parseParamForm("panels64:f12"),
        ElementType::F32,
        ElementType::F32,
        depth,
        columns,
        reinterpret_cast<const unsigned char *>(weights.data()),
        nullptr};
    panels.resize(static_cast<size_t>(derivation.targetBytes()));
    derivation.target = panels.data();
    EXPECT_TRUE(derive(derivation, ThreadPool(1), [](int64_t, int64_t) {
                  return true;
                }).ok());
  }

  /// What making the kernel ready fails with, or y afterwards.
  StatusOr<std::vector<float>> run(const std::string &config, int threads) {
    std::vector<float> result = y;
    int64_t xDims[] = {rows, depth}, yDims[] = {rows, columns},
            panelDims[] = {(columns + 63) / 64, panelRows, 96},
            biasDims[] = {columns};
    auto f32 = static_cast<int32_t>(ElementType::F32);
    std::vector<ptir_tensor> operands = {
        {x.data(), xDims, 2, f32},
        {panels.data(), panelDims, 3, static_cast<int32_t>(ElementType::SI16)}};
    if (config.find("bias=1") != std::string::npos)
      operands.push_back({bias.data(), biasDims, 1, f32});
    operands.push_back({result.data(), yDims, 2, f32});
    StatusOr<KernelConfig> parsed = KernelConfig::parse(config);
    if (!parsed.ok())
      return parsed.status();
    KernelRequest request{"matmul", *parsed, threads};
    auto kernel = kernels::library().prepare(request, operands);
    if (!kernel.ok())
      return kernel.status();
    std::vector<unsigned char> scratch(
        static_cast<size_t>((*kernel)->scratchBytes()) + 64);
    size_t rest = reinterpret_cast<uintptr_t>(scratch.data()) % 64;
    if (Status status =
            (*kernel)->run(operands.data(), scratch.data() + (64 - rest) % 64);
        !status.ok())
      return status;
    return result;
  }

  /// The sum and that of the magnitudes.
  std::pair<double, double> sum(int64_t row, int64_t column) const {
    double sum = 0, magnitudes = 0;
    for (int64_t k = 0; k < depth; ++k) {
      double product =
          asBF16(x[static_cast<size_t>(row * depth + k)]) *
          double(weights[static_cast<size_t>(k * columns + column)]);
      sum += product;
      magnitudes += std::abs(product);
    }
    return {sum, magnitudes};
  }
};

double apply(const std::string &step, double v) {
  if (step == "relu")
    return std::max(v, 0.0);
  if (step == "relu6")
    return std::min(std::max(v, 0.0), 6.0);
  if (step == "gelu_tanh")
    return 0.5 * v *
           (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v)));
  if (step == "silu")
    return v / (1 + std::exp(-v));
  return v;
}

using Extents = std::tuple<int64_t, int64_t, int64_t>;

class ShortMatmul : public testing::TestWithParam<Extents> {
protected:
  void SetUp() override {
    if (!hasInstructions())
      GTEST_SKIP() << "no AVX-512 BF16";
  }
};

TEST_P(ShortMatmul, EqualsSumsInDouble) {
  auto [rows, depth, columns] = GetParam();
  Product product(rows, depth, columns);
  for (const std::string step : {"", "relu", "relu6", "gelu_tanh", "silu"})
    for (bool accumulates : {false, true})
      for (bool hasBias : {false, true}) {
        std::string steps =
            accumulates ? step.empty() ? "sum" : "sum," + step : step;
        std::string config = hasBias ? "bias=1" : "";
        if (!steps.empty())
          config += (config.empty() ? "epilogue=" : ";epilogue=") + steps;
        auto result = product.run(config, 2);
        ASSERT_TRUE(result.ok()) << config << ": " << result.message();
        for (int64_t row = 0; row < rows; ++row)
          for (int64_t column = 0; column < columns; ++column) {
            auto at = static_cast<size_t>(row * columns + column);
            auto [sum, magnitudes] = product.sum(row, column);
            if (hasBias)
              sum += product.bias[static_cast<size_t>(column)];
            if (accumulates)
              sum += product.y[at];
            ASSERT_NEAR((*result)[at], apply(step, sum),
                        1e-6 * (magnitudes + 4))
                << config << ", row " << row << ", column " << column;
          }
        auto alone = product.run(config, 1);
        ASSERT_TRUE(alone.ok());
        ASSERT_EQ(*alone, *result) << config << ": one thread and two differ";
      }
}

INSTANTIATE_TEST_SUITE_P(
    , ShortMatmul,
    testing::Values(Extents{0, 64, 64}, Extents{1, 2, 1}, Extents{5, 34, 64},
                    Extents{6, 64, 70}, Extents{7, 96, 131},
                    Extents{13, 1024, 65}, Extents{4, 1026, 128},
                    Extents{25, 2050, 80}, Extents{3, 768, 320}));

// Steps of extreme values: no overflow on the way.
TEST(ShortMatmulSteps, OfExtremeValues) {
  if (!hasInstructions())
    GTEST_SKIP() << "no AVX-512 BF16";
  Product product(1, 2, 64);
  std::fill(product.x.begin(), product.x.end(), 0.0f);
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const float values[] = {0.0f,  1e-30f, -1e-30f, 90.0f,  -90.0f,
                          1e20f, -1e20f, 3e38f,   -3e38f, infinity};
  std::copy(std::begin(values), std::end(values), product.bias.begin());
  product.bias[10] = std::nanf("");
  for (const std::string step : {"relu", "gelu_tanh", "silu"}) {
    auto result = product.run("bias=1;epilogue=" + step, 1);
    ASSERT_TRUE(result.ok()) << result.message();
    for (size_t i = 0; i < 10; ++i) {
      double v = double(product.bias[i]);
      double expected = v < -80 ? 0 : v > 80 ? v : apply(step, v);
      EXPECT_FLOAT_EQ((*result)[i], static_cast<float>(expected))
          << step << " of " << v;
    }
    EXPECT_TRUE(std::isnan((*result)[10])) << step;
  }
}

TEST(ShortMatmulRefuses, WhatItDoesNotKnow) {
  Product product(2, 8, 64);
  EXPECT_EQ(product.run("epilogue=gelu", 1).message(),
            "matmul: expected an epilogue of sum and one of relu, relu6, "
            "gelu_tanh and silu, found 'gelu'");
  EXPECT_EQ(product.run("epilogue=relu,sum", 1).message(),
            "matmul: expected an epilogue of sum and one of relu, relu6, "
            "gelu_tanh and silu, found 'sum'");
  product.depth = 7;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected an even depth of 2 or more, found 7");
  product.depth = 0;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected an even depth of 2 or more, found 0");
  product.depth = 8;
  product.panelRows = 4;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected weights of [1, 5, 96], found [1, 4, 96]");
}

} // namespace
