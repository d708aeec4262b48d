//===- StochasticCases.cpp - What chance leaves ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Stochastic.h"

#include <cmath>

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

/// What is wrong with `y` as x after dropout: elements are 0 or x / (1 - p),
/// and as many of them are kept as chance allows (five standard deviations).
static std::string judgeDropout(const Data &x, const Data &y, double p) {
  int64_t kept = 0, count = x.size();
  for (int64_t i = 0; i < count; ++i) {
    double found = conformance::numberAt(y, i).real();
    double expected = conformance::numberAt(x, i).real() / (1 - p);
    if (found == 0)
      continue;
    ++kept;
    if (std::abs(found - expected) > 1e-5 * std::abs(expected))
      return "element " + std::to_string(i) + ": expected 0 or " +
             std::to_string(expected) + ", found " + std::to_string(found);
  }
  double mean = double(count) * (1 - p);
  double deviation = std::sqrt(double(count) * p * (1 - p));
  if (std::abs(double(kept) - mean) > 5 * deviation)
    return "expected about " + std::to_string(mean) + " of " +
           std::to_string(count) + " elements kept, found " +
           std::to_string(kept);
  return "";
}

static Case statistics(double p, const std::string &suffix) {
  std::string name = "torch_dropout_statistics_" + suffix;
  // Far from 0, so that a kept element is never 0.
  Data x = Inputs(name).uniform({64, 257}, 0.5, 2);
  Data seed = conformance::integers(ElementType::UI64, {}, {42});
  Case testCase = numeric(
      name, {x, seed},
      [=](Emitter &e, const Program &program) {
        return one(
            fn::dropout(e, program[0], p, /*training=*/true, program[1]));
      },
      [=](const Question &q) -> torch::Values {
        return {torch::dropout(q[0], p, 42)};
      });
  testCase.judge = [=](const DataList &inputs, const DataList &results,
                       const DataList &oracle) -> std::string {
    // LibTorch is held to the same.
    std::string wrong = judgeDropout(inputs[0], results[0], p);
    if (!wrong.empty())
      return wrong;
    wrong = judgeDropout(inputs[0], oracle[0], p);
    return wrong.empty() ? "" : "LibTorch: " + wrong;
  };
  return testCase;
}

/// The same seed drops the same elements, another one others.
static Case seeds() {
  std::string name = "torch_dropout_seeds";
  Data x = Inputs(name).uniform({31, 33}, 0.5, 2);
  Case testCase;
  testCase.name = name;
  testCase.args = {x};
  testCase.entries = {{"",
                       {typeOf(x), {ElementType::UI64, {}}},
                       [](Emitter &e, const Program &program) {
                         return one(fn::dropout(e, program[0], 0.5,
                                                /*training=*/true, program[1]));
                       }}};
  testCase.drive = [=](const Call &call) -> StatusOr<DataList> {
    DataList results;
    for (int64_t seed : {7, 7, 8}) {
      StatusOr<DataList> result =
          call("", {x, conformance::integers(ElementType::UI64, {}, {seed})});
      if (!result.ok())
        return result.status();
      results.push_back((*result)[0]);
    }
    return results;
  };
  testCase.judge = [](const DataList &, const DataList &results,
                      const DataList &) -> std::string {
    if (results[0].bytes != results[1].bytes)
      return "the same seed gave another result";
    return results[0].bytes == results[2].bytes
               ? "another seed gave the same result"
               : "";
  };
  return testCase;
}

/// Nothing is dropped.
static Case unchanged(const std::string &suffix, double p, bool training) {
  std::string name = "torch_dropout_unchanged_" + suffix;
  Inputs in(name);
  return numeric(
      name,
      {in.uniform({5, 7}), conformance::integers(ElementType::UI64, {}, {3})},
      [=](Emitter &e, const Program &program) {
        return one(fn::dropout(e, program[0], p, training, program[1]));
      },
      [](const Question &q) -> torch::Values { return {q[0]}; });
}

void parity::addStochasticCases(Cases &cases) {
  cases.push_back(statistics(0.1, "p10"));
  cases.push_back(statistics(0.5, "p50"));
  cases.push_back(statistics(0.9, "p90"));
  cases.push_back(seeds());
  cases.push_back(unchanged("p0", 0, true));
  cases.push_back(unchanged("inference", 0.5, false));
}
