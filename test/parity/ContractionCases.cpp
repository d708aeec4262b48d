//===- ContractionCases.cpp - Products and linear layers ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Contraction.h"
#include "ptir/Layers/Linear.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static Results emitMatmul(Emitter &e, const Program &p) {
  return one(fn::matmul(e, p[0], p[1]));
}
static torch::Values askMatmul(const Question &q) {
  return {torch::matmul(q[0], q[1])};
}

static void addMatmul(Cases &cases) {
  struct Shape {
    int64_t batch, m, k, n;
  };
  for (auto [batch, m, k, n] : std::initializer_list<Shape>{{0, 1, 1, 1},
                                                            {0, 1, 5, 3},
                                                            {0, 4, 5, 1},
                                                            {0, 7, 13, 9},
                                                            {0, 33, 65, 31},
                                                            {0, 8, 1, 8},
                                                            {0, 1, 16, 17},
                                                            {0, 64, 128, 32},
                                                            {1, 4, 5, 2},
                                                            {2, 7, 13, 9},
                                                            {8, 4, 8, 4},
                                                            {3, 33, 65, 31}}) {
    std::string shape = std::to_string(m) + "x" + std::to_string(k) + "_" +
                        std::to_string(k) + "x" + std::to_string(n);
    std::string name = batch ? "torch_batched_matmul_matches_torch_b" +
                                   std::to_string(batch) + "_" + shape
                             : "torch_matmul_matches_torch_" + shape;
    Dims lhs = {m, k}, rhs = {k, n};
    if (batch) {
      lhs.insert(lhs.begin(), batch);
      rhs.insert(rhs.begin(), batch);
    }
    Inputs in(name);
    cases.push_back(numeric(name, {in.uniform(lhs), in.uniform(rhs)},
                            emitMatmul, askMatmul));
  }

  // A contracted extent that is known too late fails in the call.
  Case inner = rejecting(
      "torch_matmul_rejects_inner_dim_mismatch", {f32({3, 4}), f32({5, 2})},
      emitMatmul,
      "functional 'matmul': expected contract extent of lhs (4) to equal rhs "
      "(5)");
  inner.entries = {{"", {f32({3, dynamic}), f32({dynamic, 2})}, emitMatmul}};
  inner.failures = {
      {{constant({3, 4}, 1), constant({5, 2}, 1)}, "'ptir.dot_general' op"}};
  cases.push_back(std::move(inner));

  Case batch = rejecting(
      "torch_batched_matmul_rejects_batch_mismatch",
      {f32({2, 3, 4}), f32({5, 4, 6})}, emitMatmul,
      "functional 'matmul': expected batch extent of lhs (2) to equal rhs (5)");
  batch.entries = {
      {"", {f32({dynamic, 3, 4}), f32({dynamic, 4, 6})}, emitMatmul}};
  batch.failures = {{{constant({2, 3, 4}, 1), constant({5, 4, 6}, 1)},
                     "'ptir.dot_general' op"}};
  cases.push_back(std::move(batch));
}

static void addLinear(Cases &cases) {
  auto add = [&](const std::string &suffix, int64_t rows, int64_t in,
                 int64_t out, bool bias) {
    std::string name = "torch_linear_matches_torch_" + suffix;
    layers::Linear layer("proj", in, out, bias);
    Inputs inputs(name);
    Case testCase = numeric(
        name, {inputs.uniform({rows, in})},
        [=](Emitter &e, const Program &p) {
          return one(layer.forward(e, p.parameters, p[0]));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::linear(q[0], q["proj.weight"],
                                bias ? q["proj.bias"] : torch::Value())};
        });
    addParametersOf(testCase, layer, inputs);
    cases.push_back(std::move(testCase));
  };
  add("with_bias", 3, 8, 5, true);
  add("without_bias", 3, 8, 5, false);
  add("batch1_in5_out3_bias", 1, 5, 3, true);
  add("batch64_in64_out64_bias", 64, 64, 64, true);
  add("batch7_in13_out17_bias", 7, 13, 17, true);
  add("batch4_in1_out1_bias", 4, 1, 1, true);
  add("batch4_in33_out65_no_bias", 4, 33, 65, false);

  cases.push_back(rejecting(
      "torch_linear_rejects_input_dim_mismatch", {f32({3, 7})},
      [](Emitter &e, const Program &p) {
        layers::Linear layer("proj", 8, 5);
        layers::ParameterList list;
        layer.appendParameters(list);
        return one(layer.forward(e, layers::readParameters(e, list, ""), p[0]));
      },
      "functional 'linear': expected contract extent of x (7) to equal weight "
      "(8)"));
}

void parity::addContractionCases(Cases &cases) {
  addMatmul(cases);
  addLinear(cases);
}
