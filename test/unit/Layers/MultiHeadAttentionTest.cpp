//===- MultiHeadAttentionTest.cpp - Multi-head attention by value ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayerProgram.h"

#include "ptir/Layers/CausalSelfAttention.h"
#include "ptir/Layers/MultiHeadAttention.h"

using namespace ptir;
using namespace ptir::layers;
using namespace ptir::test;

namespace {

const AttentionConfig grouped{4, 2, 3}; // packed width 24

MultiHeadAttentionConfig general(bool packed) {
  MultiHeadAttentionConfig config;
  config.width = 8;
  config.heads = grouped;
  config.packed = packed;
  return config;
}

TEST(MultiHeadAttentionTest, NamesAndBiases) {
  EXPECT_EQ(describe(MultiHeadAttention("mha", general(true))),
            (Lines{"mha.w_qkv[8, 24]", "mha.b_qkv[24]", "mha.w_out[12, 8]",
                   "mha.b_out[8]"}));
  MultiHeadAttentionConfig config = general(false);
  config.memoryWidth = 5;
  EXPECT_EQ(describe(MultiHeadAttention("mha", config)),
            (Lines{"mha.w_q[8, 12]", "mha.b_q[12]", "mha.w_k[5, 6]",
                   "mha.b_k[6]", "mha.w_v[5, 6]", "mha.b_v[6]",
                   "mha.w_out[12, 8]", "mha.b_out[8]"}));
  config.projectionBias = config.outputBias = false;
  MultiHeadAttention::Names names;
  names.query = "q_proj";
  EXPECT_EQ(describe(MultiHeadAttention("mha", config, names)),
            (Lines{"mha.q_proj.weight[8, 12]", "mha.w_k[5, 6]", "mha.w_v[5, 6]",
                   "mha.w_out[12, 8]"}));
}

TEST(MultiHeadAttentionTest, CausalEqualsCausalSelfAttention) {
  constexpr int batch = 2, positions = 5;
  MultiHeadAttentionConfig config = general(true);
  config.causal = true;
  MultiHeadAttention layer("attn", config);
  CausalSelfAttention causal("attn", 8, grouped);
  ParameterList list = parametersOf(layer);
  ASSERT_EQ(describe(layer), describe(causal));
  Program p({"tensor<?x8xf32>", "tensor<8x24xf32>", "tensor<24xf32>",
             "tensor<12x8xf32>", "tensor<8xf32>", "tensor<si64>"});
  Parameters parameters = bindArguments(p, list, 1);
  auto general =
      layer.forward(p, parameters, {p.arg(0), batch, p.arg(5).getValue()});
  auto special = causal.forwardWithState(p, parameters, p.arg(0), batch,
                                         p.arg(5).getValue());
  ASSERT_TRUE(p.finish({general.output, special.output, general.context,
                        special.context, general.keyValues.values,
                        special.keyValues.values}));
  std::vector<reference::Tensor> args = {
      makeTensor(ElementType::F32, {batch * positions, 8},
                 someFloats(batch * positions * 8))};
  for (reference::Tensor &weight : someWeights(list))
    args.push_back(weight);
  args.push_back(makeTensor<int64_t>(ElementType::SI64, {}, {positions}));
  auto results = p.run(args);
  ASSERT_EQ(results.size(), 6u);
  for (int pair : {0, 2, 4})
    expectNear(floatsOf(results[pair]), floatsOf(results[pair + 1]));
}

TEST(MultiHeadAttentionTest, AMaskMayDoWhatCausalityDoes) {
  constexpr int positions = 5;
  MultiHeadAttentionConfig config = general(false);
  MultiHeadAttention free("attn", config);
  config.causal = true;
  MultiHeadAttention causal("attn", config);
  ParameterList list = parametersOf(free);
  Program p({"tensor<5x8xf32>", "tensor<8x12xf32>", "tensor<12xf32>",
             "tensor<8x6xf32>", "tensor<6xf32>", "tensor<8x6xf32>",
             "tensor<6xf32>", "tensor<12x8xf32>", "tensor<8xf32>",
             "tensor<5x5xi1>"});
  Parameters parameters = bindArguments(p, list, 1);
  MultiHeadAttention::Rows x = {p.arg(0), 1, positions};
  ASSERT_TRUE(p.finish({free.forward(p, parameters, x, p.arg(9)).output,
                        causal.forward(p, parameters, x).output,
                        free.forward(p, parameters, x).output}));
  std::vector<reference::Tensor> args = {
      makeTensor(ElementType::F32, {positions, 8}, someFloats(positions * 8))};
  for (reference::Tensor &weight : someWeights(list))
    args.push_back(weight);
  std::vector<uint8_t> lower;
  for (int t = 0; t < positions; ++t)
    for (int l = 0; l < positions; ++l)
      lower.push_back(l <= t);
  args.push_back(makeTensor(ElementType::I1, {positions, positions}, lower));
  auto results = p.run(args);
  ASSERT_EQ(results.size(), 3u);
  expectNear(floatsOf(results[0]), floatsOf(results[1]));
  EXPECT_NE(floatsOf(results[1]), floatsOf(results[2]));
}

TEST(MultiHeadAttentionTest, CachesContinueTheSequence) {
  constexpr int positions = 4, capacity = 6;
  for (bool packed : {true, false}) {
    MultiHeadAttentionConfig config = general(packed);
    config.causal = true;
    MultiHeadAttention layer("attn", config);
    ParameterList list = parametersOf(layer);
    std::vector<std::string> texts = {typeText({positions, 8}),
                                      typeText({positions - 1, 8}),
                                      typeText({1, 8}),
                                      typeText({1, 2, capacity, 3}),
                                      typeText({1, 2, capacity, 3}),
                                      "tensor<si32>"};
    for (const ParameterSpec &spec : list)
      texts.push_back(typeText(spec.shape));
    std::vector<const char *> types;
    for (const std::string &text : texts)
      types.push_back(text.c_str());
    Program p(types);
    Parameters parameters = bindArguments(p, list, 6);
    auto whole = layer.forward(p, parameters, {p.arg(0), 1, positions});
    auto past = layer.forward(p, parameters, {p.arg(1), 1, positions - 1});
    auto grown = layer.forwardWithCache(p, parameters, {p.arg(2), 1, 1},
                                        &past.keyValues);
    auto decoded =
        layer.decode(p, parameters, p.arg(2), {p.arg(3), p.arg(4)}, p.arg(5));
    EXPECT_EQ(decoded.keyValues.keys.getType(), p.arg(3).getType());
    ASSERT_TRUE(p.finish({whole.output, grown.output, decoded.output,
                          whole.keyValues.keys, whole.keyValues.values}));

    Floats x = someFloats(positions * 8);
    Floats last(x.end() - 8, x.end());
    auto arguments = [&](const Floats &keys, const Floats &values) {
      std::vector<reference::Tensor> args = {
          makeTensor(ElementType::F32, {positions, 8}, x),
          makeTensor(ElementType::F32, {positions - 1, 8},
                     Floats(x.begin(), x.end() - 8)),
          makeTensor(ElementType::F32, {1, 8}, last),
          makeTensor(ElementType::F32, {1, 2, capacity, 3}, keys),
          makeTensor(ElementType::F32, {1, 2, capacity, 3}, values),
          makeTensor<int32_t>(ElementType::SI32, {}, {positions - 1})};
      for (reference::Tensor &weight : someWeights(list))
        args.push_back(weight);
      return args;
    };
    Floats empty(2 * capacity * 3, NAN);
    auto results = p.run(arguments(empty, empty));
    ASSERT_EQ(results.size(), 5u);
    // [1, 2, positions, 3] in the first places of the capacity.
    auto stored = [&](const Floats &rows) {
      Floats cache = empty;
      for (int head = 0; head < 2; ++head)
        std::copy_n(&rows[head * positions * 3], (positions - 1) * 3,
                    &cache[head * capacity * 3]);
      return cache;
    };
    auto again = p.run(
        arguments(stored(floatsOf(results[3])), stored(floatsOf(results[4]))));
    ASSERT_EQ(again.size(), 5u);
    Floats output = floatsOf(again[0]);
    Floats wanted(output.end() - 8, output.end());
    expectNear(floatsOf(again[1]), wanted);
    expectNear(floatsOf(again[2]), wanted);
  }
}

TEST(MultiHeadAttentionTest, AMemoryMayBeAnythingOfTheBatch) {
  MultiHeadAttentionConfig config = general(false);
  config.memoryWidth = 5;
  MultiHeadAttention layer("cross", config);
  Program p({"tensor<?x8xf32>", "tensor<?x5xf32>", "tensor<si64>",
             "tensor<si64>", "tensor<si64>"});
  Parameters parameters = readParameters(p, parametersOf(layer), "");
  std::vector<functional::Emitter::Tap> taps;
  p.emitter->recordTaps(&taps);
  Extent batch = p.arg(2).getValue();
  auto result = layer.forwardToMemory(p, parameters,
                                      {p.arg(0), batch, p.arg(3).getValue()},
                                      {p.arg(1), batch, p.arg(4).getValue()});
  ASSERT_TRUE(p.finish({result.output, result.keyValues.keys}));
  EXPECT_EQ(result.output.getType(), p.arg(0).getType());
  EXPECT_EQ(compositesOf(p), (Lines{"linear", "linear", "linear",
                                    "scaled_dot_product_attention", "linear"}));
  Lines names;
  for (const auto &tap : taps)
    names.push_back(tap.name);
  EXPECT_EQ(names, (Lines{"cross.query", "cross.key", "cross.value",
                          "cross.context", "cross.output"}));
}

TEST(MultiHeadAttentionTest, WhatDoesNotFitIsReported) {
  auto reject =
      [](const MultiHeadAttentionConfig &config,
         llvm::function_ref<void(Program &, const MultiHeadAttention &,
                                 const Parameters &)>
             call,
         const char *message) {
        Program p({"tensor<4x8xf32>", "tensor<1x2x6x3xf32>", "tensor<si32>"});
        MultiHeadAttention layer("attn", config);
        call(p, layer, {});
        EXPECT_EQ(p.messages, Lines{std::string("layer 'attn': ") + message});
      };
  auto forward = [](Program &p, const MultiHeadAttention &layer,
                    const Parameters &parameters) {
    EXPECT_FALSE(layer.forward(p, parameters, {p.arg(0), 1, 4}).output);
  };
  MultiHeadAttentionConfig config = general(false);
  config.width = 0;
  reject(config, forward, "expected width of at least 1, found 0");
  config = general(false);
  config.heads.keyValueHeads = 3;
  reject(config, forward,
         "expected query_heads (4) to be a multiple of key_value_heads (3)");
  config = general(true);
  config.memoryWidth = 8;
  reject(config, forward,
         "expected no memory_width with packed projections, found 8");
  config = general(false);
  config.memoryWidth = 5;
  reject(config, forward,
         "expected a memory for a memory_width other than the width, found "
         "none");
  reject(
      general(true),
      [](Program &p, const MultiHeadAttention &layer,
         const Parameters &parameters) {
        MultiHeadAttention::Rows x = {p.arg(0), 1, 4};
        EXPECT_FALSE(layer.forwardToMemory(p, parameters, x, x).output);
      },
      "expected separate projections for a memory, found packed ones");
  reject(
      general(true),
      [](Program &p, const MultiHeadAttention &layer,
         const Parameters &parameters) {
        EXPECT_FALSE(
            layer
                .decode(p, parameters, p.arg(0), {p.arg(1), p.arg(1)}, p.arg(2))
                .output);
      },
      "expected causal attention of the positions to themselves, without a "
      "window, to decode");
}

} // namespace
