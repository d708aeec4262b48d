//===- InterpreterTest.cpp - Calls, parameters, limits --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

#include <map>

using namespace ptir;
using namespace ptir::reference;

namespace {

TEST(InterpreterTest, CallsAndCompositesMeanTheirBodies) {
  ModuleRunner runner(R"(
func.func private @twice(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %r = ptir.composite "double"(%x) : (tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: tensor<?xf32>):
    %s = ptir.add %a, %a : tensor<?xf32>
    ptir.yield %s : tensor<?xf32>
  }
  return %r, %x : tensor<?xf32>, tensor<?xf32>
}
func.func @main(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %y:2 = func.call @twice(%x) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  %z:2 = func.call @twice(%y#0) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  return %z#0, %y#1 : tensor<?xf32>, tensor<?xf32>
})");
  auto results = runner.call("main", {"dense<[1.0, 3.0]> : tensor<2xf32>"});
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  ASSERT_EQ(results->size(), 2u);
  EXPECT_TRUE(sameTensor(runner.tensor("dense<[4.0, 12.0]> : tensor<2xf32>"),
                         (*results)[0]));
  EXPECT_TRUE(sameTensor(runner.tensor("dense<[1.0, 3.0]> : tensor<2xf32>"),
                         (*results)[1]));
}

/// Counts how often each parameter is read.
class CountingParams : public ParamProvider {
public:
  StatusOr<Tensor> get(llvm::StringRef name,
                       mlir::RankedTensorType type) override {
    ++reads[name.str()];
    if (name == "missing")
      return Status::failure("parameter 'missing': not in the checkpoint");
    StatusOr<Tensor> tensor = Tensor::create(
        name == "wrong" ? ElementType::F64 : ElementType::F32, type.getShape());
    if (tensor.ok() && tensor->elementType() == ElementType::F32)
      for (int64_t i = 0; i < tensor->numElements(); ++i)
        tensor->mutableData<float>()[i] = float(i);
    return tensor;
  }
  std::map<std::string, int> reads;
};

TEST(InterpreterTest, ParametersAreReadOnceAndChecked) {
  CountingParams params;
  ModuleRunner runner(R"(
func.func @main() -> tensor<2xf32> {
  %a = ptir.param "a.weight" : tensor<2xf32>
  %b = ptir.param "a.weight" : tensor<2xf32>
  %r = ptir.add %a, %b : tensor<2xf32>
  return %r : tensor<2xf32>
}
func.func @missing() -> tensor<2xf32> {
  %r = ptir.param "missing" : tensor<2xf32>
  return %r : tensor<2xf32>
}
func.func @wrong() -> tensor<2xf32> {
  %r = ptir.param "wrong" : tensor<2xf32>
  return %r : tensor<2xf32>
})",
                      &params);
  for (int i = 0; i < 2; ++i) {
    auto results = runner.call("main");
    ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
    EXPECT_TRUE(sameTensor(runner.tensor("dense<[0.0, 2.0]> : tensor<2xf32>"),
                           results->front()));
  }
  EXPECT_EQ(params.reads["a.weight"], 1);
  EXPECT_EQ(runner.errorOf("missing"),
            "'ptir.param' op at test.mlir:9:8: parameter 'missing': not in the "
            "checkpoint");
  EXPECT_EQ(runner.errorOf("wrong"),
            "'ptir.param' op at test.mlir:13:8: expected result 0 of type "
            "tensor<2xf32>, found tensor<2xf64>");
}

constexpr const char *cacheUpdate = R"(
func.func private @store(%x: tensor<4xf32>, %u: tensor<1xf32>,
                         %s: tensor<1xsi32>) -> tensor<4xf32> {
  %r = ptir.dynamic_update_slice %x, %u, %s
      : tensor<4xf32>, tensor<1xf32>, tensor<1xsi32>
  return %r : tensor<4xf32>
}
func.func @main(%x: tensor<4xf32>, %u: tensor<1xf32>, %s: tensor<1xsi32>)
    -> tensor<4xf32> {
  %r = func.call @store(%x, %u, %s)
      : (tensor<4xf32>, tensor<1xf32>, tensor<1xsi32>) -> tensor<4xf32>
  return %r : tensor<4xf32>
})";

TEST(InterpreterTest, UpdatesInPlaceWhatTheCallerGaveAway) {
  ModuleRunner runner(cacheUpdate);
  std::vector<Tensor> args = {runner.tensor("dense<0.0> : tensor<4xf32>"),
                              runner.tensor("dense<5.0> : tensor<1xf32>"),
                              runner.tensor("dense<2> : tensor<1xsi32>")};
  const float *memory = args[0].data<float>();
  auto results = runner.interpreter().call("main", std::move(args));
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  EXPECT_EQ(results->front().data<float>(), memory);
  EXPECT_EQ(memory[2], 5.0f);
}

TEST(InterpreterTest, NeverChangesWhatTheCallerKeeps) {
  ModuleRunner runner(cacheUpdate);
  Tensor kept = runner.tensor("dense<0.0> : tensor<4xf32>");
  auto results = runner.interpreter().call(
      "main", {kept, runner.tensor("dense<5.0> : tensor<1xf32>"),
               runner.tensor("dense<2> : tensor<1xsi32>")});
  ASSERT_TRUE(bool(results)) << llvm::toString(results.takeError());
  EXPECT_NE(results->front().data<float>(), kept.data<float>());
  EXPECT_EQ(kept.data<float>()[2], 0.0f);
}

TEST(InterpreterTest, ArgumentsAreCheckedAgainstTheSignature) {
  ModuleRunner runner(R"(
func.func @main(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  return %x : tensor<?x4xf32>
}
func.func private @extern(tensor<f32>) -> tensor<f32>)");
  EXPECT_EQ(runner.errorOf("main"),
            "'func.func' op at test.mlir:2:1: expected 1 arguments, found 0");
  EXPECT_EQ(runner.errorOf("main", {"dense<1.0> : tensor<2x3xf32>"}),
            "'func.func' op at test.mlir:2:1: expected argument 0 of type "
            "tensor<?x4xf32>, found tensor<2x3xf32>");
  EXPECT_EQ(runner.errorOf("main", {"dense<1> : tensor<2x4xsi32>"}),
            "'func.func' op at test.mlir:2:1: expected argument 0 of type "
            "tensor<?x4xf32>, found tensor<2x4xsi32>");
  EXPECT_EQ(runner.errorOf("prefill"),
            "'builtin.module' op at test.mlir: expected a function "
            "'prefill', found: main, extern");
  EXPECT_EQ(runner.errorOf("extern", {"dense<1.0> : tensor<f32>"}),
            "'func.func' op at test.mlir:5:1: expected a body of 'extern', "
            "found a declaration");
}

TEST(InterpreterTest, EndlessRecursionIsAnError) {
  ModuleRunner runner(R"(
func.func @main(%x: tensor<f32>) -> tensor<f32> {
  %r = func.call @main(%x) : (tensor<f32>) -> tensor<f32>
  return %r : tensor<f32>
})",
                      nullptr, {/*maxSteps=*/0, /*maxDepth=*/10});
  for (int i = 0; i < 2; ++i) // the depth is given back
    EXPECT_EQ(runner.errorOf("main", {"dense<1.0> : tensor<f32>"}),
              "'func.func' op at test.mlir:2:1: expected at most 10 nested "
              "calls (does a function call itself?)");
}

TEST(InterpreterTest, StepsAreLimitedPerCall) {
  ModuleRunner runner(R"(
func.func @two(%x: tensor<f32>) -> tensor<f32> {
  %a = ptir.neg %x : tensor<f32>
  %b = ptir.neg %a : tensor<f32>
  return %b : tensor<f32>
}
func.func @three(%x: tensor<f32>) -> tensor<f32> {
  %a = ptir.neg %x : tensor<f32>
  %b = func.call @two(%a) : (tensor<f32>) -> tensor<f32>
  return %b : tensor<f32>
})",
                      nullptr, {/*maxSteps=*/3, /*maxDepth=*/10});
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(runner.errorOf("two", {"dense<1.0> : tensor<f32>"}), "no error");
  EXPECT_EQ(runner.errorOf("three", {"dense<1.0> : tensor<f32>"}),
            "'ptir.neg' op at test.mlir:4:8: expected at most 3 ops in one "
            "call, found one more");
}

TEST(InterpreterTest, WhatItDoesNotExecuteIsNamed) {
  ModuleRunner runner(R"(
func.func @custom(%x: tensor<f32>) -> tensor<f32> {
  %r = ptir.custom_call "onednn.matmul.v1"(%x) : (tensor<f32>) -> tensor<f32>
  return %r : tensor<f32>
}
func.func @other(%x: tensor<f32>) -> tensor<f32> {
  %f = func.constant @custom : (tensor<f32>) -> tensor<f32>
  return %x : tensor<f32>
})");
  EXPECT_EQ(runner.errorOf("custom", {"dense<1.0> : tensor<f32>"}),
            "'ptir.custom_call' op at test.mlir:3:8: the reference backend has "
            "no target 'onednn.matmul.v1'; run the module on a backend that "
            "has it");
  EXPECT_EQ(runner.errorOf("other", {"dense<1.0> : tensor<f32>"}),
            "'func.constant' op at test.mlir:7:8: the reference backend does "
            "not execute 'func.constant'; it executes modules of the dialects "
            "func and ptir, before they are lowered");
}

TEST(InterpreterTest, ErrorsCarryTheirParts) {
  ModuleRunner runner(R"(
func.func @main() -> tensor<f32> {
  %r = ptir.param "a" : tensor<f32> loc("layer"("model.mlir":12:8))
  return %r : tensor<f32>
}
func.func @nowhere() -> tensor<f32> {
  %r = ptir.param "a" : tensor<f32> loc(unknown)
  return %r : tensor<f32>
})");
  auto results = runner.call("main");
  ASSERT_FALSE(bool(results));
  llvm::handleAllErrors(results.takeError(), [](const InterpreterError &error) {
    EXPECT_EQ(error.opName(), "ptir.param");
    EXPECT_EQ(error.reason(), "parameter 'a': there are no parameters here");
    EXPECT_EQ(error.message(),
              "'ptir.param' op at model.mlir:12:8: parameter 'a': there are no "
              "parameters here");
    EXPECT_TRUE(llvm::isa<mlir::NameLoc>(error.location()));
  });
  EXPECT_EQ(runner.errorOf("nowhere"),
            "'ptir.param' op: parameter 'a': there are no parameters here");
}

/// Writes down what it sees, and doubles scalar results.
class Doubler : public OpObserver {
public:
  std::vector<std::string> seen;
  void beforeOp(mlir::Operation &op, std::vector<Tensor> &operands) override {
    seen.push_back(op.getName().getStringRef().str() + " " +
                   std::to_string(operands.size()));
  }
  void afterOp(mlir::Operation &op, std::vector<Tensor> &results) override {
    Tensor doubled = *Tensor::create(ElementType::F32, {});
    *doubled.mutableData<float>() = 2 * *results[0].data<float>();
    results[0] = doubled;
  }
};

TEST(InterpreterTest, AnObserverSeesAndReplacesResults) {
  Doubler observer;
  InterpreterOptions options;
  options.observer = &observer;
  ModuleRunner runner(R"(
func.func @main(%x: tensor<f32>) -> tensor<f32> {
  %y = ptir.composite "plus"(%x) : (tensor<f32>) -> tensor<f32> {
  ^bb0(%a: tensor<f32>):
    %s = ptir.add %a, %a : tensor<f32>
    ptir.yield %s : tensor<f32>
  }
  return %y : tensor<f32>
})",
                      nullptr, options);
  auto results = runner.call("main", {"dense<1.5> : tensor<f32>"});
  ASSERT_TRUE(bool(results));
  // 1.5 + 1.5, doubled after the sum and after the composite.
  EXPECT_TRUE(
      sameTensor(runner.tensor("dense<12.0> : tensor<f32>"), results->front()));
  EXPECT_EQ(observer.seen,
            (std::vector<std::string>{"ptir.composite 1", "ptir.add 2"}));
}

} // namespace
