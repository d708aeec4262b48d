//===- ContractionTest.cpp - dot_general ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

/// Extents and which of them are batched and contracted.
struct Shape {
  std::string op;
  Dims lhs, rhs, result;
  Dims batchLhs, batchRhs, contractLhs, contractRhs;
  /// Run for every type, with static and with run-time extents; the others are
  /// static and of the most common types.
  bool everyType = false;
};

void PrintTo(const Shape &shape, std::ostream *stream) { *stream << shape.op; }

const std::vector<Shape> shapes = {
    {"matrix", {7, 13}, {13, 11}, {7, 11}, {}, {}, {1}, {0}, true},
    {"transposed", {7, 13}, {11, 13}, {7, 11}, {}, {}, {1}, {1}},
    {"simd", {16, 64}, {64, 32}, {16, 32}, {}, {}, {1}, {0}},
    {"row", {1, 64}, {64, 128}, {1, 128}, {}, {}, {1}, {0}},
    {"batched", {3, 5, 7}, {3, 7, 2}, {3, 5, 2}, {0}, {0}, {2}, {1}, true},
    {"batchInside", {5, 3, 7}, {2, 7, 3}, {3, 5, 2}, {1}, {2}, {2}, {1}},
    {"twoContracted", {2, 5, 3}, {3, 5, 7}, {2, 7}, {}, {}, {1, 2}, {1, 0}},
    {"outer", {5}, {7}, {5, 7}, {}, {}, {}, {}},
    {"inner", {13}, {13}, {}, {}, {}, {0}, {0}},
    {"vector", {7, 13}, {13}, {7}, {}, {}, {1}, {0}, true},
    {"noTerms", {3, 0}, {0, 5}, {3, 5}, {}, {}, {1}, {0}},
    {"noRows", {0, 3}, {3, 5}, {0, 5}, {}, {}, {1}, {0}},
    {"scalars", {}, {}, {}, {}, {}, {}, {}},
};

/// Operand and result types, and the accumulator where it is not the usual one.
struct TypeRule {
  ElementType operand, result;
  std::optional<ElementType> accumulator = {};
};

std::vector<TypeRule> typeRules(bool everyType) {
  std::vector<TypeRule> rules;
  if (!everyType)
    return {{ElementType::SI8, ElementType::SI32},
            {ElementType::UI32, ElementType::UI32},
            {ElementType::BF16, ElementType::F32},
            {ElementType::F16, ElementType::F16},
            {ElementType::F32, ElementType::F32},
            {ElementType::F64, ElementType::F64},
            {ElementType::CF32, ElementType::CF32}};
  for (ElementType type : numbers)
    rules.push_back({type, type});
  rules.push_back({ElementType::SI8, ElementType::SI32});
  rules.push_back({ElementType::UI8, ElementType::UI32});
  rules.push_back({ElementType::SI4, ElementType::SI16});
  rules.push_back({ElementType::BF16, ElementType::F32});
  rules.push_back({ElementType::F16, ElementType::F32});
  rules.push_back({ElementType::F8E4M3FN, ElementType::F32});
  rules.push_back({ElementType::F8E5M2, ElementType::BF16});
  rules.push_back({ElementType::F32, ElementType::F32, ElementType::F64});
  rules.push_back({ElementType::F32, ElementType::F64, ElementType::F64});
  return rules;
}

class Contraction : public testing::TestWithParam<Shape> {
protected:
  Case caseOf(const TypeRule &rule) {
    const Shape &shape = GetParam();
    Case result{"dot_general",
                {{rule.operand, shape.lhs}, {rule.operand, shape.rhs}},
                {{rule.result, shape.result}},
                {list("batch_lhs", shape.batchLhs),
                 list("batch_rhs", shape.batchRhs),
                 list("contract_lhs", shape.contractLhs),
                 list("contract_rhs", shape.contractRhs)}};
    if (rule.accumulator)
      result.attributes.push_back(typeName("accum_type", *rule.accumulator));
    result.judge = judgeOf(rule.operand);
    return result;
  }

  Call call(const Case &testCase, Values values) {
    const Shape &shape = GetParam();
    ElementType type = testCase.args[0].elementType;
    return {{fill(type, shape.lhs, values, ++seed),
             fill(type, shape.rhs, values, ++seed)}};
  }

  uint64_t seed = 0;
};

TEST_P(Contraction, agrees) {
  std::vector<Case> cases;
  for (const TypeRule &rule : typeRules(GetParam().everyType)) {
    Case testCase = caseOf(rule);
    testCase.calls.push_back(call(testCase, Values::Small));
    if (isInteger(rule.operand)) {
      testCase.calls.push_back(call(testCase, Values::Any));
    } else {
      testCase.calls.push_back(call(testCase, Values::Positive));
      testCase.calls.back().accuracy = Accuracy::Sum;
    }
    cases.push_back(testCase);
    if (!GetParam().everyType)
      continue;
    testCase.args = {withDynamic(testCase.args[0]),
                     withDynamic(testCase.args[1])};
    testCase.results = {withDynamic(testCase.results[0])};
    cases.push_back(testCase);
  }
  check(cases);
}

INSTANTIATE_TEST_SUITE_P(Shape, Contraction, testing::ValuesIn(shapes),
                         NameOfOp());

/// NaN and infinities reach the elements they belong to.
TEST(Contraction, keepsNaNAndInfinity) {
  double inf = std::numeric_limits<double>::infinity();
  double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<Case> cases;
  for (ElementType type : floats) {
    if (type == ElementType::F8E4M3FN)
      continue;
    Case testCase{"dot_general",
                  {{type, {3, 2}}, {type, {2, 2}}},
                  {{type, {3, 2}}},
                  {list("contract_lhs", {1}), list("contract_rhs", {0})}};
    testCase.calls.push_back(
        {{tensor(type, {3, 2}, {1, inf, nan, 1, 0, 2}),
          tensor(type, {2, 2}, {1, 0, 1, 0})},
         {tensor(type, {3, 2}, {inf, nan, nan, nan, 2, 0})}});
    cases.push_back(testCase);
  }
  check(cases);
}

} // namespace
