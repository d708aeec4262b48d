//===- ReferenceInstanceTest.cpp - A module in the interpreter ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Runtime/HostTensor.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::execution;
using runtime::HostTensor;
using runtime::MemorySource;
using runtime::ParamStore;

namespace {

constexpr const char *text = R"(
func.func @update(%cache: tensor<?xf32>, %x: tensor<1xf32>, %at: tensor<1xsi32>)
    -> (tensor<1xf32>, tensor<?xf32>) attributes {ptir.inplace = array<i64: -1, 0>} {
  %0 = "ptir.dynamic_update_slice"(%cache, %x, %at)
      : (tensor<?xf32>, tensor<1xf32>, tensor<1xsi32>) -> tensor<?xf32>
  %1 = "ptir.add"(%x, %x) : (tensor<1xf32>, tensor<1xf32>) -> tensor<1xf32>
  return %1, %0 : tensor<1xf32>, tensor<?xf32>
}
func.func @weight() -> tensor<2xf32> {
  %0 = "ptir.param"() {name = "w"} : () -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
func.func @divide(%x: tensor<1xsi32>) -> tensor<1xsi32> {
  %0 = "ptir.div"(%x, %x) : (tensor<1xsi32>, tensor<1xsi32>) -> tensor<1xsi32>
  return %0 : tensor<1xsi32>
}
func.func private @hidden() {
  return
}
)";

HostTensor floats(std::vector<float> values) {
  auto tensor = HostTensor::zeros(ElementType::F32,
                                  {static_cast<int64_t>(values.size())});
  std::copy(values.begin(), values.end(), tensor->as<float>());
  return std::move(*tensor);
}

HostTensor integer(int32_t value) {
  auto tensor = HostTensor::zeros(ElementType::SI32, {1});
  *tensor->as<int32_t>() = value;
  return std::move(*tensor);
}

class ReferenceInstanceTest : public testing::Test {
protected:
  ReferenceInstanceTest() {
    context.loadDialect<PTIRDialect, mlir::func::FuncDialect>();
  }

  void make(std::shared_ptr<ParamStore> params = nullptr) {
    auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    ASSERT_TRUE(module);
    CompileOptions options;
    options.backend = "reference";
    auto made = instantiate(std::move(module), std::move(params), options);
    ASSERT_TRUE(made.ok()) << made.message();
    instance = std::move(*made);
  }

  mlir::MLIRContext context;
  std::unique_ptr<Instance> instance;
  std::vector<ptir_tensor> results;
};

TEST_F(ReferenceInstanceTest, describesPublicFunctions) {
  make();
  const std::vector<EntrySignature> &entries = instance->entries();
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].name, "update");
  ASSERT_EQ(entries[0].args.size(), 3u);
  EXPECT_EQ(entries[0].args[0].elementType, ElementType::F32);
  EXPECT_EQ(entries[0].args[0].dims, std::vector<int64_t>{PTIR_DYNAMIC});
  EXPECT_EQ(entries[0].inplace, (std::vector<int>{-1, 0}));
  EXPECT_EQ(entries[1].inplace, std::vector<int>{-1});
}

TEST_F(ReferenceInstanceTest, updatesInPlace) {
  make();
  HostTensor cache = floats({1, 2, 3}), x = floats({9}), at = integer(1);
  for (int i = 0; i < 2; ++i) {
    Status status =
        instance->call("update", {cache.view(), x.view(), at.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(*static_cast<float *>(results[0].data), 18.0f);
    EXPECT_EQ(results[1].data, cache.data());
    *at.as<int32_t>() = 2;
  }
  EXPECT_EQ(cache.as<float>()[0], 1.0f);
  EXPECT_EQ(cache.as<float>()[1], 9.0f);
  EXPECT_EQ(cache.as<float>()[2], 9.0f);
  EXPECT_EQ(x.as<float>()[0], 9.0f);
}

TEST_F(ReferenceInstanceTest, refusesWrongCallsAndStaysIntact) {
  make();
  HostTensor cache = floats({1, 2}), x = floats({9}), at = integer(0);
  EXPECT_EQ(instance->call("hidden", {}, results).message(),
            "expected an entry of the module, found 'hidden'");
  EXPECT_EQ(instance->call("update", {cache.view()}, results).message(),
            "entry 'update': expected 3 arguments, found 1");
  EXPECT_EQ(
      instance->call("update", {cache.view(), cache.view(), at.view()}, results)
          .message(),
      "entry 'update': argument 1: expected tensor<1xf32>, found "
      "tensor<2xf32>");
  EXPECT_EQ(
      instance->call("update", {cache.view(), at.view(), at.view()}, results)
          .message(),
      "entry 'update': argument 1: expected tensor<1xf32>, found "
      "tensor<1xsi32>");
  ptir_tensor unknown = x.view();
  unknown.element_type = 77;
  EXPECT_FALSE(
      instance->call("update", {cache.view(), unknown, at.view()}, results)
          .ok());
  EXPECT_TRUE(results.empty());
  EXPECT_TRUE(
      instance->call("update", {cache.view(), x.view(), at.view()}, results)
          .ok());
}

TEST_F(ReferenceInstanceTest, namesTheOpThatFails) {
  make();
  HostTensor zero = integer(0), two = integer(2);
  Status status = instance->call("divide", {zero.view()}, results);
  EXPECT_EQ(status.message().find("'ptir.div' op at "), 0u) << status.message();
  EXPECT_TRUE(results.empty());
  ASSERT_TRUE(instance->call("divide", {two.view()}, results).ok());
  EXPECT_EQ(*static_cast<int32_t *>(results[0].data), 1);
}

TEST_F(ReferenceInstanceTest, readsParametersInTheTypeTheModuleWants) {
  auto source = std::make_unique<MemorySource>();
  auto stored = HostTensor::zeros(ElementType::BF16, {2});
  stored->as<uint16_t>()[0] = 0x3f80;
  stored->as<uint16_t>()[1] = 0xc000;
  source->add("w", std::move(*stored));
  make(std::make_shared<ParamStore>(std::move(source)));
  Status status = instance->call("weight", {}, results);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(static_cast<float *>(results[0].data)[0], 1.0f);
  EXPECT_EQ(static_cast<float *>(results[0].data)[1], -2.0f);

  make();
  status = instance->call("weight", {}, results);
  EXPECT_NE(status.message().find("name one with --model"), std::string::npos)
      << status.message();
}

} // namespace
