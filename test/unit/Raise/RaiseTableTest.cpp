//===- RaiseTableTest.cpp - Every functional is raised or listed ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RaiseCases.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Embedding.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Pooling.h"
#include "ptir/Functional/Recovery.h"
#include "ptir/Functional/Reduction.h"
#include "ptir/Functional/Rotary.h"
#include "ptir/Functional/Shape.h"
#include "ptir/Functional/Stochastic.h"

#include <set>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

/// Records the functionals that are called and emits them as ever.
struct Recorder : Chooser {
  const Implementation *choose(const FunctionalCall &call) override {
    names.insert(call.name.str());
    return nullptr;
  }
  std::set<std::string> names;
};

/// Every functional, once.
std::set<std::string> allFunctionals() {
  Recorder recorder;
  Program p({"tensor<4x4xf32>", "tensor<4xf32>", "tensor<2xsi32>",
             "tensor<si32>", "tensor<4x12xf32>", "tensor<1x12xf32>",
             "tensor<1x5x4xf32>", "tensor<4x4xi1>", "tensor<1x4x4x4xf32>",
             "tensor<4x4x1x1xf32>", "tensor<ui64>"},
            &recorder);
  Tensor x = p.arg(0), row = p.arg(1);
  for (auto binary : {functional::add, functional::sub, functional::mul,
                      functional::div, functional::maximum, functional::minimum,
                      matmul, matmulTransposed, swiglu})
    binary(p, x, x);
  for (auto unary :
       {functional::neg, functional::abs, gelu, geluTanh, softmaxLastDim,
        flattenRows, relu, relu6, sigmoid, functional::tanh, silu})
    unary(p, x);
  functional::clamp(p, x, 0, 1);
  functional::addBias(p, x, row);
  linear(p, x, x, row);
  layerNorm(p, x, row, row, 1);
  layerNormMoments(p, x, row, row, 1);
  rmsNorm(p, x, row, 1);
  rmsNormMoments(p, x, row, 1);
  mean(p, x, {0});
  argmax(p, x, 0);
  crossEntropy(p, sliceAlongAxis(p, x, 0, 0, 2), p.arg(2));
  where(p, p.arg(7), x, x);
  split(p, x, 0, {1, 3});
  pad(p, x, {1, 0}, {0, 0}, 0);
  einsum(p, "ij,jk->ki", {x, x});
  functional::embeddingLookup(p, x, p.arg(2));
  reshape(p, x, {16});
  transpose(p, x, {1, 0});
  broadcastTo(p, row, {2, 4});
  concatAlongAxis(p, x, x, 0);
  sliceAlongAxis(p, x, 0, 1, 2);
  dynamicIndexAlongAxis(p, x, p.arg(3), 0);
  dynamicUpdateSliceInto(p, x, x, p.arg(2));
  attention(p, {1, 1, 4}, p.arg(4));
  attentionDecodeCache(p, {1, 1, 4}, p.arg(5), {p.arg(6), p.arg(6)}, p.arg(3));
  Tensor image = p.arg(8);
  conv2d(p, image, p.arg(9), row, {});
  maxPool2d(p, image, {});
  avgPool2d(p, image, {});
  globalAvgPool(p, image);
  batchNorm(p, image, row, row, row, row, 1);
  groupNorm(p, image, 2, row, row, 1);
  scaledDotProductAttention(p, {}, image, image, image);
  Tensor angles = sliceAlongAxis(p, x, 1, 0, 2);
  applyRope(p, image, angles, angles);
  applyRopeQkvPacked(p, {1, 1, 4}, p.arg(4), angles, angles);
  dropout(p, x, 0.5, true, p.arg(10));
  EXPECT_TRUE(succeeded(p.emitter->status())) << p.messages.front();
  return recorder.names;
}

TEST(RaiseTableTest, EveryFunctionalIsRaisedOrListed) {
  std::set<std::string> raised, listed, tested;
  for (const RecoverableFunctional &functional : getRecoverableFunctionals())
    raised.insert(functional.name.str());
  for (llvm::StringRef name : getUnrecoveredFunctionals())
    listed.insert(name.str());
  for (const RaiseCase &example : getRaiseCases())
    tested.insert(example.functional);
  EXPECT_EQ(raised, tested);
  std::set<std::string> known = listed;
  known.insert(raised.begin(), raised.end());
  EXPECT_EQ(known.size(), raised.size() + listed.size());
  EXPECT_EQ(known, allFunctionals());
}

} // namespace
