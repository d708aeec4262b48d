//===- ReductionTest.cpp - Ops that fold an axis --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Sums are checked twice: of small integers, which no order of terms rounds,
// and of positive numbers within the tolerance of sums.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

#include <optional>

using namespace ptir;
using namespace ptir::conformance;

namespace {

struct Shape {
  Dims operand, result;
  Dims axes;
  bool keepDims = false;
};

const std::vector<Shape> shapes = {
    {{7, 13}, {7}, {1}},
    {{7, 13}, {13}, {0}},
    {{7, 13}, {}, {0, 1}},
    {{5, 64}, {5, 1}, {1}, true},
    {{16, 5}, {1, 5}, {0}, true},
    {{2, 5, 3, 7}, {2, 3}, {1, 3}},
    {{2, 5, 3}, {5, 3}, {-3}},
    {{3, 5}, {3, 5}, {}},
    {{}, {}, {}},
    {{0, 3}, {0}, {1}},
    {{3, 0}, {3}, {1}},
    {{197}, {}, {0}},
};

struct TypeRule {
  ElementType operand, result;
  std::optional<ElementType> accumulator = {};
};

bool hasNothing(const Dims &dims) { return elementCount(dims) == 0; }

class Reduction : public testing::TestWithParam<std::string> {
protected:
  std::vector<TypeRule> rules() {
    bool sum = GetParam() == "sum";
    std::vector<TypeRule> rules;
    for (ElementType type : sum ? numbers : ordered)
      rules.push_back({type, type});
    if (sum) {
      rules.push_back({ElementType::SI8, ElementType::SI32});
      rules.push_back({ElementType::UI4, ElementType::UI64});
      rules.push_back({ElementType::BF16, ElementType::F32});
      rules.push_back({ElementType::F32, ElementType::F32, ElementType::F64});
    }
    return rules;
  }

  Case caseOf(const TypeRule &rule, const Shape &shape) {
    Case result{"reduce",
                {{rule.operand, shape.operand}},
                {{rule.result, shape.result}},
                {word("kind", "reduce_kind", GetParam()),
                 list("axes", shape.axes), flag("keepdims", shape.keepDims)}};
    if (rule.accumulator)
      result.attributes.push_back(typeName("accum_type", *rule.accumulator));
    // LibTorch refuses the maximum of nothing; dialects do not.
    bool asks = GetParam() == "sum" || !hasNothing(shape.operand);
    if (asks)
      result.judge = judgeOf(rule.operand, Judge::TorchUpToZeroSigns);
    return result;
  }

  Call call(const TypeRule &rule, const Shape &shape, Values values) {
    return {{fill(rule.operand, shape.operand, values, ++seed)}};
  }

  void addCases(const TypeRule &rule, const Shape &shape,
                std::vector<Case> &cases) {
    bool isSum = GetParam() == "sum";
    Case testCase = caseOf(rule, shape);
    testCase.calls.push_back(call(rule, shape, Values::Small));
    if (!isSum || isInteger(rule.operand))
      testCase.calls.push_back(call(rule, shape, Values::Any));
    if (isSum && !isInteger(rule.operand)) {
      testCase.calls.push_back(call(rule, shape, Values::Positive));
      testCase.calls.back().accuracy = Accuracy::Sum;
    }
    cases.push_back(testCase);
    if (shape.operand.empty() || shape.operand.size() > 2)
      return;
    testCase.args = {withDynamic(testCase.args[0])};
    testCase.results = {withDynamic(testCase.results[0])};
    // An extent that is kept is 1, not unknown.
    if (shape.keepDims)
      testCase.results[0].dims[shape.axes[0]] = 1;
    cases.push_back(testCase);
  }

  uint64_t seed = 0;
};

TEST_P(Reduction, agrees) {
  std::vector<Case> cases;
  for (const TypeRule &rule : rules())
    for (const Shape &shape : shapes)
      addCases(rule, shape, cases);
  check(cases);
}

INSTANTIATE_TEST_SUITE_P(Kind, Reduction,
                         testing::Values<std::string>("sum", "max", "min"),
                         [](const auto &info) { return info.param; });

/// What is reduced out of nothing is the identity.
TEST(Reduction, ofNothing) {
  double inf = std::numeric_limits<double>::infinity();
  std::vector<Case> cases;
  auto add = [&](ElementType type, std::string kind, double identity) {
    Case testCase{
        "reduce",
        {{type, {2, 0}}},
        {{type, {2}}},
        {word("kind", "reduce_kind", std::move(kind)), list("axes", {1})}};
    testCase.calls.push_back(
        {{zeros(type, {2, 0})}, {tensor(type, {2}, {identity, identity})}});
    cases.push_back(testCase);
  };
  for (ElementType type : {ElementType::F32, ElementType::F64,
                           ElementType::BF16, ElementType::F16}) {
    add(type, "sum", 0);
    add(type, "max", -inf);
    add(type, "min", inf);
  }
  add(ElementType::SI4, "max", -8);
  add(ElementType::SI4, "min", 7);
  add(ElementType::UI8, "max", 0);
  add(ElementType::UI8, "min", 255);
  add(ElementType::SI32, "max", -2147483648.0);
  add(ElementType::I1, "max", 0);
  add(ElementType::I1, "min", 1);
  check(cases);
}

/// Zeros are ordered: LibTorch's are not, so this is by hand.
TEST(Reduction, ordersZeros) {
  std::vector<Case> cases;
  for (ElementType type : floats)
    for (const char *kind : {"max", "min"}) {
      Case testCase{"reduce",
                    {{type, {2, 2}}},
                    {{type, {2}}},
                    {word("kind", "reduce_kind", kind), list("axes", {1})}};
      double zero = kind[1] == 'a' ? 0.0 : -0.0;
      testCase.calls.push_back({{tensor(type, {2, 2}, {0.0, -0.0, -0.0, 0.0})},
                                {tensor(type, {2}, {zero, zero})}});
      cases.push_back(testCase);
    }
  check(cases);
}

} // namespace
