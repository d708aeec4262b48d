//===- RowLayersTest.cpp - Norms and feed-forward layers by value ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "../Functional/Values.h"
#include "LayerProgram.h"

#include "ptir/Layers/Embedding.h"
#include "ptir/Layers/FeedForward.h"
#include "ptir/Layers/GatedFeedForward.h"
#include "ptir/Layers/LayerNorm.h"
#include "ptir/Layers/RmsNorm.h"

#include <cmath>
#include <map>

using namespace ptir;
using namespace ptir::layers;
using namespace ptir::test;

namespace {

/// A layer on x[3, 4], with values for its parameters.
struct Example {
  template <typename Layer>
  explicit Example(const Layer &layer) : program(types(parametersOf(layer))) {
    x = someFloats(3 * 4);
    inputs.push_back(makeTensor(ElementType::F32, {3, 4}, x));
    for (auto [i, spec] : llvm::enumerate(parametersOf(layer))) {
      parameters.bind(spec.name, program.arg(i + 1));
      values[spec.name] = someFloats(*getNumElements(spec.shape), i + 2);
      inputs.push_back(
          makeTensor(ElementType::F32, spec.shape, values[spec.name]));
    }
  }

  std::vector<const char *> types(const ParameterList &list) {
    texts = {"tensor<?x4xf32>"};
    for (const ParameterSpec &spec : list)
      texts.push_back(typeText(spec.shape));
    std::vector<const char *> pointers;
    for (const std::string &text : texts)
      pointers.push_back(text.c_str());
    return pointers;
  }

  /// x[3, in] W[in, out] + b, with b if it is there.
  Doubles affine(const Doubles &rows, const std::string &weight,
                 const std::string &bias) {
    const std::vector<float> &w = values.at(weight);
    size_t in = rows.size() / 3, out = w.size() / in;
    Doubles result(3 * out);
    for (size_t row = 0; row < 3; ++row)
      for (size_t j = 0; j < out; ++j) {
        result[row * out + j] = values.count(bias) ? values[bias][j] : 0;
        for (size_t i = 0; i < in; ++i)
          result[row * out + j] += rows[row * in + i] * w[i * out + j];
      }
    return result;
  }

  Doubles doubles() const { return {x.begin(), x.end()}; }

  Lines texts;
  Program program;
  Parameters parameters;
  std::vector<float> x;
  std::map<std::string, std::vector<float>> values;
  std::vector<reference::Tensor> inputs;
};

double silu(double x) { return x / (1 + std::exp(-x)); }

//===----------------------------------------------------------------------===//
// Parameters
//===----------------------------------------------------------------------===//

TEST(RowLayersTest, ParametersAreNamedAsInGptRs) {
  EXPECT_EQ(describe(RmsNorm("norm_1", 4, 1e-5)), Lines{"norm_1.gamma[4]"});
  EXPECT_EQ(describe(LayerNorm("ln_1", 4, 1e-5)),
            (Lines{"ln_1.gamma[4]", "ln_1.beta[4]"}));
  EXPECT_EQ(describe(FeedForward("feed_forward", 4, 6, Activation::Gelu)),
            (Lines{"feed_forward.w_in[4, 6]", "feed_forward.b_in[6]",
                   "feed_forward.w_out[6, 4]", "feed_forward.b_out[4]"}));
  EXPECT_EQ(describe(GatedFeedForward("feed_forward", 4, 6)),
            (Lines{"feed_forward.w_gate[4, 6]", "feed_forward.b_gate[6]",
                   "feed_forward.w_up[4, 6]", "feed_forward.b_up[6]",
                   "feed_forward.w_down[6, 4]", "feed_forward.b_down[4]"}));
}

TEST(RowLayersTest, NamesAndBiasesAreChosen) {
  EXPECT_EQ(describe(RmsNorm("norm", 4, 1e-5, "weight")),
            Lines{"norm.weight[4]"});
  EXPECT_EQ(describe(LayerNorm("ln_f", 4, 1e-5, {"weight", "bias"})),
            (Lines{"ln_f.weight[4]", "ln_f.bias[4]"}));
  EXPECT_EQ(
      describe(FeedForward("mlp", 4, 6, Activation::Relu, {}, {false, true})),
      (Lines{"mlp.w_in[4, 6]", "mlp.w_out[6, 4]", "mlp.b_out[4]"}));
  EXPECT_EQ(describe(GatedFeedForward("mlp", 4, 6,
                                      {"gate_proj", "up_proj", "down_proj"},
                                      {false, false, false})),
            (Lines{"mlp.gate_proj.weight[4, 6]", "mlp.up_proj.weight[4, 6]",
                   "mlp.down_proj.weight[6, 4]"}));
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

TEST(RowLayersTest, RmsNormKeepsItsState) {
  RmsNorm layer("norm", 4, 0.1);
  Example s(layer);
  functional::RmsNormMoments state =
      layer.forwardWithState(s.program, s.parameters, s.program.arg(0));
  Tensor alone = layer.forward(s.program, s.parameters, s.program.arg(0));
  ASSERT_TRUE(s.program.finish(
      {alone, state.output, state.normalized, state.inverseRms}));
  auto results = s.program.run(s.inputs);
  ASSERT_EQ(results.size(), 4u);
  Doubles output, normalized, inverse;
  for (int row = 0; row < 3; ++row) {
    double square = 0;
    for (int i = 0; i < 4; ++i)
      square += std::pow(s.x[row * 4 + i], 2) / 4;
    inverse.push_back(1 / std::sqrt(square + 0.1));
    for (int i = 0; i < 4; ++i) {
      normalized.push_back(s.x[row * 4 + i] * inverse.back());
      output.push_back(normalized.back() * s.values["norm.gamma"][i]);
    }
  }
  expectNear(results[0], output);
  expectNear(results[1], output);
  expectNear(results[2], normalized);
  expectNear(results[3], inverse);
}

TEST(RowLayersTest, LayerNormKeepsItsState) {
  LayerNorm layer("ln", 4, 0.1);
  Example s(layer);
  functional::LayerNormMoments state =
      layer.forwardWithState(s.program, s.parameters, s.program.arg(0));
  Tensor alone = layer.forward(s.program, s.parameters, s.program.arg(0));
  ASSERT_TRUE(s.program.finish({alone, state.output, state.normalized,
                                state.mean, state.inverseDeviation}));
  auto results = s.program.run(s.inputs);
  ASSERT_EQ(results.size(), 5u);
  Doubles output, normalized, means, inverse;
  for (int row = 0; row < 3; ++row) {
    double mean = 0, variance = 0;
    for (int i = 0; i < 4; ++i)
      mean += s.x[row * 4 + i] / 4.0;
    for (int i = 0; i < 4; ++i)
      variance += std::pow(s.x[row * 4 + i] - mean, 2) / 4;
    means.push_back(mean);
    inverse.push_back(1 / std::sqrt(variance + 0.1));
    for (int i = 0; i < 4; ++i) {
      normalized.push_back((s.x[row * 4 + i] - mean) * inverse.back());
      output.push_back(normalized.back() * s.values["ln.gamma"][i] +
                       s.values["ln.beta"][i]);
    }
  }
  expectNear(results[0], output);
  expectNear(results[1], output);
  expectNear(results[2], normalized);
  expectNear(results[3], means);
  expectNear(results[4], inverse);
}

TEST(RowLayersTest, FeedForwardKeepsItsHiddenActivation) {
  for (bool bias : {true, false}) {
    FeedForward layer("mlp", 4, 6, Activation::Silu, {}, {bias, bias});
    Example s(layer);
    FeedForward::State state =
        layer.forwardWithState(s.program, s.parameters, s.program.arg(0));
    Tensor alone = layer.forward(s.program, s.parameters, s.program.arg(0));
    ASSERT_TRUE(s.program.finish({alone, state.output, state.hidden}));
    auto results = s.program.run(s.inputs);
    ASSERT_EQ(results.size(), 3u);
    Doubles hidden = s.affine(s.doubles(), "mlp.w_in", "mlp.b_in");
    for (double &value : hidden)
      value = silu(value);
    Doubles output = s.affine(hidden, "mlp.w_out", "mlp.b_out");
    expectNear(results[0], output);
    expectNear(results[1], output);
    expectNear(results[2], hidden);
  }
}

TEST(RowLayersTest, GatedFeedForwardKeepsItsHiddenActivation) {
  for (bool bias : {true, false}) {
    GatedFeedForward layer("mlp", 4, 6, {}, {bias, bias, bias});
    Example s(layer);
    GatedFeedForward::State state =
        layer.forwardWithState(s.program, s.parameters, s.program.arg(0));
    Tensor alone = layer.forward(s.program, s.parameters, s.program.arg(0));
    ASSERT_TRUE(s.program.finish({alone, state.output, state.hidden}));
    auto results = s.program.run(s.inputs);
    ASSERT_EQ(results.size(), 3u);
    Doubles gates = s.affine(s.doubles(), "mlp.w_gate", "mlp.b_gate");
    Doubles hidden = s.affine(s.doubles(), "mlp.w_up", "mlp.b_up");
    for (size_t i = 0; i < hidden.size(); ++i)
      hidden[i] *= silu(gates[i]);
    Doubles output = s.affine(hidden, "mlp.w_down", "mlp.b_down");
    expectNear(results[0], output);
    expectNear(results[1], output);
    expectNear(results[2], hidden);
  }
}

//===----------------------------------------------------------------------===//
// Taps
//===----------------------------------------------------------------------===//

TEST(RowLayersTest, TapsAreNamedByTheirLayer) {
  Program p({"tensor<?xsi32>"});
  Embedding table("tok_embeddings", 9, 4);
  LayerNorm first("ln_1", 4, 1e-5);
  FeedForward plain("feed_forward", 4, 6, Activation::Gelu);
  RmsNorm second("norm_2", 4, 1e-5);
  GatedFeedForward gated("gated", 4, 6);
  ParameterList list;
  table.appendParameters(list);
  first.appendParameters(list);
  plain.appendParameters(list);
  second.appendParameters(list);
  gated.appendParameters(list);
  Parameters parameters = readParameters(p, list, "");

  std::vector<Emitter::Tap> taps;
  p.emitter->recordTaps(&taps);
  Tensor x = table.forward(p, parameters, p.arg(0));
  {
    Emitter::Scope block(p, "blocks.0");
    x = first.forward(p, parameters, x);
    x = plain.forward(p, parameters, x);
    x = second.forwardWithState(p, parameters, x).output;
    x = gated.forward(p, parameters, x);
  }
  ASSERT_TRUE(p.finish(x)) << p.messages.front();
  Lines names;
  for (const Emitter::Tap &tap : taps)
    names.push_back(tap.name);
  EXPECT_EQ(names, (Lines{"tok_embeddings", "blocks.0.ln_1",
                          "blocks.0.feed_forward.hidden",
                          "blocks.0.feed_forward.output", "blocks.0.norm_2",
                          "blocks.0.gated.hidden", "blocks.0.gated.output"}));
  EXPECT_EQ(taps.back().value.getValue(), x.getValue());
}

} // namespace
