//===- SelfAttentionCases.cpp - Attention with its projections ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Functional/Shape.h"
#include "ptir/Layers/CausalSelfAttention.h"

#include <numeric>

using namespace ptir;
using namespace ptir::parity;
using layers::CausalSelfAttention;

static torch::Value project(const Question &q, const std::string &name,
                            const torch::Value &x) {
  auto bias = q.parameters.find("attn.b_" + name);
  return torch::linear(x, q.parameters.at("attn.w_" + name),
                       bias == q.parameters.end() ? torch::Value()
                                                  : bias->second);
}

/// For x[positions, width] the output, keys and values, and the context that
/// the output is projected from.
static torch::Values askSelfAttention(const Question &q,
                                      const AttentionConfig &config,
                                      int64_t positions) {
  torch::Value qkv = torch::reshape(project(q, "qkv", q[0]),
                                    {1, positions, config.packedWidth()});
  Heads heads = splitHeads(config, qkv, 1, positions);
  torch::Value context =
      torch::reshape(causalAttention(config, qkv, 1, positions),
                     {positions, config.queryWidth()});
  return {project(q, "out", context), heads.key, heads.value, context};
}

static CausalSelfAttention layerOf(int64_t width, const AttentionConfig &config,
                                   bool bias) {
  return CausalSelfAttention("attn", width, config, {}, {bias, bias});
}

static Case layerCase(const std::string &name, int64_t width,
                      const AttentionConfig &config, int64_t positions,
                      bool bias = true) {
  CausalSelfAttention layer = layerOf(width, config, bias);
  Inputs in(name);
  Case testCase = numeric(
      name, {in.uniform({positions, width})},
      [=](Emitter &e, const Program &p) -> Results {
        auto result = layer.forward(e, p.parameters, p[0], 1, positions);
        return {result.output, result.keyValues.keys, result.keyValues.values};
      },
      [=](const Question &q) {
        torch::Values results = askSelfAttention(q, config, positions);
        results.pop_back();
        return results;
      });
  addParametersOf(testCase, layer, in);
  return testCase;
}

static Case withState(const std::string &name, int64_t width,
                      const AttentionConfig &config, int64_t positions) {
  CausalSelfAttention layer = layerOf(width, config, true);
  Case testCase = layerCase(name, width, config, positions);
  testCase.entries[0].emit = [=](Emitter &e, const Program &p) -> Results {
    auto state = layer.forwardWithState(e, p.parameters, p[0], 1, positions);
    return {state.output, state.keyValues.keys, state.keyValues.values,
            state.context};
  };
  testCase.torch = [=](const Question &q) {
    return askSelfAttention(q, config, positions);
  };
  return testCase;
}

/// In pieces, each with the cache that the one before it left, which grows.
static Case inPieces(const std::string &name, int64_t width,
                     const AttentionConfig &config,
                     const std::vector<int64_t> &pieces) {
  int64_t positions = std::accumulate(pieces.begin(), pieces.end(), int64_t(0));
  CausalSelfAttention layer = layerOf(width, config, true);
  Case testCase = layerCase(name, width, config, positions);
  TensorType cache = f32({1, config.keyValueHeads, dynamic, config.headDim});
  testCase.entries = {
      {"prefill",
       {f32({dynamic, width})},
       [=](Emitter &e, const Program &p) -> Results {
         auto result =
             layer.forwardWithCache(e, p.parameters, p[0], 1,
                                    functional::extentOf(e, p[0], 0), nullptr);
         return {result.output, result.keyValues.keys, result.keyValues.values};
       }},
      {"step",
       {f32({dynamic, width}), cache, cache},
       [=](Emitter &e, const Program &p) -> Results {
         layers::KeyValues past{p[1], p[2]};
         auto result = layer.forwardWithCache(
             e, p.parameters, p[0], 1, functional::extentOf(e, p[0], 0), &past);
         return {result.output, result.keyValues.keys, result.keyValues.values};
       }}};
  Data x = testCase.args[0];
  testCase.drive = [=](const Call &call) -> StatusOr<DataList> {
    DataList outputs, cache;
    int64_t done = 0;
    for (int64_t piece : pieces) {
      DataList args = {sliceOf(x, 0, done, piece)};
      args.insert(args.end(), cache.begin(), cache.end());
      StatusOr<DataList> results = call(done ? "step" : "prefill", args);
      if (!results.ok())
        return results.status();
      outputs.push_back((*results)[0]);
      cache = {(*results)[1], (*results)[2]};
      done += piece;
    }
    return DataList{joined(outputs, 0), cache[0], cache[1]};
  };
  return testCase;
}

/// The first positions at once, the others one at a time with a cache.
static Case decoded(const std::string &name, int64_t width,
                    const AttentionConfig &config, int64_t prefill,
                    int64_t positions, int64_t capacity) {
  CausalSelfAttention layer = layerOf(width, config, true);
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
      layerCase("torch_multi_head_attention_matches_torch_without_bias", 8,
                {2, 2, 4}, 4, /*bias=*/false));
  cases.push_back(withState("torch_multi_head_attention_state_records_context",
                            8, {2, 2, 4}, 4));
  std::string prefill = "torch_multi_head_attention_prefill4_decode3_";
  cases.push_back(
      inPieces(prefill + "matches_full_concat", 16, {4, 4, 4}, {4, 1, 1, 1}));
  cases.push_back(inPieces(prefill + "grouped_kv2_matches_full_concat", 16,
                           {4, 2, 4}, {4, 1, 1, 1}));
  cases.push_back(decoded(prefill + "decode_cache", 16, {4, 4, 4}, 4, 7,
                          /*capacity=*/9));
  cases.push_back(decoded(prefill + "grouped_kv2_decode_cache", 16, {4, 2, 4},
                          4, 7, /*capacity=*/7));
}
