//===- FeedForwardCases.cpp - Two linears around a nonlinearity -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Layers/FeedForward.h"

using namespace ptir;
using namespace ptir::parity;

/// The hidden activations and the output of a feed forward layer.
static std::array<torch::Value, 2> askFeedForward(const Question &q) {
  torch::Value hidden =
      torch::gelu(torch::linear(q[0], q["mlp.w_in"], q["mlp.b_in"]));
  return {hidden, torch::linear(hidden, q["mlp.w_out"], q["mlp.b_out"])};
}

static void addFeedForward(Cases &cases) {
  auto add = [&](const std::string &suffix, int64_t rows, int64_t width,
                 int64_t hidden) {
    std::string name = "torch_feed_forward_matches_torch_" + suffix;
    layers::FeedForward layer("mlp", width, hidden, layers::Activation::Gelu,
                              {});
    Inputs in(name);
    Case testCase = numeric(
        name, {in.uniform({rows, width})},
        [=](Emitter &e, const Program &p) {
          return one(layer.forward(e, p.parameters, p[0]));
        },
        [](const Question &q) -> torch::Values {
          return {askFeedForward(q)[1]};
        });
    addParametersOf(testCase, layer, in);
    cases.push_back(std::move(testCase));
  };
  add("with_bias", 3, 8, 16);
  add("batch1_embed32_hidden128_bias", 1, 32, 128);
  add("batch4_embed64_hidden256_bias", 4, 64, 256);
}

void parity::addFeedForwardCases(Cases &cases) { addFeedForward(cases); }
