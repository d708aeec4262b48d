//===- RaiseModelTest.cpp - A whole model is recognised again -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RaiseCases.h"

#include "models/gpt2/Model.h"

using namespace ptir;
using namespace ptir::test;

namespace {

/// Names of the composites of each function, in order.
std::vector<std::string> compositesOf(mlir::ModuleOp module) {
  std::vector<std::string> names;
  module.walk([&](CompositeOp op) { names.push_back(op.getName().str()); });
  return names;
}

TEST(RaiseModelTest, AllOfGpt2) {
  mlir::MLIRContext context;
  gpt2::Config config;
  config.vocabSize = 11;
  config.contextLength = 8;
  config.embedDim = 12;
  config.numLayers = 2;
  config.numHeads = 2;
  config.hiddenDim = 20;
  gpt2::BuildOptions options;
  options.forward = true;
  auto module = gpt2::buildModule(&context, config, options);
  ASSERT_TRUE(succeeded(module));
  std::vector<std::string> before = compositesOf(**module);
  ASSERT_TRUE(inlineAndRaise(**module));
  EXPECT_EQ(compositesOf(**module), before);
  EXPECT_EQ(before.size(), 3u * 8 + 3);
}

} // namespace
