//===- ResnetTest.cpp - ResNet-34 against LibTorch ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Random weights, drawn as torchvision draws them, and norms with statistics
// that are not trivial; both sides get the same.
//
//===----------------------------------------------------------------------===//

#include "ResnetTorch.h"

#include "models/resnet/Model.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Execution/Compile.h"

#include "mlir/IR/MLIRContext.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>

using namespace ptir;
using namespace ptir::test;

namespace {

/// Kaiming's normal distribution for convolutions and the head; factors and
/// variances around 1, shifts and means around 0.
NamedTensor draw(const std::string &name, std::vector<int64_t> dims,
                 std::mt19937 &random) {
  auto endsWith = [&](const std::string &end) {
    return name.size() >= end.size() &&
           name.compare(name.size() - end.size(), end.size(), end) == 0;
  };
  int64_t count = 1;
  for (int64_t dim : dims)
    count *= dim;
  double centre = 0, spread = 0.1;
  if (dims.size() == 4)
    spread = std::sqrt(2.0 / double(dims[0] * dims[2] * dims[3]));
  else if (dims.size() == 2)
    spread = std::sqrt(1.0 / double(dims[1]));
  else if (endsWith(".weight") || endsWith(".running_var"))
    centre = 1;
  std::normal_distribution<double> normal(centre, spread);
  NamedTensor tensor{std::move(dims), std::vector<float>(count)};
  for (float &value : tensor.values) {
    auto drawn = static_cast<float>(normal(random));
    value = endsWith(".running_var") ? std::abs(drawn) : drawn;
  }
  return tensor;
}

Weights drawWeights(mlir::ModuleOp module) {
  std::mt19937 random(1);
  Weights weights;
  module.walk([&](ParamOp param) {
    std::string name = param.getName().str();
    if (!weights.count(name))
      weights[name] = draw(name, param.getType().getShape().vec(), random);
  });
  return weights;
}

std::shared_ptr<runtime::ParamStore> storeOf(const Weights &weights) {
  auto source = std::make_unique<runtime::MemorySource>();
  for (const auto &[name, tensor] : weights) {
    auto copy = runtime::HostTensor::zeros(ElementType::F32, tensor.dims);
    EXPECT_TRUE(copy.ok()) << copy.message();
    std::memcpy(copy->data(), tensor.values.data(),
                tensor.values.size() * sizeof(float));
    source->add(name, std::move(*copy));
  }
  return std::make_shared<runtime::ParamStore>(std::move(source));
}

struct Extents {
  int64_t batch, size;
};

class Resnet34Test : public testing::TestWithParam<Extents> {};

TEST_P(Resnet34Test, GivesTheLogitsOfTorch) {
  auto [batch, size] = GetParam();
  mlir::MLIRContext context;
  layers::ImageModelOptions options;
  options.extents = {batch, 3, size, size};
  auto module = resnet::buildModule(&context, resnet::Config(), options);
  ASSERT_TRUE(succeeded(module));
  Weights weights = drawWeights(**module);
  std::mt19937 random(2);
  NamedTensor images = draw("images", {batch, 3, size, size}, random);
  for (float &value : images.values)
    value *= 10; // as pixels are: of variance 1

  execution::CompileOptions compile;
  compile.useCache = false;
  auto instance =
      execution::instantiate(std::move(*module), storeOf(weights), compile);
  ASSERT_TRUE(instance.ok()) << instance.message();
  std::vector<ptir_tensor> results;
  Status status =
      (*instance)->call("forward",
                        {{images.values.data(), images.dims.data(), 4,
                          static_cast<int32_t>(ElementType::F32)}},
                        results);
  ASSERT_TRUE(status.ok()) << status.message();

  StatusOr<std::vector<float>> wanted = torchResnet34(weights, images);
  ASSERT_TRUE(wanted.ok()) << wanted.message();
  ASSERT_EQ(wanted->size(), static_cast<size_t>(batch * 1000));
  const auto *found = static_cast<const float *>(results.at(0).data);
  double largest = 0, difference = 0;
  for (size_t i = 0; i < wanted->size(); ++i) {
    ASSERT_TRUE(std::isfinite(found[i])) << "logit " << i;
    largest = std::max<double>(largest, std::abs((*wanted)[i]));
    difference =
        std::max<double>(difference, std::abs(found[i] - (*wanted)[i]));
  }
  EXPECT_GT(largest, 0);
  EXPECT_LE(difference / largest, 1e-3);
}

INSTANTIATE_TEST_SUITE_P(Extents, Resnet34Test,
                         testing::Values(Extents{1, 224}, Extents{4, 224},
                                         Extents{1, 160}, Extents{4, 160}),
                         [](const testing::TestParamInfo<Extents> &info) {
                           return "Batch" + std::to_string(info.param.batch) +
                                  "Size" + std::to_string(info.param.size);
                         });

} // namespace
