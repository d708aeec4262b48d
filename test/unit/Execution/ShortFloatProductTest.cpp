//===- ShortFloatProductTest.cpp - Weights of 12 bits ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A tied embedding with `--weights bf16`: its rows are looked up, which shows
// what is stored of each element, and multiply one row per sequence, which must
// be the products with just these.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "llvm/TargetParser/Host.h"
#include "gtest/gtest.h"

#include <cmath>
#include <numeric>

using namespace ptir;
using execution::CompileOptions;
using execution::Instance;
using runtime::HostTensor;

namespace {

/// Depth and columns of the weights.
using Extents = std::pair<int64_t, int64_t>;

class ShortFloatProduct : public testing::TestWithParam<Extents> {
protected:
  void SetUp() override {
    std::tie(depth, columns) = GetParam();
    context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
    std::string k = std::to_string(depth), n = std::to_string(columns);
    std::string table = "tensor<" + n + "x" + k + "xf32>",
                step = "tensor<?x1x" + k + "xf32>",
                rows = "tensor<?x" + k + "xf32>",
                out = "tensor<?x" + n + "xf32>";
    std::string source =
        "func.func @tied(%i: tensor<?xsi32>, %x: " + step + ") -> (" + rows +
        ", " + out + ") {\n  %w = ptir.param \"w\" : " + table +
        "\n  %r = ptir.take %w, %i : " + table + ", tensor<?xsi32>" +
        "\n  %f = ptir.reshape %x : " + step + " -> " + rows +
        "\n  %y = ptir.dot_general %f, %w contract [1] x [1] : (" + rows +
        ", " + table + ") -> " + out + "\n  return %r, %y : " + rows + ", " +
        out + "\n}\n";
    auto module = mlir::parseSourceString<mlir::ModuleOp>(source, &context);
    ASSERT_TRUE(module) << source;
    auto stored = HostTensor::zeros(ElementType::F32, {columns, depth});
    fillWeights(stored->as<float>());
    auto memory = std::make_unique<runtime::MemorySource>();
    memory->add("w", std::move(*stored));
    CompileOptions options;
    options.backend = "native";
    options.weights = StoredWeights::BF16;
    options.threads = 2;
    auto compiled = execution::instantiate(
        std::move(module),
        std::make_shared<runtime::ParamStore>(std::move(memory)), options);
    ASSERT_TRUE(compiled.ok()) << compiled.message();
    instance = std::move(*compiled);
  }

  /// In [-1, 1).
  float draw() {
    return static_cast<float>(random.next() >> 40) / (1 << 23) - 1;
  }

  /// Magnitudes over 24 octaves and zeros, columns of all sizes; the second
  /// column is zero and the third too small to be normal.
  void fillWeights(float *to) {
    weights.resize(static_cast<size_t>(columns * depth));
    for (int64_t n = 0; n < columns; ++n)
      for (int64_t k = 0; k < depth; ++k) {
        int octaves = static_cast<int>(random.next() % 25);
        int column = n == 2 ? -140 : static_cast<int>(n % 83 - 41);
        float weight = std::ldexp(draw(), column - octaves);
        if (n == 1 || random.next() % 16 == 0)
          weight = 0.0f;
        weights[static_cast<size_t>(n * depth + k)] = weight;
      }
    std::copy(weights.begin(), weights.end(), to);
  }

  /// Looks up all rows and multiplies `count` of x.
  void run(int64_t count, std::vector<float> &x, std::vector<float> &rows,
           std::vector<float> &products) {
    std::vector<int32_t> ids(static_cast<size_t>(columns));
    std::iota(ids.begin(), ids.end(), 0);
    x.resize(static_cast<size_t>(count * depth));
    for (float &factor : x)
      factor = draw();
    int64_t idDims[] = {columns}, dims[] = {count, 1, depth};
    std::vector<ptir_tensor> results;
    Status status = instance->call(
        "tied",
        {{ids.data(), idDims, 1, static_cast<int32_t>(ElementType::SI32)},
         {x.data(), dims, 3, static_cast<int32_t>(ElementType::F32)}},
        results);
    ASSERT_TRUE(status.ok()) << status.message();
    const auto *first = static_cast<const float *>(results[0].data),
               *second = static_cast<const float *>(results[1].data);
    rows.assign(first, first + columns * depth);
    products.assign(second, second + count * columns);
  }

  float largest(int64_t n) const {
    float most = 0;
    for (int64_t k = 0; k < depth; ++k)
      most =
          std::max(most, std::abs(weights[static_cast<size_t>(n * depth + k)]));
    return most;
  }

  SplitMix64 random{7};
  int64_t depth = 0, columns = 0;
  std::vector<float> weights;
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  std::unique_ptr<Instance> instance;
};

TEST_P(ShortFloatProduct, StoresWhatItSays) {
  std::vector<float> x, rows, products;
  run(1, x, rows, products);
  ASSERT_EQ(rows.size(), weights.size());
  for (int64_t n = 0; n < columns; ++n) {
    double most = largest(n);
    for (int64_t k = 0; k < depth; ++k) {
      auto i = static_cast<size_t>(n * depth + k);
      double bound = std::max(std::abs(double(weights[i])) / 128,
                              std::max(most / 8192, 1.2e-38));
      ASSERT_NEAR(rows[i], weights[i], bound * 0.505)
          << "(" << k << ", " << n << ")";
    }
  }
}

TEST_P(ShortFloatProduct, MultipliesThat) {
  for (int64_t count : {1, 2, 5, 13}) {
    std::vector<float> x, rows, products;
    run(count, x, rows, products);
    for (int64_t m = 0; m < count; ++m)
      for (int64_t n = 0; n < columns; ++n) {
        double sum = 0, magnitudes = 0;
        for (int64_t k = 0; k < depth; ++k) {
          double product = double(x[static_cast<size_t>(m * depth + k)]) *
                           double(rows[static_cast<size_t>(n * depth + k)]);
          sum += product;
          magnitudes += std::abs(product);
        }
        ASSERT_NEAR(products[static_cast<size_t>(m * columns + n)], sum,
                    magnitudes * 1e-5 + 1e-37)
            << "row " << m << ", column " << n;
      }
  }
}

/// What 14 octaves do not hold is stored as zero, where the CPU reads such
/// weights faster than bf16.
TEST_P(ShortFloatProduct, IsChosenByTheCpu) {
  std::vector<float> x, rows, products;
  run(1, x, rows, products);
  bool isShort = false;
  for (size_t i = 0; i < weights.size(); ++i)
    isShort |= rows[i] == 0 && std::abs(weights[i]) > 1e-30f;
  bool isFaster = llvm::sys::getHostCPUFeatures().lookup("avx512bw");
  EXPECT_EQ(isShort, isFaster && depth > 1);
}

INSTANTIATE_TEST_SUITE_P(Extents, ShortFloatProduct,
                         testing::Values(Extents{768, 1000}, Extents{65, 83},
                                         Extents{1, 500}, Extents{2, 64},
                                         Extents{1031, 131}));

} // namespace
