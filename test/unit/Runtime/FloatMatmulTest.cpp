//===- FloatMatmulTest.cpp - Rows times weights of f32 ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Against sums in double, term by term and with halves of matrices combined:
// heights of tiles, rows without a partner, panels without a partner, odd
// depths and depths around those of a block, rows of very different sizes, and
// numbers that are not finite.
//
//===----------------------------------------------------------------------===//

#include "MatmulProduct.h"

#include <limits>
#include <tuple>

using namespace ptir;
using namespace ptir::runtime;

namespace {

bool hasInstructions() { return __builtin_cpu_supports("avx512dq"); }

struct Product : MatmulProduct {
  Product(int64_t rows, int64_t depth, int64_t columns)
      : MatmulProduct(rows, depth, columns) {
    pack("panels64");
  }

  double sum(int64_t row, int64_t column) const {
    double sum = 0;
    for (int64_t k = 0; k < depth; ++k)
      sum += double(x[static_cast<size_t>(row * depth + k)]) *
             double(weights[static_cast<size_t>(k * columns + column)]);
    return sum;
  }

  float *row(std::vector<float> &values, int64_t index) {
    return values.data() + index * static_cast<int64_t>(values.size()) / rows;
  }
};

class FloatMatmul : public testing::Test {
protected:
  void SetUp() override {
    if (!hasInstructions())
      GTEST_SKIP() << "no AVX-512";
  }
};

using Extents = std::tuple<int64_t, int64_t, int64_t>;

class FloatMatmulExtents : public FloatMatmul,
                           public testing::WithParamInterface<Extents> {};

/// Several times what sums of so many products of numbers up to 1 are off by.
double toleranceOf(int64_t depth) { return 1e-7 * (double(depth) + 50); }

TEST_P(FloatMatmulExtents, EqualSumsInDouble) {
  int64_t rows = std::get<0>(GetParam()), depth = std::get<1>(GetParam()),
          columns = std::get<2>(GetParam());
  Product product(rows, depth, columns);
  std::vector<double> sums;
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      sums.push_back(product.sum(row, column));
  forEachConfig([&](const std::string &steps, const std::string &step,
                    bool hasBias, bool accumulates) {
    for (const std::string form : {"", "strassen=1"}) {
      std::string config =
          steps + (steps.empty() || form.empty() ? "" : ";") + form;
      auto result = product.run(config, 2);
      ASSERT_TRUE(result.ok()) << config << ": " << result.message();
      for (int64_t row = 0; row < rows; ++row)
        for (int64_t column = 0; column < columns; ++column) {
          auto at = static_cast<size_t>(row * columns + column);
          double sum = sums[at];
          if (hasBias)
            sum += double(product.bias[static_cast<size_t>(column)]);
          if (accumulates)
            sum += double(product.y[at]);
          ASSERT_NEAR((*result)[at], applyStep(step, sum), toleranceOf(depth))
              << config << ", row " << row << ", column " << column;
        }
      auto alone = product.run(config, 1);
      ASSERT_TRUE(alone.ok());
      ASSERT_EQ(*alone, *result) << config << ": one thread and two differ";
    }
  });
}

INSTANTIATE_TEST_SUITE_P(
    , FloatMatmulExtents,
    testing::Values(Extents{0, 64, 64}, Extents{1, 1, 1}, Extents{5, 33, 64},
                    Extents{6, 64, 70}, Extents{7, 97, 131},
                    Extents{13, 1539, 65}, Extents{47, 256, 128},
                    Extents{48, 256, 128}, Extents{49, 258, 129},
                    Extents{51, 1538, 192}, Extents{64, 770, 320},
                    Extents{48, 257, 128}, Extents{193, 256, 140}));

// The form with combined halves is another one: its last places differ.
TEST_F(FloatMatmul, CombinesHalvesWhereAsked) {
  for (int64_t rows : {47, 48}) {
    Product product(rows, 256, 128);
    auto plain = product.run("", 1), combined = product.run("strassen=1", 1);
    ASSERT_TRUE(plain.ok() && combined.ok());
    EXPECT_EQ(*plain == *combined, rows == 47);
  }
}

// As Strassen.h says.
TEST_F(FloatMatmul, CombinedHalvesAreNearlyAsExact) {
  constexpr int64_t rows = 64, depth = 768, columns = 128;
  Product product(rows, depth, columns);
  auto errorOf = [&](const std::string &config) {
    auto result = product.run(config, 1);
    EXPECT_TRUE(result.ok()) << result.message();
    double squares = 0;
    for (int64_t row = 0; row < rows; ++row)
      for (int64_t column = 0; column < columns; ++column) {
        double error =
            product.row(*result, row)[column] - product.sum(row, column);
        squares += error * error;
      }
    return std::sqrt(squares);
  };
  double plain = errorOf(""), combined = errorOf("strassen=1");
  EXPECT_GT(combined, plain);
  EXPECT_LT(combined, 1.6 * plain);
}

// Rows of 1e-30 beside rows of 1e+30 are as exact as the others.
TEST_F(FloatMatmul, RowsOfDifferentSizesKeepTheirPlaces) {
  constexpr int64_t rows = 48, depth = 256, columns = 128;
  Product product(rows, depth, columns);
  auto sizeOf = [](int64_t row) {
    return row % 3 == 0 ? 1e30 : row % 3 == 1 ? 1e-30 : 0.0;
  };
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t k = 0; k < depth; ++k)
      product.row(product.x, row)[k] *= static_cast<float>(sizeOf(row));
  auto result = product.run("strassen=1", 1);
  ASSERT_TRUE(result.ok()) << result.message();
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      ASSERT_NEAR(product.row(*result, row)[column], product.sum(row, column),
                  toleranceOf(depth) * sizeOf(row))
          << "row " << row << ", column " << column;
}

// NaN and infinities reach their row or their column and no other.
TEST_F(FloatMatmul, NumbersThatAreNotFiniteStayWhereTheyBelong) {
  constexpr int64_t rows = 50, depth = 256, columns = 256;
  constexpr float infinity = std::numeric_limits<float>::infinity();
  Product product(rows, depth, columns);
  product.row(product.x, 7)[3] = std::nanf("");
  product.row(product.x, 40)[200] = infinity;
  product.weights[200 * columns + 130] = -infinity;
  product.pack("panels64");
  auto result = product.run("bias=1;epilogue=sum;strassen=1", 2);
  ASSERT_TRUE(result.ok()) << result.message();
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column) {
      auto at = static_cast<size_t>(row * columns + column);
      double sum = product.sum(row, column) +
                   double(product.bias[static_cast<size_t>(column)]) +
                   double(product.y[at]);
      float found = (*result)[at];
      if (std::isfinite(sum))
        ASSERT_NEAR(found, sum, toleranceOf(depth))
            << "row " << row << ", column " << column;
      else if (std::isnan(sum))
        ASSERT_TRUE(std::isnan(found))
            << "row " << row << ", column " << column;
      else
        ASSERT_EQ(found, static_cast<float>(sum))
            << "row " << row << ", column " << column;
    }
}

// Sums of large weights overflow where the weights do not.
TEST_F(FloatMatmul, LargeWeightsDoNotOverflow) {
  constexpr int64_t rows = 48, depth = 256, columns = 128;
  Product product(rows, depth, columns);
  for (int64_t k = 0; k < depth; ++k)
    for (int64_t column = 0; column < columns; ++column)
      product.weights[static_cast<size_t>(k * columns + column)] =
          k % 128 == 0 ? 0x1p127f : 0.0f;
  for (int64_t row = 0; row < rows; ++row)
    product.row(product.x, row)[128] = -product.row(product.x, row)[0];
  product.pack("panels64");
  auto result = product.run("strassen=1", 1);
  ASSERT_TRUE(result.ok()) << result.message();
  for (float value : *result)
    ASSERT_EQ(value, 0);
}

TEST_F(FloatMatmul, RefusesWhatDoesNotFit) {
  Product product(2, 8, 64);
  EXPECT_EQ(product.run("epilogue=gelu", 1).message(),
            "matmul: expected an epilogue of sum and one of relu, relu6, "
            "gelu_tanh and silu, found 'gelu'");
  product.panelDims[1] = 7;
  EXPECT_EQ(product.run("", 1).message(),
            "matmul: expected weights of [1, 8, 64], found [1, 7, 64]");
}

} // namespace
