//===- ActivationCases.cpp - Nonlinearities and biases --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Elementwise.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

using Unary = Tensor (*)(Emitter &, Tensor);
using UnaryOracle = torch::Value (*)(const torch::Value &);

static Case unary(const std::string &name, const Data &x, Unary emit,
                  UnaryOracle ask) {
  return numeric(
      name, {x},
      [=](Emitter &e, const Program &p) { return one(emit(e, p[0])); },
      [=](const Question &q) -> torch::Values { return {ask(q[0])}; });
}

static torch::Value softmaxOfLast(const torch::Value &x) {
  return torch::softmax(x, -1);
}

static void addSoftmax(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x) {
    cases.push_back(unary("torch_functional_softmax_last_dim_" + suffix, x,
                          fn::softmaxLastDim, softmaxOfLast));
  };
  Inputs in("softmax_last_dim");
  add("matches_torch", in.uniform({4, 16}));
  add("len1_matches_torch", in.uniform({5, 1}));
  add("len2_matches_torch", in.uniform({5, 2}));
  add("len7_matches_torch", in.uniform({3, 7}));
  add("len128_matches_torch", in.uniform({2, 128}));
  add("2x3x8_matches_torch", in.uniform({2, 3, 8}));
  add("2x4x32_matches_torch", in.uniform({2, 4, 32}));
  add("constant_logits_matches_torch", constant({3, 11}, 2.5));
  add("extreme_logits_matches_torch", in.uniform({4, 16}, -80, 80));
  add("misaligned_matches_torch", in.uniform({1, 3, 257}));
}

static void addGelu(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x) {
    cases.push_back(
        unary("torch_functional_gelu_" + suffix, x, fn::gelu, torch::gelu));
  };
  Inputs in("gelu");
  add("matches_torch", in.uniform({3, 5}));
  add("matches_torch_1d_256", in.uniform({256}));
  add("matches_torch_2d_4x16", in.uniform({4, 16}));
  add("matches_torch_3d_2x3x8", in.uniform({2, 3, 8}));
  add("extreme_inputs_match_torch", in.uniform({4, 33}, -10, 10));
  cases.push_back(unary("torch_functional_gelu_tanh_matches_torch",
                        in.uniform({4, 33}, -5, 5), fn::geluTanh,
                        torch::geluTanh));
}

static void addCurves(Cases &cases) {
  Inputs in("curves");
  auto add = [&](const std::string &suffix, const Data &x, Unary emit,
                 UnaryOracle ask) {
    cases.push_back(unary("torch_functional_" + suffix, x, emit, ask));
  };
  add("silu_matches_torch", in.uniform({4, 16}), fn::silu, torch::silu);
  add("silu_extreme_inputs_match_torch", in.uniform({3, 17}, -40, 40), fn::silu,
      torch::silu);
  add("relu_matches_torch", in.uniform({3, 17}), fn::relu, torch::relu);
  add("sigmoid_matches_torch", in.uniform({3, 17}, -4, 4), fn::sigmoid,
      torch::sigmoid);
  add("sigmoid_extreme_inputs_match_torch", in.uniform({3, 17}, -90, 90),
      fn::sigmoid, torch::sigmoid);
  add("tanh_matches_torch", in.uniform({3, 17}, -4, 4), fn::tanh, torch::tanh);
  add("tanh_extreme_inputs_match_torch", in.uniform({3, 17}, -90, 90), fn::tanh,
      torch::tanh);
}

static void addSwiglu(Cases &cases) {
  auto emit = [](Emitter &e, const Program &p) {
    return one(fn::swiglu(e, p[0], p[1]));
  };
  std::string name = "torch_functional_swiglu_matches_torch";
  Inputs in(name);
  cases.push_back(numeric(name, {in.uniform({5, 19}), in.uniform({5, 19})},
                          emit, [](const Question &q) -> torch::Values {
                            return {torch::mul(torch::silu(q[0]), q[1])};
                          }));
  Case testCase = rejecting(
      "torch_functional_swiglu_rejects_shape_mismatch",
      {f32({5, 19}), f32({5, 18})}, emit,
      "functional 'swiglu': expected up of the shape of gate ([5, 19]), found "
      "[5, 18]");
  testCase.entries = {{"", {f32({5, dynamic}), f32({5, dynamic})}, emit}};
  testCase.failures = {
      {{constant({5, 19}, 1), constant({5, 18}, 1)}, "'ptir.mul' op"}};
  cases.push_back(std::move(testCase));
}

static void addAddBias(Cases &cases) {
  auto emit = [](Emitter &e, const Program &p) {
    return one(fn::addBias(e, p[0], p[1]));
  };
  auto add = [&](const std::string &suffix, const Dims &dims) {
    std::string name = "torch_functional_add_bias_" + suffix;
    Inputs in(name);
    cases.push_back(numeric(name, {in.uniform(dims), in.uniform({dims.back()})},
                            emit, [](const Question &q) -> torch::Values {
                              return {torch::add(q[0], q[1])};
                            }));
  };
  add("matches_torch", {4, 7});
  add("matches_torch_3d_2x5x8", {2, 5, 8});
  add("matches_torch_3d_1x16x64", {1, 16, 64});
  add("matches_torch_4d_2x3x4x5", {2, 3, 4, 5});
  auto addMismatch = [&](const std::string &suffix, const Dims &dims) {
    Case testCase = rejecting(
        "torch_functional_add_bias_rejects_mismatched_dimension" + suffix,
        {f32(dims), f32({dims.back() + 1})}, emit,
        "functional 'add_bias': expected extent 0 of bias to be the last "
        "extent of x (" +
            std::to_string(dims.back()) + "), found " +
            std::to_string(dims.back() + 1));
    cases.push_back(std::move(testCase));
  };
  addMismatch("", {4, 7});
  addMismatch("_3d", {2, 5, 8});
}

void parity::addActivationCases(Cases &cases) {
  addSoftmax(cases);
  addGelu(cases);
  addCurves(cases);
  addSwiglu(cases);
  addAddBias(cases);
}
