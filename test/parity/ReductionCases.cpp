//===- ReductionCases.cpp - Means, largest elements, losses, einsum -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Reduction.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static void addMeans(Cases &cases) {
  auto add = [&](const std::string &suffix, const Dims &dims, const Dims &axes,
                 bool keepDims) {
    std::string name = "torch_reduction_mean_" + suffix;
    cases.push_back(numeric(
        name, {Inputs(name).uniform(dims)},
        [=](Emitter &e, const Program &p) {
          return one(fn::mean(e, p[0], axes, keepDims));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::mean(q[0], axes, keepDims)};
        }));
  };
  add("last_axis", {3, 5, 17}, {2}, false);
  add("first_axis_kept", {3, 5, 17}, {0}, true);
  add("two_axes", {3, 5, 17}, {0, 2}, false);
  add("all_axes", {3, 5, 17}, {0, 1, 2}, false);
}

static void addArgmax(Cases &cases) {
  auto add = [&](const std::string &suffix, const Data &x, int64_t axis,
                 bool keepDims) {
    cases.push_back(numeric(
        "torch_reduction_argmax_" + suffix, {x},
        [=](Emitter &e, const Program &p) {
          return one(fn::argmax(e, p[0], axis, keepDims));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::argmax(q[0], axis, keepDims)};
        }));
  };
  Inputs in("argmax");
  add("last_axis", in.uniform({3, 5, 17}), 2, false);
  add("middle_axis_kept", in.uniform({3, 5, 17}), 1, true);
  // The first of equals.
  add("ties",
      conformance::tensor(ElementType::F32, {2, 4}, {1, 3, 3, 0, 2, 2, 2, 2}),
      1, false);
}

static void addCrossEntropy(Cases &cases) {
  auto add = [&](const std::string &suffix, int64_t rows, int64_t classes,
                 double range) {
    std::string name = "torch_cross_entropy_" + suffix;
    Inputs in(name);
    cases.push_back(numeric(
        name,
        {in.uniform({rows, classes}, -range, range),
         in.indices({rows}, classes)},
        [](Emitter &e, const Program &p) {
          return one(fn::crossEntropy(e, p[0], p[1]));
        },
        [](const Question &q) -> torch::Values {
          return {torch::crossEntropy(q[0], q[1])};
        }));
  };
  add("5x17", 5, 17, 3);
  add("1x2", 1, 2, 1);
  add("extreme_logits", 4, 33, 80);

  auto emit = [](Emitter &e, const Program &p) {
    return one(fn::crossEntropy(e, p[0], p[1]));
  };
  Case outOfRange;
  outOfRange.name = "torch_cross_entropy_rejects_target_out_of_range";
  outOfRange.entries = {{"", {f32({2, 3}), {ElementType::SI32, {2}}}, emit}};
  outOfRange.failures = {
      {{constant({2, 3}, 1),
        conformance::integers(ElementType::SI32, {2}, {0, 3})},
       "out of range"}};
  cases.push_back(std::move(outOfRange));
}

static void addEinsum(Cases &cases) {
  auto add = [&](const std::string &suffix, const std::string &equation,
                 const std::vector<Dims> &shapes) {
    std::string name = "torch_einsum_" + suffix;
    Inputs in(name);
    DataList args;
    for (const Dims &dims : shapes)
      args.push_back(in.uniform(dims));
    cases.push_back(numeric(
        name, args,
        [=](Emitter &e, const Program &p) {
          return one(fn::einsum(e, equation, p.args));
        },
        [=](const Question &q) -> torch::Values {
          return {torch::einsum(equation, q.args)};
        }));
  };
  add("matmul", "ik,kj->ij", {{3, 5}, {5, 7}});
  add("implicit_output", "ba,bc", {{3, 5}, {3, 7}});
  add("batched_transposed", "bij,bkj->bik", {{2, 3, 5}, {2, 4, 5}});
  add("attention_scores", "bhtd,bhld->bhtl", {{2, 3, 4, 5}, {2, 3, 6, 5}});
  add("outer", "i,j->ji", {{3}, {5}});
  add("dot", "i,i->", {{17}, {17}});
  add("sum", "ij->j", {{3, 5}});
  add("transpose", "ijk->kij", {{2, 3, 5}});
  add("reduced_operand", "ij,jk->k", {{3, 5}, {5, 7}});
}

void parity::addReductionCases(Cases &cases) {
  addMeans(cases);
  addArgmax(cases);
  addCrossEntropy(cases);
  addEinsum(cases);
}
