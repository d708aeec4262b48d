//===- MatmulLoopsTest.cpp - Matrix product kernels, executed -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToVectorLoops/MatmulLoops.h"

#include "KernelRunner.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

namespace {

constexpr int64_t guard = 256;

template <typename T>
std::vector<T> numbers(int64_t size, unsigned seed) {
  std::vector<T> result(size);
  for (T &value : result) {
    seed = seed * 1664525u + 1013904223u;
    value = T(int(seed >> 20) - 2048) / T(2048);
  }
  return result;
}

/// The output starts as NaN: what was there must not be read, and what is not
/// part of the result must stay.
template <typename T>
std::vector<T> unwritten(int64_t size) {
  return std::vector<T>(size + guard, std::numeric_limits<T>::quiet_NaN());
}

template <typename T>
using RightElement = std::function<T(int64_t k, int64_t n)>;

/// Compares out with lhs * rhs in columns [begin, end) and with NaN elsewhere.
template <typename T>
void expectProduct(const std::vector<T> &out, const std::vector<T> &lhs,
                   const RightElement<T> &rhs, int64_t m, int64_t k, int64_t n,
                   int64_t begin, int64_t end) {
  double epsilon = std::numeric_limits<T>::epsilon();
  for (int64_t row = 0; row < m; ++row)
    for (int64_t column = 0; column < n; ++column) {
      T found = out[row * n + column];
      if (column < begin || column >= end) {
        ASSERT_TRUE(std::isnan(found)) << row << ' ' << column;
        continue;
      }
      double sum = 0, magnitude = 0;
      for (int64_t depth = 0; depth < k; ++depth) {
        double term = double(lhs[row * k + depth]) * rhs(depth, column);
        sum += term;
        magnitude += std::abs(term);
      }
      ASSERT_NEAR(found, sum, 4 * epsilon * magnitude)
          << row << ' ' << column << " of " << m << 'x' << k << 'x' << n;
    }
  for (size_t i = m * n; i < out.size(); ++i)
    ASSERT_TRUE(std::isnan(out[i])) << "beyond the end by " << i - m * n;
}

struct Shape {
  int64_t m, k, n;
};
const Shape shapes[] = {{1, 64, 64},  {1, 1031, 131}, {2, 17, 65},  {3, 5, 1},
                        {6, 512, 64}, {13, 513, 130}, {7, 1, 63},   {9, 0, 70},
                        {0, 5, 64},   {4, 3, 0},      {5, 1200, 17}};

template <typename T>
void checkPanels(const std::string &type, int64_t panelColumns,
                 unsigned vectorWidth) {
  std::string element = "x" + type + ">";
  KernelRunner kernel(
      "%lhs: memref<?x?" + element + ", %panels: memref<?x?x" +
          std::to_string(panelColumns) + element + ", %out: memref<?x?" +
          element + ", %begin: index, %end: index",
      [&](mlir::OpBuilder &builder, mlir::Location loc, auto arguments) {
        ptir::emitPanelMatmul(builder, loc, arguments[0], arguments[1],
                              arguments[2], arguments[3], arguments[4],
                              /*dotBytes=*/false, vectorWidth);
      });
  ASSERT_TRUE(kernel.ok()) << kernel.error();
  for (auto [m, k, n] : shapes) {
    int64_t count = (n + panelColumns - 1) / panelColumns;
    std::vector<T> lhs = numbers<T>(m * k, 1);
    std::vector<T> panels = numbers<T>(count * k * panelColumns, 2);
    RightElement<T> rhs = [&, k = k](int64_t depth, int64_t column) {
      int64_t panel = column / panelColumns;
      return panels[(panel * k + depth) * panelColumns + column % panelColumns];
    };
    for (int64_t begin : {int64_t(0), std::min<int64_t>(1, count)}) {
      std::vector<T> out = unwritten<T>(m * n);
      MemRefArgument<T, 2> left(lhs.data(), {m, k}), result(out.data(), {m, n});
      MemRefArgument<T, 3> right(panels.data(), {count, k, panelColumns});
      ASSERT_TRUE(kernel.call(&left, &right, &result, begin, count));
      expectProduct<T>(out, lhs, rhs, m, k, n, begin * panelColumns, n);
    }
  }
}

template <typename T>
void checkRowDots(const std::string &type, unsigned vectorWidth) {
  std::string matrix = "memref<?x?x" + type + ">";
  KernelRunner kernel(
      "%lhs: " + matrix + ", %rhs: " + matrix + ", %out: " + matrix +
          ", %begin: index, %end: index",
      [&](mlir::OpBuilder &builder, mlir::Location loc, auto arguments) {
        ptir::emitRowDotMatmul(builder, loc, arguments[0], arguments[1],
                               arguments[2], arguments[3], arguments[4],
                               vectorWidth);
      });
  ASSERT_TRUE(kernel.ok()) << kernel.error();
  for (auto [m, k, n] : shapes) {
    std::vector<T> lhs = numbers<T>(m * k, 3), rows = numbers<T>(n * k, 4);
    RightElement<T> rhs = [&, k = k](int64_t depth, int64_t column) {
      return rows[column * k + depth];
    };
    for (int64_t begin : {int64_t(0), n / 3}) {
      int64_t end = n - n / 5;
      std::vector<T> out = unwritten<T>(m * n);
      MemRefArgument<T, 2> left(lhs.data(), {m, k}), right(rows.data(), {n, k}),
          result(out.data(), {m, n});
      ASSERT_TRUE(kernel.call(&left, &right, &result, begin, end));
      expectProduct<T>(out, lhs, rhs, m, k, n, begin, end);
    }
  }
}

TEST(PanelMatmul, ComputesTheProduct) { checkPanels<float>("f32", 64, 512); }

TEST(PanelMatmul, ComputesTheProductOnNarrowVectors) {
  checkPanels<float>("f32", 64, 256);
}

TEST(PanelMatmul, TakesDoubles) { checkPanels<double>("f64", 32, 512); }

TEST(PanelMatmul, UsesStaticExtents) {
  constexpr int64_t m = 13, k = 96, n = 128;
  KernelRunner kernel(
      "%lhs: memref<?x96xf32>, %panels: memref<2x96x64xf32>, "
      "%out: memref<?x128xf32>, %begin: index, %end: index",
      [](mlir::OpBuilder &builder, mlir::Location loc, auto arguments) {
        ptir::emitPanelMatmul(builder, loc, arguments[0], arguments[1],
                              arguments[2], arguments[3], arguments[4]);
      });
  ASSERT_TRUE(kernel.ok()) << kernel.error();
  std::vector<float> lhs = numbers<float>(m * k, 5);
  std::vector<float> panels = numbers<float>(n * k, 6);
  std::vector<float> out = unwritten<float>(m * n);
  MemRefArgument<float, 2> left(lhs.data(), {m, k}), result(out.data(), {m, n});
  MemRefArgument<float, 3> right(panels.data(), {2, k, 64});
  ASSERT_TRUE(kernel.call(&left, &right, &result, int64_t(0), int64_t(2)));
  expectProduct<float>(
      out, lhs,
      [&](int64_t depth, int64_t column) {
        return panels[(column / 64 * k + depth) * 64 + column % 64];
      },
      m, k, n, 0, n);
}

/// Panels of bf16, the upper halves of f32, in pairs. What pads an odd depth is
/// not read, or not added.
void checkHalfPanels(unsigned vectorWidth) {
  KernelRunner kernel(
      "%lhs: memref<?x?xf32>, %panels: memref<?x?x128xbf16>, "
      "%out: memref<?x?xf32>, %begin: index, %end: index",
      [&](mlir::OpBuilder &builder, mlir::Location loc, auto arguments) {
        ptir::emitPanelMatmul(builder, loc, arguments[0], arguments[1],
                              arguments[2], arguments[3], arguments[4],
                              /*dotBytes=*/false, vectorWidth);
      });
  ASSERT_TRUE(kernel.ok()) << kernel.error();
  for (auto [m, k, n] : shapes) {
    int64_t count = (n + 63) / 64;
    std::vector<float> lhs = numbers<float>(m * k, 7),
                       out = unwritten<float>(m * n);
    int64_t pairs = (k + 1) / 2;
    std::vector<uint16_t> panels(count * pairs * 128);
    for (size_t i = 0; i < panels.size(); ++i)
      panels[i] = uint16_t(0x3c00 + i * 40503 % 0x0400 + (i % 3 ? 0x8000 : 0));
    RightElement<float> rhs = [&](int64_t depth, int64_t column) {
      uint32_t bits = panels[(column / 64 * pairs + depth / 2) * 128 +
                             column % 64 * 2 + depth % 2]
                      << 16;
      float value;
      std::memcpy(&value, &bits, sizeof value);
      return value;
    };
    MemRefArgument<float, 2> left(lhs.data(), {m, k}),
        result(out.data(), {m, n});
    MemRefArgument<uint16_t, 3> right(panels.data(), {count, pairs, 128});
    ASSERT_TRUE(kernel.call(&left, &right, &result, int64_t(0), count));
    expectProduct<float>(out, lhs, rhs, m, k, n, 0, n);
  }
}

/// Panels of integers in groups of four, with the scales in one more row.
void checkScaledPanels(unsigned vectorWidth) {
  KernelRunner kernel(
      "%lhs: memref<?x?xf32>, %panels: memref<?x?x256xi8>, "
      "%out: memref<?x?xf32>, %begin: index, %end: index",
      [&](mlir::OpBuilder &builder, mlir::Location loc, auto arguments) {
        ptir::emitPanelMatmul(builder, loc, arguments[0], arguments[1],
                              arguments[2], arguments[3], arguments[4],
                              /*dotBytes=*/false, vectorWidth);
      });
  ASSERT_TRUE(kernel.ok()) << kernel.error();
  for (auto [m, k, n] : shapes) {
    int64_t count = (n + 63) / 64;
    std::vector<float> lhs = numbers<float>(m * k, 9),
                       out = unwritten<float>(m * n);
    int64_t rows = (k + 3) / 4 + 1;
    std::vector<int8_t> panels(count * rows * 256);
    for (size_t i = 0; i < panels.size(); ++i)
      panels[i] = int8_t(int(i * 2654435761u >> 16) % 255 - 127);
    auto scaleOf = [](int64_t column) { return 0.001f * float(column + 1); };
    for (int64_t column = 0; column < count * 64; ++column) {
      float scale = scaleOf(column);
      std::memcpy(
          &panels[((column / 64 + 1) * rows - 1) * 256 + column % 64 * 4],
          &scale, sizeof scale);
    }
    RightElement<float> rhs = [&](int64_t depth, int64_t column) {
      return float(panels[(column / 64 * rows + depth / 4) * 256 +
                          column % 64 * 4 + depth % 4]) *
             scaleOf(column);
    };
    MemRefArgument<float, 2> left(lhs.data(), {m, k}),
        result(out.data(), {m, n});
    MemRefArgument<int8_t, 3> right(panels.data(), {count, rows, 256});
    ASSERT_TRUE(kernel.call(&left, &right, &result, int64_t(0), count));
    expectProduct<float>(out, lhs, rhs, m, k, n, 0, n);
  }
}

TEST(PanelMatmul, WidensHalves) {
  checkHalfPanels(512);
  checkHalfPanels(256);
}

TEST(PanelMatmul, ScalesIntegers) {
  checkScaledPanels(512);
  checkScaledPanels(256);
}

TEST(RowDotMatmul, ComputesTheProduct) { checkRowDots<float>("f32", 512); }

TEST(RowDotMatmul, ComputesTheProductOnNarrowVectors) {
  checkRowDots<float>("f32", 256);
}

TEST(RowDotMatmul, TakesDoubles) { checkRowDots<double>("f64", 512); }

} // namespace
