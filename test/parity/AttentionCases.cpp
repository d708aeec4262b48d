//===- AttentionCases.cpp - Causal attention, with and without a cache ----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;
using fn::KeyValues;

static Results all(const fn::AttentionResult &result) {
  return {result.output, result.cache.keys, result.cache.values};
}

static Case wholeSequence(const std::string &name,
                          const AttentionConfig &config, int64_t positions,
                          int64_t batch = 1) {
  return numeric(
      name, {Inputs(name).uniform({batch, positions, config.packedWidth()})},
      [=](Emitter &e, const Program &p) {
        return all(fn::attention(e, config, p[0]));
      },
      [=](const Question &q) -> torch::Values {
        Heads heads = splitHeads(config, q[0], batch, positions);
        return {causalAttention(config, q[0], batch, positions), heads.key,
                heads.value};
      });
}

/// T new positions against a past of run-time length.
static Entry stepEntry(const AttentionConfig &config) {
  TensorType past = f32({1, config.keyValueHeads, dynamic, config.headDim});
  return {"step",
          {f32({1, dynamic, config.packedWidth()}), past, past},
          [=](Emitter &e, const Program &p) {
            KeyValues cache{p[1], p[2]};
            return all(fn::attention(e, config, p[0], &cache));
          }};
}

static Entry prefillEntry(const AttentionConfig &config) {
  return {"prefill",
          {f32({1, dynamic, config.packedWidth()})},
          [=](Emitter &e, const Program &p) {
            return all(fn::attention(e, config, p[0]));
          }};
}

/// A sequence in pieces: the first without a past, each other with the cache
/// that the one before it left. The outputs, one after another, and the last
/// cache are those of the whole sequence.
static Case inPieces(const std::string &name, const AttentionConfig &config,
                     const std::vector<int64_t> &pieces) {
  int64_t positions = 0;
  for (int64_t piece : pieces)
    positions += piece;
  Case testCase;
  testCase.name = name;
  testCase.entries = {prefillEntry(config), stepEntry(config)};
  testCase.args = {Inputs(name).uniform({1, positions, config.packedWidth()})};
  Data qkv = testCase.args[0];
  testCase.drive = [=](const Call &call) -> StatusOr<DataList> {
    DataList outputs, cache;
    int64_t done = 0;
    for (int64_t piece : pieces) {
      DataList args = {sliceOf(qkv, 1, done, piece)};
      args.insert(args.end(), cache.begin(), cache.end());
      StatusOr<DataList> results = call(done ? "step" : "prefill", args);
      if (!results.ok())
        return results.status();
      outputs.push_back((*results)[0]);
      cache = {(*results)[1], (*results)[2]};
      done += piece;
    }
    return DataList{joined(outputs, 1), cache[0], cache[1]};
  };
  testCase.torch = [=](const Question &q) -> torch::Values {
    Heads heads = splitHeads(config, q[0], 1, positions);
    return {causalAttention(config, q[0], 1, positions), heads.key,
            heads.value};
  };
  return testCase;
}

/// The same with a cache of fixed capacity for the positions after the first
/// `prefill`: only the positions that were written count.
static Case withDecodeCache(const std::string &name,
                            const AttentionConfig &config, int64_t prefill,
                            int64_t decoded, int64_t capacity) {
  int64_t positions = prefill + decoded;
  Case testCase;
  testCase.name = name;
  TensorType cache = f32({1, config.keyValueHeads, dynamic, config.headDim});
  Entry decode = {
      "decode",
      {f32({1, 1, config.packedWidth()}),
       cache,
       cache,
       {ElementType::SI32, {}}},
      [=](Emitter &e, const Program &p) -> Results {
        auto result =
            fn::attentionDecodeCache(e, config, p[0], {p[1], p[2]}, p[3]);
        return {result.output, result.cache.keys, result.cache.values};
      }};
  testCase.entries = {prefillEntry(config), decode};
  testCase.args = {Inputs(name).uniform({1, positions, config.packedWidth()})};
  Data qkv = testCase.args[0];
  // What is beyond the valid positions must not be read.
  Data unwritten =
      constant({1, config.keyValueHeads, capacity - prefill, config.headDim},
               std::numeric_limits<double>::quiet_NaN());
  testCase.drive = [=](const Call &call) -> StatusOr<DataList> {
    StatusOr<DataList> first = call("prefill", {sliceOf(qkv, 1, 0, prefill)});
    if (!first.ok())
      return first.status();
    DataList outputs = {(*first)[0]};
    Data keys = joined({(*first)[1], unwritten}, 2);
    Data values = joined({(*first)[2], unwritten}, 2);
    for (int64_t t = prefill; t < positions; ++t) {
      StatusOr<DataList> next =
          call("decode", {sliceOf(qkv, 1, t, 1), keys, values,
                          conformance::scalar(ElementType::SI32, double(t))});
      if (!next.ok())
        return next.status();
      outputs.push_back((*next)[0]);
      keys = (*next)[1];
      values = (*next)[2];
    }
    return DataList{joined(outputs, 1), sliceOf(keys, 2, 0, positions),
                    sliceOf(values, 2, 0, positions)};
  };
  testCase.torch = [=](const Question &q) -> torch::Values {
    Heads heads = splitHeads(config, q[0], 1, positions);
    return {causalAttention(config, q[0], 1, positions), heads.key,
            heads.value};
  };
  return testCase;
}

void parity::addAttentionCases(Cases &cases) {
  // Query heads, key and value heads, extent of a head.
  AttentionConfig grouped = {4, 2, 2};
  auto add = [&](const std::string &suffix, const AttentionConfig &config,
                 int64_t positions) {
    cases.push_back(
        wholeSequence("torch_attention_" + suffix, config, positions));
  };
  add("matches_torch", {3, 3, 2}, 4);
  add("matches_torch_grouped", grouped, 4);
  auto addPieces = [&](const std::string &suffix, const AttentionConfig &config,
                       const std::vector<int64_t> &pieces) {
    cases.push_back(inPieces("torch_attention_" + suffix, config, pieces));
  };
  addPieces("appends_cache", {2, 2, 3}, {3, 2});
  addPieces("extends_cache_multiple_steps", {2, 2, 4},
            std::vector<int64_t>(40, 1));
  addPieces("incremental_matches_full", {4, 4, 2}, {1, 1, 1, 1});
  add("seq1_embed8_heads2_matches_torch", {2, 2, 4}, 1);
  add("seq8_embed32_heads4_matches_torch", {4, 4, 8}, 8);
  add("head_dim1_embed4_heads4_matches_torch", {4, 4, 1}, 5);
  add("multi_query_kv1_matches_torch", {4, 1, 4}, 6);
  add("grouped_kv2_matches_torch", {8, 2, 4}, 6);
  addPieces("prefill4_decode3_matches_full_concat", {4, 4, 4}, {4, 1, 1, 1});
  addPieces("prefill4_decode3_grouped_kv2_matches_full_concat", {4, 2, 4},
            {4, 1, 1, 1});

  cases.push_back(wholeSequence("torch_attention_batch3_matches_torch",
                                {4, 2, 8}, 5, /*batch=*/3));
  AttentionConfig scaled = {2, 2, 4};
  scaled.scale = 0.75;
  add("scale_matches_torch", scaled, 5);
  cases.push_back(
      withDecodeCache("torch_attention_decode_cache_prefill4_decode3",
                      {4, 4, 4}, 4, 3, /*capacity=*/11));
  cases.push_back(
      withDecodeCache("torch_attention_decode_cache_grouped_kv2_full_capacity",
                      {4, 2, 8}, 1, 7, /*capacity=*/8));
}
