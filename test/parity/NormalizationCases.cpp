//===- NormalizationCases.cpp - Rows with mean and variance ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Normalization.h"
#include "ptir/Layers/LayerNorm.h"
#include "ptir/Layers/RmsNorm.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static Case layerNorm(const std::string &name, const Data &x, double epsilon) {
  Inputs in(name);
  Dims width = {x.dims.back()};
  return numeric(
      name, {x, in.uniform(width, 0.5, 1.5), in.uniform(width)},
      [=](Emitter &e, const Program &p) {
        return one(fn::layerNorm(e, p[0], p[1], p[2], epsilon));
      },
      [=](const Question &q) -> torch::Values {
        return {torch::layerNorm(q[0], q[1], q[2], epsilon)[0]};
      });
}

static void addLayerNorm(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x,
                 double epsilon = 1e-5) {
    cases.push_back(layerNorm(
        "torch_functional_layer_norm_matches_torch" + suffix, x, epsilon));
  };
  Inputs in("functional_layer_norm");
  add("", in.uniform({2, 3, 8}));
  add("_embed_dim1", in.uniform({2, 3, 1}));
  add("_prime_embed", in.uniform({2, 3, 13}));
  add("_large_embed", in.uniform({2, 3, 256}));
  add("_batch1", in.uniform({1, 1, 16}));
  add("_constant_input", constant({2, 3, 8}, 3.5));
  add("_eps_1e3", in.uniform({2, 3, 8}), 1e-3);
  cases.push_back(rejecting(
      "torch_functional_layer_norm_rejects_gamma_mismatch",
      {f32({2, 3, 8}), f32({7}), f32({8})},
      [](Emitter &e, const Program &p) {
        return one(fn::layerNorm(e, p[0], p[1], p[2], 1e-5));
      },
      "functional 'layer_norm': expected extent 0 of gamma to be the last "
      "extent of x (8), found 7"));
}

static void addRmsNorm(Cases &cases) {
  auto emit = [](Emitter &e, const Program &p) {
    return one(fn::rmsNorm(e, p[0], p[1], 1e-6));
  };
  std::string name = "torch_functional_rms_norm_matches_torch";
  Inputs in(name);
  cases.push_back(numeric(name,
                          {in.uniform({2, 3, 17}), in.uniform({17}, 0.5, 1.5)},
                          emit, [](const Question &q) -> torch::Values {
                            return {torch::rmsNorm(q[0], q[1], 1e-6)[0]};
                          }));
  cases.push_back(rejecting(
      "torch_functional_rms_norm_rejects_gamma_mismatch",
      {f32({2, 3, 8}), f32({7})}, emit,
      "functional 'rms_norm': expected extent 0 of gamma to be the last extent "
      "of x (8), found 7"));
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

/// The output and, with `state`, what it was computed from.
static Case layerNormLayer(const std::string &name, const Data &x,
                           double epsilon, bool state) {
  layers::LayerNorm layer("ln", x.dims.back(), epsilon);
  Case testCase = numeric(
      name, {x},
      [=](Emitter &e, const Program &p) -> Results {
        if (!state)
          return {layer.forward(e, p.parameters, p[0])};
        fn::LayerNormMoments moments =
            layer.forwardWithState(e, p.parameters, p[0]);
        return {moments.output, moments.normalized, moments.mean,
                moments.inverseDeviation};
      },
      [=](const Question &q) -> torch::Values {
        auto [output, mean, inverse] =
            torch::layerNorm(q[0], q["ln.gamma"], q["ln.beta"], epsilon);
        if (!state)
          return {output};
        return {output, torch::mul(torch::sub(q[0], mean), inverse), mean,
                inverse};
      });
  Inputs in(name);
  addParametersOf(testCase, layer, in);
  return testCase;
}

static void addLayerNormLayer(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x,
                 double epsilon = 1e-5, bool state = false) {
    cases.push_back(
        layerNormLayer("torch_layer_norm_" + suffix, x, epsilon, state));
  };
  Inputs in("layer_norm_layer");
  add("matches_torch_basic", in.uniform({4, 8}));
  add("matches_torch_embed_dim1", in.uniform({4, 1}));
  add("matches_torch_prime_embed", in.uniform({2, 5, 13}));
  add("matches_torch_large_embed", in.uniform({2, 5, 256}));
  add("matches_torch_constant_input", constant({4, 8}, -2));
  add("matches_torch_eps_1e3", in.uniform({4, 8}), 1e-3);
  add("matches_torch_eps_1e1", in.uniform({4, 8}), 1e-1);
  add("forward_with_state_matches_moments", in.uniform({4, 8}), 1e-5,
      /*state=*/true);
  add("state_constant_input_matches_moments", constant({4, 8}, 3), 1e-5,
      /*state=*/true);
}

static Case rmsNormLayer(const std::string &name, const Data &x, bool state) {
  layers::RmsNorm layer("norm", x.dims.back(), 1e-6);
  Case testCase = numeric(
      name, {x},
      [=](Emitter &e, const Program &p) -> Results {
        if (!state)
          return {layer.forward(e, p.parameters, p[0])};
        fn::RmsNormMoments moments =
            layer.forwardWithState(e, p.parameters, p[0]);
        return {moments.output, moments.normalized, moments.inverseRms};
      },
      [=](const Question &q) -> torch::Values {
        auto [output, normalized, inverse] =
            torch::rmsNorm(q[0], q["norm.gamma"], 1e-6);
        if (!state)
          return {output};
        return {output, normalized, inverse};
      });
  Inputs in(name);
  addParametersOf(testCase, layer, in);
  return testCase;
}

static void addRmsNormLayer(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x, bool state = false) {
    cases.push_back(rmsNormLayer("torch_rms_norm_layer_" + suffix, x, state));
  };
  Inputs in("rms_norm_layer");
  add("matches_torch_basic", in.uniform({4, 17}));
  add("matches_torch_seq_batch", in.uniform({2, 5, 32}));
  add("matches_torch_constant_input", constant({4, 17}, 0.5));
  add("forward_with_state_matches_moments", in.uniform({3, 17}),
      /*state=*/true);
}

void parity::addNormalizationCases(Cases &cases) {
  addLayerNorm(cases);
  addRmsNorm(cases);
  addLayerNormLayer(cases);
  addRmsNormLayer(cases);
}
