//===- LayersTest.cpp - Layers declare and use their parameters -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayerProgram.h"

#include "ptir/Layers/CausalSelfAttention.h"
#include "ptir/Layers/Embedding.h"
#include "ptir/Layers/FeedForward.h"
#include "ptir/Layers/LayerNorm.h"
#include "ptir/Layers/OutlinedLayer.h"

using namespace ptir;
using namespace ptir::layers;
using namespace ptir::test;

namespace {

FeedForward feedForward(Activation activation) {
  return FeedForward("mlp", 4, 6, activation, {"c_fc", "c_proj"});
}

CausalSelfAttention selfAttention() {
  return CausalSelfAttention("attn", 8, {4, 2, 3}, {});
}

TEST(LayersTest, ParametersHaveStableNamesAndShapes) {
  EXPECT_EQ(describe(Linear("proj", 3, 5)),
            (Lines{"proj.weight[3, 5]", "proj.bias[5]"}));
  EXPECT_EQ(describe(Linear("proj", 3, 5, /*bias=*/false)),
            (Lines{"proj.weight[3, 5]"}));
  EXPECT_EQ(describe(Embedding("wte", 7, 2)), (Lines{"wte.weight[7, 2]"}));
  EXPECT_EQ(describe(LayerNorm("ln", 4, 1e-5)),
            (Lines{"ln.gamma[4]", "ln.beta[4]"}));
  EXPECT_EQ(describe(feedForward(Activation::Gelu)),
            (Lines{"mlp.c_fc.weight[4, 6]", "mlp.c_fc.bias[6]",
                   "mlp.c_proj.weight[6, 4]", "mlp.c_proj.bias[4]"}));
  EXPECT_EQ(describe(selfAttention()),
            (Lines{"attn.w_qkv[8, 24]", "attn.b_qkv[24]", "attn.w_out[12, 8]",
                   "attn.b_out[8]"}));
}

TEST(LayersTest, ReadParametersAreNamedByTheirOwner) {
  Program p({"tensor<?x3xf32>"});
  Linear linear("c_fc", 3, 5);
  Parameters parameters =
      readParameters(p, parametersOf(linear), "transformer.h.2.mlp.");
  ASSERT_TRUE(p.finish(linear.forward(p, parameters, p.arg(0))));
  std::vector<std::string> names;
  p.function.walk([&](ParamOp op) { names.push_back(op.getName().str()); });
  EXPECT_EQ(names, (Lines{"transformer.h.2.mlp.c_fc.weight",
                          "transformer.h.2.mlp.c_fc.bias"}));
}

TEST(LayersTest, FeedForwardUsesItsActivation) {
  for (auto [activation, name] :
       {std::make_pair(Activation::Relu6, "relu6"),
        std::make_pair(Activation::Silu, "silu"),
        std::make_pair(Activation::Gelu, "gelu"),
        std::make_pair(Activation::GeluTanh, "gelu_tanh")}) {
    Program p({"tensor<?x4xf32>"});
    FeedForward layer = feedForward(activation);
    Parameters parameters = readParameters(p, parametersOf(layer), "");
    ASSERT_TRUE(p.finish(layer.forward(p, parameters, p.arg(0))));
    EXPECT_EQ(compositesOf(p), (Lines{"linear", name, "linear"}));
  }
}

template <typename OpTy>
void expectCurve(Activation activation) {
  Program p({"tensor<?x4xf32>"});
  FeedForward layer = feedForward(activation);
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  ASSERT_TRUE(p.finish(layer.forward(p, parameters, p.arg(0))));
  EXPECT_EQ(compositesOf(p), (Lines{"linear", "linear"}));
  EXPECT_TRUE(p.firstOp<OpTy>());
}

TEST(LayersTest, FeedForwardUsesItsCurve) {
  expectCurve<MaximumOp>(Activation::Relu);
  expectCurve<LogisticOp>(Activation::Sigmoid);
  expectCurve<TanhOp>(Activation::Tanh);
}

TEST(LayersTest, ALinearWithoutBiasIsAMatmul) {
  Program p({"tensor<?x3xf32>"});
  Linear layer("proj", 3, 5, /*bias=*/false);
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  ASSERT_TRUE(p.finish(layer.forward(p, parameters, p.arg(0))));
  EXPECT_TRUE(compositesOf(p).empty());
  EXPECT_TRUE(p.firstOp<DotGeneralOp>());
}

TEST(LayersTest, AttentionKeepsRowsAsAMatrix) {
  Program p({"tensor<?x8xf32>", "tensor<si64>", "tensor<si64>"});
  CausalSelfAttention layer = selfAttention();
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  auto result = layer.forward(p, parameters, p.arg(0), p.arg(1).getValue(),
                              p.arg(2).getValue());
  EXPECT_EQ(result.output.getType(), p.arg(0).getType());
  EXPECT_EQ(formatShape(result.keyValues.keys.getShape()), "[?, 2, ?, 3]");
  ASSERT_TRUE(p.finish({result.output, result.keyValues.keys}));
  EXPECT_EQ(compositesOf(p), (Lines{"linear", "attention", "linear"}));
}

TEST(LayersTest, DecodingAttentionUpdatesItsCache) {
  Program p({"tensor<?x8xf32>", "tensor<?x2x?x3xf32>", "tensor<?x2x?x3xf32>",
             "tensor<si32>"});
  CausalSelfAttention layer = selfAttention();
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  auto result =
      layer.decode(p, parameters, p.arg(0), {p.arg(1), p.arg(2)}, p.arg(3));
  EXPECT_EQ(result.output.getType(), p.arg(0).getType());
  ASSERT_TRUE(p.finish(
      {result.output, result.keyValues.keys, result.keyValues.values}));
  EXPECT_EQ(compositesOf(p),
            (Lines{"linear", "attention_decode_cache", "linear"}));
}

TEST(LayersTest, AnUnboundParameterIsReported) {
  Program p({"tensor<?x4xf32>"});
  EXPECT_FALSE(LayerNorm("ln_f", 4, 1e-5).forward(p, {}, p.arg(0)));
  EXPECT_EQ(p.messages[0], "parameter 'ln_f.gamma': expected a tensor bound "
                           "to this name, found none");
}

//===----------------------------------------------------------------------===//
// Outlining
//===----------------------------------------------------------------------===//

mlir::FailureOr<mlir::func::FuncOp>
outlineLinear(Program &p, const Linear &layer, mlir::Type activation) {
  return outlineLayer(*p.module, p.function.getLoc(), "layer", activation,
                      parametersOf(layer),
                      [&](Emitter &emitter, llvm::ArrayRef<Tensor> in,
                          const Parameters &parameters) {
                        return llvm::SmallVector<Tensor>{
                            layer.forward(emitter, parameters, in[0])};
                      });
}

TEST(OutlinedLayerTest, TakesActivationsThenWeights) {
  Program p({"tensor<?x3xf32>"});
  Linear layer("proj", 3, 3);
  auto function = outlineLinear(p, layer, p.arg(0).getType());
  ASSERT_TRUE(succeeded(function));
  EXPECT_TRUE(function->isPrivate());
  EXPECT_EQ(function->getNumArguments(), 3u);

  ParameterList specs = parametersOf(layer);
  Tensor x = p.arg(0);
  for (const char *prefix : {"a.", "b."})
    x = callLayer(p, *function, x, specs, readParameters(p, specs, prefix))[0];
  ASSERT_TRUE(p.finish(x)) << p.messages.front();
  EXPECT_FALSE(p.firstOp<CompositeOp>());
  auto calls = p.function.getOps<mlir::func::CallOp>();
  EXPECT_EQ(std::distance(calls.begin(), calls.end()), 2);
}

TEST(OutlinedLayerTest, AFailedBodyLeavesNothingBehind) {
  Program p({"tensor<?x4xf32>"});
  EXPECT_TRUE(
      failed(outlineLinear(p, Linear("proj", 3, 3), p.arg(0).getType())));
  EXPECT_FALSE(p.module->lookupSymbol("layer"));
  EXPECT_EQ(p.messages, Lines{"functional 'linear': expected contract extent "
                              "of x (4) to equal weight (3)"});
}

TEST(OutlinedLayerTest, ArgumentsMustFit) {
  Program p({"tensor<?x3xf32>", "tensor<2x3xf32>"});
  Linear layer("proj", 3, 3);
  auto function = outlineLinear(p, layer, p.arg(0).getType());
  ASSERT_TRUE(succeeded(function));
  ParameterList specs = parametersOf(layer);
  EXPECT_FALSE(callLayer(p, *function, p.arg(1), specs,
                         readParameters(p, specs, ""))[0]);
  EXPECT_EQ(p.messages, Lines{"layer 'layer': expected argument 0 of type "
                              "tensor<?x3xf32>, found tensor<2x3xf32>"});
}

} // namespace
