//===- ArithmeticCases.cpp - Element by element ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Case.h"

#include "ptir/Functional/Elementwise.h"

using namespace ptir;
using namespace ptir::parity;
namespace fn = ptir::functional;

static std::string spellDims(const Dims &dims) {
  std::string text;
  for (int64_t extent : dims)
    text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

static std::string nameOf(const std::string &op, const Dims &dims) {
  return "torch_arithmetic_" + op + "_shape_" + spellDims(dims);
}

using Binary = Tensor (*)(Emitter &, Tensor, Tensor);
using BinaryOracle = torch::Value (*)(const torch::Value &,
                                      const torch::Value &);
using Unary = Tensor (*)(Emitter &, Tensor);
using UnaryOracle = torch::Value (*)(const torch::Value &);

static void addBinary(Cases &cases, const std::string &op, Binary emit,
                      BinaryOracle ask, std::initializer_list<Dims> shapes) {
  for (const Dims &dims : shapes) {
    std::string name = nameOf(op + "_matches_torch", dims);
    Inputs in(name);
    Data lhs = in.uniform(dims);
    // A divisor is not close to 0.
    Data rhs = op == "div" ? in.uniform(dims, 0.5, 2) : in.uniform(dims);
    cases.push_back(numeric(
        name, {lhs, rhs},
        [=](Emitter &e, const Program &p) { return one(emit(e, p[0], p[1])); },
        [=](const Question &q) -> torch::Values { return {ask(q[0], q[1])}; }));
  }
}

static void addUnary(Cases &cases, const std::string &op, Unary emit,
                     UnaryOracle ask, std::initializer_list<Dims> shapes) {
  for (const Dims &dims : shapes) {
    std::string name = nameOf(op + "_matches_torch", dims);
    cases.push_back(numeric(
        name, {Inputs(name).uniform(dims)},
        [=](Emitter &e, const Program &p) { return one(emit(e, p[0])); },
        [=](const Question &q) -> torch::Values { return {ask(q[0])}; }));
  }
}

static void addClamp(Cases &cases, const std::string &bounds,
                     std::optional<double> low, std::optional<double> high) {
  std::string name = nameOf("clamp_matches_torch_" + bounds, {2, 3, 4});
  cases.push_back(numeric(
      name, {Inputs(name).uniform({2, 3, 4})},
      [=](Emitter &e, const Program &p) {
        return one(fn::clamp(e, p[0], low, high));
      },
      [=](const Question &q) -> torch::Values {
        return {torch::clamp(q[0], low, high)};
      }));
}

/// Static extents are refused at once, run-time extents by the call.
static void addMismatch(Cases &cases, const std::string &op, Binary emit) {
  auto both = [=](Emitter &e, const Program &p) {
    return one(emit(e, p[0], p[1]));
  };
  Case testCase = rejecting(
      "torch_arithmetic_" + op + "_rejects_shape_mismatch",
      {f32({2, 3, 4}), f32({2, 3, 5})}, both,
      "functional '" + op +
          "': expected rhs of the shape of lhs ([2, 3, 4]), found [2, 3, 5]");
  testCase.entries = {{"", {f32({2, 3, dynamic}), f32({2, 3, dynamic})}, both}};
  testCase.failures = {{{constant({2, 3, 4}, 1), constant({2, 3, 5}, 1)},
                        "'ptir." + op + "' op"}};
  cases.push_back(std::move(testCase));
}

void parity::addArithmeticCases(Cases &cases) {
  addBinary(cases, "add", fn::add, torch::add,
            {{2, 3, 4}, {1, 1, 1}, {2, 7, 13}, {1, 31, 37}});
  addBinary(cases, "sub", fn::sub, torch::sub, {{2, 3, 4}, {3, 5, 9}, {4, 32}});
  addBinary(cases, "mul", fn::mul, torch::mul,
            {{2, 3, 4}, {3, 5, 9}, {2, 3, 1024}});
  addBinary(cases, "div", fn::div, torch::div,
            {{2, 3, 4}, {3, 5, 9}, {2, 3, 1024}});
  addUnary(cases, "neg", fn::neg, torch::neg, {{2, 3, 4}, {1, 16}});
  addUnary(cases, "abs", fn::abs, torch::abs, {{2, 3, 4}, {1, 16}});
  addBinary(cases, "max", fn::maximum, torch::maximum, {{2, 3, 4}, {2, 7, 13}});
  addBinary(cases, "min", fn::minimum, torch::minimum, {{2, 3, 4}, {2, 7, 13}});
  addClamp(cases, "min_max", -0.5, 0.25);
  addClamp(cases, "min_only", -0.5, std::nullopt);
  addClamp(cases, "max_only", std::nullopt, 0.25);
  std::string name = "torch_arithmetic_where_matches_torch_shape_2x7x13";
  Inputs in(name);
  Dims dims = {2, 7, 13};
  cases.push_back(numeric(
      name, {in.flags(dims), in.uniform(dims), in.uniform(dims)},
      [](Emitter &e, const Program &p) {
        return one(fn::where(e, p[0], p[1], p[2]));
      },
      [](const Question &q) -> torch::Values {
        return {torch::where(q[0], q[1], q[2])};
      }));
  addMismatch(cases, "add", fn::add);
  addMismatch(cases, "div", fn::div);
}
