//===- ShortMatmulTest.cpp - Rows times weights in few bits -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Against sums in double of factors rounded to bf16, with weights that 12 bits
// or 8 hold exactly: heights of tiles, with weights unpacked for each or for
// all, widths of the last panel and depths around those of a block.
//
//===----------------------------------------------------------------------===//

#include "MatmulProduct.h"
#include "ptir/Support/ScalarFloat.h"

#include <algorithm>
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
  /// Weights of seven bits each or, as integers, up to 127, which the first
  /// depth has; of every size, eight columns apart.
  Product(const std::string &form, int64_t rows, int64_t depth, int64_t columns)
      : MatmulProduct(rows, depth, columns) {
    bool isBytes = form == "panels64:s8";
    for (size_t i = 0; i < weights.size(); ++i) {
      size_t column = i % static_cast<size_t>(columns);
      float steps = std::round(weights[i] * (isBytes ? 127 : 64));
      if (isBytes && i == column)
        steps = 127;
      weights[i] = std::ldexp(steps / 64, static_cast<int>(column) % 9 - 4);
    }
    pack(form);
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

class ShortMatmul
    : public testing::TestWithParam<std::tuple<std::string, Extents>> {
protected:
  void SetUp() override {
    if (!hasInstructions())
      GTEST_SKIP() << "no AVX-512 BF16";
  }
};

TEST_P(ShortMatmul, EqualsSumsInDouble) {
  auto [form, extents] = GetParam();
  int64_t rows = std::get<0>(extents), columns = std::get<2>(extents);
  Product product(form, rows, std::get<1>(extents), columns);
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
    testing::Combine(testing::Values("panels64:f12", "panels64:s8"),
                     testing::Values(Extents{0, 64, 64}, Extents{1, 2, 1},
                                     Extents{5, 34, 64}, Extents{6, 64, 70},
                                     Extents{7, 96, 131}, Extents{13, 1024, 65},
                                     Extents{4, 1026, 128},
                                     Extents{18, 70, 100}, Extents{19, 66, 130},
                                     Extents{25, 2050, 80},
                                     Extents{20, 1024, 64},
                                     Extents{3, 768, 320})));

// A column of zeros has the scale 0, and large numbers one that is finite.
TEST(ShortMatmulBytes, OfExtremeColumns) {
  if (!hasInstructions())
    GTEST_SKIP() << "no AVX-512 BF16";
  Product plain("panels64:s8", 3, 6, 2), extreme = plain;
  for (size_t i = 0; i < extreme.weights.size(); ++i)
    extreme.weights[i] = i % 2 ? 0.0f : std::ldexp(plain.weights[i], 120);
  extreme.pack("panels64:s8");
  auto expected = plain.run("", 1), found = extreme.run("", 1);
  ASSERT_TRUE(expected.ok() && found.ok());
  for (size_t row = 0; row < 3; ++row) {
    EXPECT_EQ((*found)[2 * row], std::ldexp((*expected)[2 * row], 120));
    EXPECT_EQ((*found)[2 * row + 1], 0.0f);
  }
}

// Steps of extreme values: no overflow on the way.
TEST(ShortMatmulSteps, OfExtremeValues) {
  if (!hasInstructions())
    GTEST_SKIP() << "no AVX-512 BF16";
  Product product("panels64:f12", 1, 2, 64);
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

TEST(ShortMatmulRefuses, CpusWithoutItsInstructions) {
  if (hasInstructions())
    GTEST_SKIP() << "this CPU has AVX-512 BF16";
  for (const char *form : {"panels64:f12", "panels64:s8"})
    EXPECT_EQ(Product(form, 2, 8, 64).run("", 1).message(),
              "matmul: expected a CPU with AVX-512 BF16");
}

} // namespace
