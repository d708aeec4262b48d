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

#include <algorithm>
#include <limits>
#include <ostream>
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
    std::string halves = steps + (steps.empty() ? "" : ";") + "strassen=1";
    auto plain = product.run(steps, 1), combined = product.run(halves, 1);
    for (const auto &result : {plain, combined}) {
      ASSERT_TRUE(result.ok()) << steps << ": " << result.message();
      for (int64_t row = 0; row < rows; ++row)
        for (int64_t column = 0; column < columns; ++column) {
          auto at = static_cast<size_t>(row * columns + column);
          double sum = sums[at];
          if (hasBias)
            sum += double(product.bias[static_cast<size_t>(column)]);
          if (accumulates)
            sum += double(product.y[at]);
          ASSERT_NEAR((*result)[at], applyStep(step, sum), toleranceOf(depth))
              << steps << ", row " << row << ", column " << column;
        }
    }
    // Several threads add up term by term, and as one does.
    for (const std::string &config : {steps, halves}) {
      auto shared = product.run(config, 2);
      ASSERT_TRUE(shared.ok());
      ASSERT_EQ(*plain, *shared) << config << ": one thread and two differ";
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

/// Within what docs/spec/index.md allows: 16 ULP of the sum of magnitudes, or,
/// where halves may be combined, 64 of the row's magnitudes times the column's
/// largest weight.
void expectAsSpecified(const Product &product, const std::vector<float> &result,
                       bool combined) {
  for (int64_t row = 0; row < product.rows; ++row)
    for (int64_t column = 0; column < product.columns; ++column) {
      double sum = 0, terms = 0, factors = 0, largest = 0;
      for (int64_t k = 0; k < product.depth; ++k) {
        double factor =
            double(product.x[static_cast<size_t>(row * product.depth + k)]);
        double weight = double(
            product.weights[static_cast<size_t>(k * product.columns + column)]);
        sum += factor * weight;
        terms += std::abs(factor * weight);
        factors += std::abs(factor);
        largest = std::max(largest, std::abs(weight));
      }
      ASSERT_NEAR(result[static_cast<size_t>(row * product.columns + column)],
                  sum,
                  0x1p-23 * (combined ? 64 * factors * largest : 16 * terms))
          << "row " << row << ", column " << column;
    }
}

/// What x and weights are multiplied by.
struct Sizes {
  const char *name;
  double (*ofX)(int64_t row, int64_t depth);
  double (*ofWeights)(int64_t depth, int64_t column);
  /// Whether rows have so few terms that errors of others count.
  bool hasFewTerms = false;
};

void PrintTo(const Sizes &sizes, std::ostream *out) { *out << sizes.name; }

double same(int64_t, int64_t) { return 1; }

class FloatMatmulSizes : public FloatMatmul,
                         public testing::WithParamInterface<Sizes> {};

TEST_P(FloatMatmulSizes, KeepTheirPlaces) {
  // Two blocks of depths, and partners in every direction.
  Product product(50, 900, 256);
  const Sizes &sizes = GetParam();
  auto scale = [](float &value, double factor) {
    value = static_cast<float>(double(value) * factor);
  };
  for (int64_t row = 0; row < product.rows; ++row)
    for (int64_t k = 0; k < product.depth; ++k)
      scale(product.row(product.x, row)[k], sizes.ofX(row, k));
  for (int64_t k = 0; k < product.depth; ++k)
    for (int64_t column = 0; column < product.columns; ++column)
      scale(product.weights[static_cast<size_t>(k * product.columns + column)],
            sizes.ofWeights(k, column));
  product.pack("panels64");
  auto plain = product.run("", 1), combined = product.run("strassen=1", 1);
  ASSERT_TRUE(plain.ok() && combined.ok());
  expectAsSpecified(product, *plain, /*combined=*/false);
  expectAsSpecified(product, *combined, sizes.hasFewTerms);
}

INSTANTIATE_TEST_SUITE_P(
    , FloatMatmulSizes,
    testing::Values(
        Sizes{"equal", same, same},
        Sizes{"rows",
              [](int64_t row, int64_t) {
                return row % 3 == 0 ? 1e15 : row % 3 == 1 ? 1e-15 : 0.0;
              },
              same},
        Sizes{"subnormal weights", [](int64_t, int64_t) { return 1e30; },
              [](int64_t, int64_t) { return 1e-40; }},
        Sizes{"rows of one number",
              [](int64_t row, int64_t k) {
                return row % 3 == 0 && k != 5 * row ? 0.0 : 1.0;
              },
              same, /*hasFewTerms=*/true},
        // As features of a language model are.
        Sizes{"a few depths",
              [](int64_t, int64_t k) { return k % 300 == 7 ? 1e3 : 1.0; },
              [](int64_t k, int64_t) { return k % 300 == 7 ? 1e-3 : 1.0; }},
        Sizes{"half of the depths",
              [](int64_t, int64_t k) { return k < 450 ? 1e-4 : 1.0; },
              [](int64_t k, int64_t) { return k < 450 ? 1e4 : 1.0; }},
        Sizes{"depths of zeros",
              [](int64_t, int64_t k) { return k % 5 == 0 ? 0.0 : 1.0; },
              [](int64_t k, int64_t) { return k % 7 == 0 ? 0.0 : 1.0; }},
        Sizes{"a column", same,
              [](int64_t, int64_t n) { return n == 5 ? 1e-6 : 1.0; }},
        Sizes{"columns of a panel", same,
              [](int64_t, int64_t n) { return n < 64 ? 1e3 : 1.0; }},
        Sizes{"columns of zeros", same,
              [](int64_t, int64_t n) { return n % 100 == 3 ? 0.0 : 1.0; }},
        Sizes{"diagonal blocks", same,
              [](int64_t k, int64_t n) {
                return (k < 450) == (n % 128 < 64) ? 1.0 : 0.0;
              }},
        Sizes{"few weights", same,
              [](int64_t k, int64_t n) {
                return (k * 7 + n * 13) % 101 == 0 ? 1.0 : 0.0;
              }},
        Sizes{"everything",
              [](int64_t row, int64_t k) {
                return std::ldexp(1.0, static_cast<int>(row % 20 + k % 16));
              },
              [](int64_t k, int64_t n) {
                return std::ldexp(1.0, static_cast<int>(n % 24 - k % 16));
              }}),
    [](const testing::TestParamInfo<Sizes> &info) {
      std::string name = info.param.name;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

// A checkpoint's own bytes, where nothing is to be packed, lie anywhere.
TEST_F(FloatMatmul, WeightsNeedNoAlignment) {
  for (const std::string config : {"", "strassen=1"}) {
    Product product(50, 256, 128);
    auto expected = product.run(config, 1);
    product.panelOffset = 4;
    auto found = product.run(config, 1);
    ASSERT_TRUE(expected.ok() && found.ok());
    EXPECT_EQ(*expected, *found);
  }
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
  auto result = product.run("bias=1;epilogue=sum;strassen=1", 1);
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

} // namespace
