//===- DotProductAttentionCases.cpp - Attention of any queries to any keys ===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AttentionOracle.h"

#include "ptir/Layers/MultiHeadAttention.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;
using fn::ScaledDotProductConfig;

namespace {

/// Extents of queries [b, hq, t, d] and keys [b, hkv, l, d].
struct Extents {
  int64_t b, hq, hkv, t, l, d;
};

} // namespace

static DataList headsOf(Inputs &in, const Extents &x) {
  return {in.uniform({x.b, x.hq, x.t, x.d}), in.uniform({x.b, x.hkv, x.l, x.d}),
          in.uniform({x.b, x.hkv, x.l, x.d})};
}

static AttentionConfig headsConfig(const Extents &x,
                                   std::optional<double> scale = {}) {
  AttentionConfig config = {x.hq, x.hkv, x.d};
  config.scale = scale;
  return config;
}

/// What queries see by causality and window: query t stands at t or, with
/// queriesAtEnd, at t + L - T.
static Data visible(const ScaledDotProductConfig &config, const Extents &x) {
  Data mask = conformance::zeros(ElementType::I1, {x.t, x.l});
  int64_t offset = config.queriesAtEnd ? x.l - x.t : 0;
  for (int64_t t = 0; t < x.t; ++t)
    for (int64_t l = 0; l < x.l; ++l) {
      int64_t distance = t + offset - l;
      bool sees = !config.causal || distance >= 0;
      if (config.window)
        sees &= std::abs(distance) < *config.window;
      conformance::setInteger(mask, t * x.l + l, sees);
    }
  return mask;
}

static Case attention(const std::string &suffix, const Extents &x,
                      const ScaledDotProductConfig &config) {
  std::string name = "torch_sdpa_" + suffix;
  Inputs in(name);
  return numeric(
      name, headsOf(in, x),
      [=](Emitter &e, const Program &p) {
        return one(fn::scaledDotProductAttention(e, config, p[0], p[1], p[2]));
      },
      [=](const Question &q) -> torch::Values {
        return {attend(headsConfig(x, config.scale), {q[0], q[1], q[2]},
                       torch::from(visible(config, x)))};
      });
}

/// With a mask of i1, or of numbers that are added to the scores.
static Case masked(const std::string &suffix, const Extents &x,
                   const Dims &dims, bool additive,
                   const ScaledDotProductConfig &config = {}) {
  std::string name = "torch_sdpa_" + suffix;
  Inputs in(name);
  DataList args = headsOf(in, x);
  args.push_back(additive ? in.uniform(dims, -3, 3) : in.flags(dims));
  // No query is left without a key.
  if (!additive)
    for (int64_t i = 0; i < args[3].size(); i += x.l)
      conformance::setInteger(args[3], i, 1);
  return numeric(
      name, args,
      [=](Emitter &e, const Program &p) {
        return one(
            fn::scaledDotProductAttention(e, config, p[0], p[1], p[2], p[3]));
      },
      [=](const Question &q) -> torch::Values {
        AttentionConfig heads = headsConfig(x);
        torch::Value sees = torch::from(visible(config, x));
        if (!additive)
          return {
              attend(heads, {q[0], q[1], q[2]}, torch::logicalAnd(q[3], sees))};
        return {attend(heads, {q[0], q[1], q[2]}, sees, q[3])};
      });
}

static void addFunctional(Cases &cases) {
  Extents self = {2, 4, 4, 6, 6, 8};
  Extents grouped = {1, 4, 2, 5, 9, 8};
  ScaledDotProductConfig all, causal, window, causalWindow, cached, scaled;
  causal.causal = true;
  window.window = 2;
  causalWindow.causal = true;
  causalWindow.window = 3;
  cached.causal = true;
  cached.queriesAtEnd = true;
  scaled.scale = 0.5;
  cases.push_back(attention("matches_torch", self, all));
  cases.push_back(attention("grouped_cross", grouped, all));
  cases.push_back(attention("causal", self, causal));
  cases.push_back(attention("window2", self, window));
  cases.push_back(attention("causal_window3", self, causalWindow));
  cases.push_back(attention("causal_after_cache", grouped, cached));
  cases.push_back(attention("scale", self, scaled));
  cases.push_back(masked("mask_per_query", self, {6, 6}, false));
  cases.push_back(masked("mask_per_batch", self, {2, 1, 6, 6}, false));
  cases.push_back(masked("bias_per_head", self, {4, 6, 6}, true));
  cases.push_back(masked("bias_causal", self, {6, 6}, true, causal));
}

//===----------------------------------------------------------------------===//
// The layer
//===----------------------------------------------------------------------===//

static torch::Value project(const Question &q, const std::string &weight,
                            const torch::Value &x) {
  auto bias = q.parameters.find("attn.b_" + weight);
  return torch::linear(x, q.parameters.at("attn.w_" + weight),
                       bias == q.parameters.end() ? torch::Value()
                                                  : bias->second);
}

/// Self-attention of x[batch * positions, width], or attention to a memory.
static Case layerCase(const std::string &suffix,
                      const layers::MultiHeadAttentionConfig &config,
                      int64_t positions, int64_t memory = 0) {
  constexpr int64_t batch = 2;
  std::string name = "torch_general_attention_layer_" + suffix;
  layers::MultiHeadAttention layer("attn", config);
  Inputs in(name);
  DataList args = {in.uniform({batch * positions, config.width})};
  if (memory)
    args.push_back(in.uniform({batch * memory, config.sourceWidth()}));
  Case testCase = numeric(
      name, args,
      [=](Emitter &e, const Program &p) {
        layers::MultiHeadAttention::Rows x = {p[0], batch, positions};
        if (!memory)
          return one(layer.forward(e, p.parameters, x).output);
        return one(
            layer.forwardToMemory(e, p.parameters, x, {p[1], batch, memory})
                .output);
      },
      [=](const Question &q) -> torch::Values {
        const AttentionConfig &heads = config.heads;
        int64_t keys = memory ? memory : positions;
        auto split = [&](const torch::Value &x, int64_t length, int64_t count) {
          return torch::transpose(
              torch::reshape(x, {batch, length, count, heads.headDim}),
              {0, 2, 1, 3});
        };
        Heads parts;
        if (config.packed) {
          parts = splitHeads(
              heads,
              torch::reshape(project(q, "qkv", q[0]),
                             {batch, positions, heads.packedWidth()}),
              batch, positions);
        } else {
          const torch::Value &source = memory ? q[1] : q[0];
          parts = {split(project(q, "q", q[0]), positions, heads.queryHeads),
                   split(project(q, "k", source), keys, heads.keyValueHeads),
                   split(project(q, "v", source), keys, heads.keyValueHeads)};
        }
        ScaledDotProductConfig sees;
        sees.causal = config.causal;
        sees.window = config.window;
        torch::Value context = attend(
            heads, parts,
            torch::from(visible(sees, {batch, 0, 0, positions, keys, 0})));
        return {
            project(q, "out",
                    torch::reshape(torch::transpose(context, {0, 2, 1, 3}),
                                   {batch * positions, heads.queryWidth()}))};
      });
  addParametersOf(testCase, layer, in);
  return testCase;
}

static void addLayer(Cases &cases) {
  layers::MultiHeadAttentionConfig config;
  config.width = 16;
  config.heads = {4, 4, 4};
  cases.push_back(layerCase("separate_projections", config, 5));
  layers::MultiHeadAttentionConfig packed = config;
  packed.packed = true;
  packed.causal = true;
  packed.window = 3;
  packed.heads = {4, 2, 4};
  packed.projectionBias = packed.outputBias = false;
  cases.push_back(layerCase("packed_causal_window_grouped", packed, 6));
  layers::MultiHeadAttentionConfig cross = config;
  cross.memoryWidth = 12;
  cases.push_back(layerCase("to_memory", cross, 3, /*memory=*/7));
}

void parity::addDotProductAttentionCases(Cases &cases) {
  addFunctional(cases);
  addLayer(cases);
}
