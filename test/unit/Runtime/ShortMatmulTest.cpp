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

#include "MatmulProduct.h"
#include "ptir/Support/ScalarFloat.h"

#include <limits>
#include <tuple>

using namespace ptir;
using namespace ptir::runtime;

namespace {

bool hasInstructions() { return __builtin_cpu_supports("avx512bf16"); }

double asBF16(double value) {
  return decodeFloat(ElementType::BF16, encodeFloat(ElementType::BF16, value));
}

struct Product : MatmulProduct {
  Product(int64_t rows, int64_t depth, int64_t columns)
      : MatmulProduct(rows, depth, columns) {
    // Of every size, eight columns apart; seven bits each.
    for (size_t i = 0; i < weights.size(); ++i)
      weights[i] = std::ldexp(
          std::round(weights[i] * 64) / 64,
          static_cast<int>(i % static_cast<size_t>(columns)) % 9 - 4);
    pack("panels64:f12");
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

using Extents = std::tuple<int64_t, int64_t, int64_t>;

class ShortMatmul : public testing::TestWithParam<Extents> {
protected:
  void SetUp() override {
    if (!hasInstructions())
      GTEST_SKIP() << "no AVX-512 BF16";
  }
};

TEST_P(ShortMatmul, EqualsSumsInDouble) {
  int64_t rows = std::get<0>(GetParam()), columns = std::get<2>(GetParam());
  Product product(rows, std::get<1>(GetParam()), columns);
  forEachConfig([&](const std::string &config, const std::string &step,
                    bool hasBias, bool accumulates) {
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
        ASSERT_NEAR((*result)[at], applyStep(step, sum),
                    1e-6 * (magnitudes + 4))
            << config << ", row " << row << ", column " << column;
      }
    auto alone = product.run(config, 1);
    ASSERT_TRUE(alone.ok());
    ASSERT_EQ(*alone, *result) << config << ": one thread and two differ";
  });
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
      double expected = v < -80 ? 0 : v > 80 ? v : applyStep(step, v);
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
            "matmul: expected an even depth, found 7");
  product.depth = 0;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected a depth of 1 or more, found 0");
  product.depth = 8;
  product.panelDims[1] = 4;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected weights of [1, 5, 96], found [1, 4, 96]");
}

} // namespace
