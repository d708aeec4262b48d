//===- CausalSelfAttentionTest.cpp - Causal self-attention by value -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayerProgram.h"

#include "ptir/Layers/CausalSelfAttention.h"

using namespace ptir;
using namespace ptir::layers;
using namespace ptir::test;

namespace {

const AttentionConfig grouped{4, 2, 3}; // packed width 24

TEST(CausalSelfAttentionTest, NamesAndBiases) {
  EXPECT_EQ(describe(CausalSelfAttention("attention", 8, grouped)),
            (Lines{"attention.w_qkv[8, 24]", "attention.b_qkv[24]",
                   "attention.w_out[12, 8]", "attention.b_out[8]"}));
  EXPECT_EQ(
      describe(CausalSelfAttention("attn", 8, grouped, {"c_attn", "c_proj"})),
      (Lines{"attn.c_attn.weight[8, 24]", "attn.c_attn.bias[24]",
             "attn.c_proj.weight[12, 8]", "attn.c_proj.bias[8]"}));
  EXPECT_EQ(
      describe(CausalSelfAttention("attention", 8, grouped, {}, {false, true})),
      (Lines{"attention.w_qkv[8, 24]", "attention.w_out[12, 8]",
             "attention.b_out[8]"}));
}

TEST(CausalSelfAttentionTest, StateIsWhatTheOutputCameFrom) {
  Program p({"tensor<?x8xf32>", "tensor<si64>"});
  CausalSelfAttention layer("attention", 8, grouped);
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  std::vector<functional::Emitter::Tap> taps;
  p.emitter->recordTaps(&taps);
  functional::Emitter::Scope block(p, "blocks.3");
  auto state =
      layer.forwardWithState(p, parameters, p.arg(0), 2, p.arg(1).getValue());
  ASSERT_TRUE(p.finish({state.output, state.context, state.qkv}));
  EXPECT_EQ(state.context.getExtent(-1), 12);
  auto projection = state.output.getValue().getDefiningOp<CompositeOp>();
  EXPECT_EQ(projection.getInputs()[0], state.context.getValue());
  ASSERT_EQ(taps.size(), 3u);
  EXPECT_EQ(taps[0].name, "blocks.3.attention.qkv");
  EXPECT_EQ(taps[0].value.getValue(), state.qkv.getValue());
  EXPECT_EQ(taps[1].name, "blocks.3.attention.context");
  EXPECT_EQ(taps[1].value.getValue(), state.context.getValue());
  EXPECT_EQ(taps[2].name, "blocks.3.attention.output");
  EXPECT_EQ(taps[2].value.getValue(), state.output.getValue());
}

TEST(CausalSelfAttentionTest, AGrowingCacheContinuesTheSequence) {
  constexpr int batch = 2, past = 3, positions = 5, width = 8;
  CausalSelfAttention layer("attention", width, grouped);
  ParameterList list = parametersOf(layer);
  std::vector<std::string> texts = {typeText({batch * positions, width}),
                                    typeText({batch * past, width}),
                                    typeText({batch * 2, width})};
  for (const ParameterSpec &spec : list)
    texts.push_back(typeText(spec.shape));
  std::vector<const char *> types;
  for (const std::string &text : texts)
    types.push_back(text.c_str());
  Program p(types);
  Parameters parameters = bindArguments(p, list, 3);
  auto whole = layer.forward(p, parameters, p.arg(0), batch, positions);
  auto first =
      layer.forwardWithCache(p, parameters, p.arg(1), batch, past, nullptr);
  auto second = layer.forwardWithCache(p, parameters, p.arg(2), batch, 2,
                                       &first.keyValues);
  ASSERT_TRUE(p.finish({whole.output, first.output, second.output,
                        whole.keyValues.keys, second.keyValues.keys}));
  EXPECT_EQ(formatShape(second.keyValues.values.getShape()), "[2, 2, 5, 3]");

  Floats x = someFloats(batch * positions * width);
  auto cut = [&](const Floats &rows, int from, int to) {
    Floats part;
    for (int b = 0; b < batch; ++b)
      part.insert(part.end(), &rows[(b * positions + from) * width],
                  &rows[(b * positions + to) * width]);
    return part;
  };
  std::vector<reference::Tensor> args = {
      makeTensor(ElementType::F32, {batch * positions, width}, x),
      makeTensor(ElementType::F32, {batch * past, width}, cut(x, 0, past)),
      makeTensor(ElementType::F32, {batch * 2, width},
                 cut(x, past, positions))};
  for (reference::Tensor &weight : someWeights(list))
    args.push_back(weight);
  auto results = p.run(args);
  ASSERT_EQ(results.size(), 5u);
  expectNear(floatsOf(results[1]), cut(floatsOf(results[0]), 0, past));
  expectNear(floatsOf(results[2]), cut(floatsOf(results[0]), past, positions));
  expectNear(floatsOf(results[4]), floatsOf(results[3]));
}

} // namespace
