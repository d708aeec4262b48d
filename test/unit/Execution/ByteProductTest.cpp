//===- ByteProductTest.cpp - Single rows times weights of 8 bits ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A single row meets weights of 8 bits in whole numbers where the CPU can do
// so, several rows meet them in floats: the same row has the same products.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Support/SplitMix64.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "gtest/gtest.h"

#include <cmath>
#include <limits>

using namespace ptir;
using execution::CompileOptions;
using execution::Instance;
using runtime::HostTensor;

namespace {

/// Depth and columns of the weights.
using Extents = std::pair<int64_t, int64_t>;

class ByteProduct : public testing::TestWithParam<Extents> {
protected:
  void SetUp() override {
    std::tie(depth, columns) = GetParam();
    context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
    std::string k = std::to_string(depth), n = std::to_string(columns);
    std::string left = "tensor<?x" + k + "xf32>",
                out = "tensor<?x" + n + "xf32>",
                right = "tensor<" + k + "x" + n + "xf32>";
    std::string source =
        "func.func @product(%x: " + left + ") -> " + out +
        " {\n  %w = ptir.param \"w\" : " + right +
        "\n  %y = ptir.dot_general %x, %w contract [1] x [0] : (" + left +
        ", " + right + ") -> " + out + "\n  return %y : " + out + "\n}\n";
    auto module = mlir::parseSourceString<mlir::ModuleOp>(source, &context);
    ASSERT_TRUE(module) << source;
    auto weights = HostTensor::zeros(ElementType::F32, {depth, columns});
    fill(weights->as<float>(), depth * columns);
    for (int64_t i = 0; i < depth * columns; ++i)
      largestWeight =
          std::max(largestWeight, std::abs(double(weights->as<float>()[i])));
    auto memory = std::make_unique<runtime::MemorySource>();
    memory->add("w", std::move(*weights));
    CompileOptions options;
    options.backend = "native";
    options.weights = StoredWeights::Int8;
    options.threads = 2;
    auto compiled = execution::instantiate(
        std::move(module),
        std::make_shared<runtime::ParamStore>(std::move(memory)), options);
    ASSERT_TRUE(compiled.ok()) << compiled.message();
    instance = std::move(*compiled);
  }

  void fill(float *values, int64_t count) {
    for (int64_t i = 0; i < count; ++i)
      values[i] = static_cast<float>(random.next() >> 40) / (1 << 23) - 1;
  }

  /// The products of the row, which is handed over `count` times.
  std::vector<float> multiply(const std::vector<float> &row, int64_t count) {
    std::vector<float> rows;
    for (int64_t i = 0; i < count; ++i)
      rows.insert(rows.end(), row.begin(), row.end());
    int64_t dims[] = {count, depth};
    ptir_tensor argument{rows.data(), dims, 2,
                         static_cast<int32_t>(ElementType::F32)};
    std::vector<ptir_tensor> results;
    Status status = instance->call("product", {argument}, results);
    EXPECT_TRUE(status.ok()) << status.message();
    if (!status.ok())
      return {};
    const auto *first = static_cast<const float *>(results.front().data);
    return {first, first + columns};
  }

  /// Equal up to 2^-22 of the largest product per factor; what is not finite
  /// is the same.
  void expectSameAlone(const std::vector<float> &row) {
    double most = 0;
    for (float factor : row)
      most = std::max(most, std::abs(double(factor)));
    std::vector<float> alone = multiply(row, 1), beside = multiply(row, 2);
    ASSERT_EQ(alone.size(), beside.size());
    for (size_t i = 0; i < alone.size(); ++i) {
      if (std::isfinite(beside[i]))
        ASSERT_NEAR(alone[i], beside[i],
                    std::ldexp(most * largestWeight * double(depth), -22))
            << "column " << i;
      else if (std::isnan(beside[i]))
        ASSERT_TRUE(std::isnan(alone[i])) << "column " << i;
      else
        ASSERT_EQ(alone[i], beside[i]) << "column " << i;
    }
  }

  SplitMix64 random{5};
  int64_t depth = 0, columns = 0;
  double largestWeight = 0;
  mlir::MLIRContext context{mlir::MLIRContext::Threading::DISABLED};
  std::unique_ptr<Instance> instance;
};

TEST_P(ByteProduct, OfOrdinaryRows) {
  std::vector<float> row(static_cast<size_t>(depth));
  for (float scale : {1.0f, 3e-9f, 7e11f}) {
    fill(row.data(), depth);
    for (float &factor : row)
      factor *= scale;
    expectSameAlone(row);
  }
}

TEST_P(ByteProduct, OfOneLargeFactor) {
  std::vector<float> row(static_cast<size_t>(depth));
  for (float outlier : {4000.0f, -4000.0f}) {
    fill(row.data(), depth);
    row[static_cast<size_t>(depth / 2)] = outlier;
    expectSameAlone(row);
  }
}

TEST_P(ByteProduct, OfRowsThatHaveNoDigits) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (float special : {0.0f, 1e-38f, 1e-42f, 1e30f, infinity, -infinity,
                        std::numeric_limits<float>::quiet_NaN()}) {
    std::vector<float> row(static_cast<size_t>(depth));
    row.back() = special;
    expectSameAlone(row);
  }
}

INSTANTIATE_TEST_SUITE_P(Extents, ByteProduct,
                         testing::Values(Extents{768, 1000}, Extents{1031, 643},
                                         Extents{1, 70000}, Extents{66, 9000},
                                         Extents{4099, 200}));

} // namespace
