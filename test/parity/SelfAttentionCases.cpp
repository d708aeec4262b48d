//===- SelfAttentionCases.cpp - Attention with its projections ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Layers/CausalSelfAttention.h"

using namespace ptir;
using namespace ptir::parity;
using layers::CausalSelfAttention;

static torch::Value project(const Question &q, const std::string &name,
                            const torch::Value &x) {
  auto bias = q.parameters.find(name + ".bias");
  return torch::linear(x, q.parameters.at(name + ".weight"),
                       bias == q.parameters.end() ? torch::Value()
                                                  : bias->second);
}

/// The output of the layer for x[positions, width], and keys and values.
static torch::Values askSelfAttention(const Question &q,
                                      const AttentionConfig &config,
                                      int64_t positions) {
  torch::Value qkv = torch::reshape(project(q, "attn.w_qkv", q[0]),
                                    {1, positions, config.packedWidth()});
  Heads heads = splitHeads(config, qkv, 1, positions);
  torch::Value context =
      torch::reshape(causalAttention(config, qkv, 1, positions),
                     {positions, config.queryWidth()});
  return {project(q, "attn.w_out", context), heads.key, heads.value};
}

/// A layer, its inputs, and how it is compared.
static Case layerCase(const std::string &name, int64_t width,
                      const AttentionConfig &config, int64_t positions) {
  CausalSelfAttention layer("attn", width, config, {});
  Inputs in(name);
  Case testCase = numeric(
      name, {in.uniform({positions, width})},
      [=](Emitter &e, const Program &p) -> Results {
        auto result = layer.forward(e, p.parameters, p[0], 1, positions);
        return {result.output, result.keyValues.keys, result.keyValues.values};
      },
      [=](const Question &q) {
        return askSelfAttention(q, config, positions);
      });
  addParametersOf(testCase, layer, in);
  return testCase;
}

/// The first positions at once, the others one at a time with a cache.
static Case decoded(const std::string &name, int64_t width,
                    const AttentionConfig &config, int64_t prefill,
                    int64_t positions, int64_t capacity) {
  CausalSelfAttention layer("attn", width, config, {});
  Case testCase = layerCase(name, width, config, positions);
  TensorType cache = f32({1, config.keyValueHeads, dynamic, config.headDim});
  testCase.entries = {
      {"prefill",
       {f32({prefill, width})},
       [=](Emitter &e, const Program &p) -> Results {
         auto result = layer.forward(e, p.parameters, p[0], 1, prefill);
         return {result.output, result.keyValues.keys, result.keyValues.values};
       }},
      {"decode",
       {f32({1, width}), cache, cache, {ElementType::SI32, {}}},
       [=](Emitter &e, const Program &p) -> Results {
         auto result = layer.decode(e, p.parameters, p[0], {p[1], p[2]}, p[3]);
         return {result.output, result.keyValues.keys, result.keyValues.values};
       }}};
  Data x = testCase.args[0];
  testCase.drive = [=](const Call &call) -> StatusOr<DataList> {
    StatusOr<DataList> first = call("prefill", {sliceOf(x, 0, 0, prefill)});
    if (!first.ok())
      return first.status();
    DataList outputs = {(*first)[0]};
    Data unwritten = constant(
        {1, config.keyValueHeads, capacity - prefill, config.headDim}, 0);
    Data keys = joined({(*first)[1], unwritten}, 2);
    Data values = joined({(*first)[2], unwritten}, 2);
    for (int64_t t = prefill; t < positions; ++t) {
      StatusOr<DataList> next =
          call("decode", {sliceOf(x, 0, t, 1), keys, values,
                          conformance::scalar(ElementType::SI32, double(t))});
      if (!next.ok())
        return next.status();
      outputs.push_back((*next)[0]);
      keys = (*next)[1];
      values = (*next)[2];
    }
    return DataList{joined(outputs, 0), sliceOf(keys, 2, 0, positions),
                    sliceOf(values, 2, 0, positions)};
  };
  return testCase;
}

void parity::addSelfAttentionCases(Cases &cases) {
  auto add = [&](const std::string &suffix, int64_t width,
                 const AttentionConfig &config, int64_t positions) {
    cases.push_back(layerCase("torch_multi_head_attention_" + suffix, width,
                              config, positions));
  };
  add("matches_torch_with_bias", 8, {2, 2, 4}, 4);
  add("matches_torch_grouped", 16, {4, 2, 4}, 4);
  add("seq1_embed32_heads4_bias_matches_torch", 32, {4, 4, 8}, 1);
  add("seq8_embed32_heads4_bias_matches_torch", 32, {4, 4, 8}, 8);
  add("seq8_embed32_heads8_kv1_bias_matches_torch", 32, {8, 1, 4}, 8);
  add("seq8_embed32_heads8_kv2_bias_matches_torch", 32, {8, 2, 4}, 8);
  add("head_dim1_embed8_heads8_bias_matches_torch", 8, {8, 8, 1}, 5);
  cases.push_back(
      decoded("torch_multi_head_attention_prefill4_decode3_matches_full_concat",
              16, {4, 4, 4}, 4, 7, /*capacity=*/9));
  cases.push_back(decoded("torch_multi_head_attention_prefill4_decode3_grouped_"
                          "kv2_matches_full_concat",
                          16, {4, 2, 4}, 4, 7, /*capacity=*/7));
}
