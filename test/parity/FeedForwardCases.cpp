//===- FeedForwardCases.cpp - Linears around a nonlinearity ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Layers/FeedForward.h"
#include "ptir/Layers/GatedFeedForward.h"

using namespace ptir;
using namespace ptir::parity;
using layers::FeedForward;
using layers::GatedFeedForward;

static torch::Value linear(const Question &q, const std::string &name,
                           const torch::Value &x) {
  auto bias = q.parameters.find("mlp.b_" + name);
  return torch::linear(x, q.parameters.at("mlp.w_" + name),
                       bias == q.parameters.end() ? torch::Value()
                                                  : bias->second);
}

//===----------------------------------------------------------------------===//
// FeedForward
//===----------------------------------------------------------------------===//

namespace {

/// x[rows, width], uniform in [-range, range).
struct Sizes {
  int64_t rows, width, hidden;
  bool bias = true;
  double range = 1;
};

} // namespace

/// The output and, with `state`, the hidden activations.
static Case feedForward(const std::string &name, const Sizes &sizes,
                        bool state) {
  FeedForward layer("mlp", sizes.width, sizes.hidden, layers::Activation::Gelu,
                    FeedForward::Names(), {sizes.bias, sizes.bias});
  Inputs in(name);
  Case testCase = numeric(
      name, {in.uniform({sizes.rows, sizes.width}, -sizes.range, sizes.range)},
      [=](Emitter &e, const Program &p) -> Results {
        if (!state)
          return {layer.forward(e, p.parameters, p[0])};
        FeedForward::State result =
            layer.forwardWithState(e, p.parameters, p[0]);
        return {result.output, result.hidden};
      },
      [=](const Question &q) -> torch::Values {
        torch::Value hidden = torch::gelu(linear(q, "in", q[0]));
        torch::Values results = {linear(q, "out", hidden)};
        if (state)
          results.push_back(hidden);
        return results;
      });
  addParametersOf(testCase, layer, in);
  return testCase;
}

static void addFeedForward(Cases &cases) {
  auto add = [&](const std::string &suffix, const Sizes &sizes,
                 bool state = false) {
    cases.push_back(feedForward("torch_feed_forward_" + suffix, sizes, state));
  };
  add("matches_torch_with_bias", {3, 8, 16});
  add("matches_torch_without_bias", {3, 8, 16, /*bias=*/false});
  add("matches_torch_batch1_embed32_hidden128_bias", {1, 32, 128});
  add("matches_torch_batch4_embed64_hidden256_bias", {4, 64, 256});
  add("matches_torch_batch7_embed13_hidden31_no_bias",
      {7, 13, 31, /*bias=*/false});
  add("state_records_activation", {3, 8, 16}, /*state=*/true);
  add("state_records_activation_batch4_embed32_hidden128", {4, 32, 128}, true);
  add("state_records_activation_extreme_inputs", {3, 8, 16, true, 40}, true);
}

//===----------------------------------------------------------------------===//
// GatedFeedForward
//===----------------------------------------------------------------------===//

static Case gated(const std::string &name, const Sizes &sizes, bool state) {
  GatedFeedForward layer("mlp", sizes.width, sizes.hidden,
                         GatedFeedForward::Names(),
                         {sizes.bias, sizes.bias, sizes.bias});
  Inputs in(name);
  Case testCase = numeric(
      name, {in.uniform({sizes.rows, sizes.width})},
      [=](Emitter &e, const Program &p) -> Results {
        if (!state)
          return {layer.forward(e, p.parameters, p[0])};
        GatedFeedForward::State result =
            layer.forwardWithState(e, p.parameters, p[0]);
        return {result.output, result.hidden};
      },
      [=](const Question &q) -> torch::Values {
        torch::Value hidden = torch::mul(torch::silu(linear(q, "gate", q[0])),
                                         linear(q, "up", q[0]));
        torch::Values results = {linear(q, "down", hidden)};
        if (state)
          results.push_back(hidden);
        return results;
      });
  addParametersOf(testCase, layer, in);
  return testCase;
}

static void addGated(Cases &cases) {
  auto add = [&](const std::string &suffix, const Sizes &sizes,
                 bool state = false) {
    cases.push_back(gated("torch_gated_feed_forward_" + suffix, sizes, state));
  };
  add("matches_torch_with_bias", {3, 8, 16});
  add("matches_torch_without_bias", {4, 7, 15, /*bias=*/false});
  add("matches_torch_batch4_embed64_hidden256_bias", {4, 64, 256});
  add("state_records_swiglu_hidden", {3, 8, 16}, /*state=*/true);
}

void parity::addFeedForwardCases(Cases &cases) {
  addFeedForward(cases);
  addGated(cases);
}
