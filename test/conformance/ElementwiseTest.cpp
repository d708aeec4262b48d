//===- ElementwiseTest.cpp - Ops of one element at a time -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every op of the table, for every type it takes, with every combination of
// special values, for run-time and static extents, rank 0 and no elements.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

enum class Result { Same, Boolean, Real };

struct Row {
  std::string op;
  std::vector<Values> operands;
  Types types;
  Judge judge = Judge::Torch;
  Accuracy accuracy = Accuracy::Exact;
  Result result = Result::Same;
  Attributes attributes = {};
  /// Whether the first operand is i1, whatever the type.
  bool selects = false;
};

void PrintTo(const Row &row, std::ostream *stream) { *stream << row.op; }

constexpr Judge torch = Judge::Torch;
constexpr Judge torchUpToZeroSigns = Judge::TorchUpToZeroSigns;
constexpr Accuracy exact = Accuracy::Exact;
constexpr Accuracy elementary = Accuracy::Elementary;
constexpr Accuracy ofComplex = Accuracy::ComplexElementary;

const std::vector<Values> any1(1, Values::Any), any2(2, Values::Any),
    any3(3, Values::Any), moderate1(1, Values::Moderate),
    moderate2(2, Values::Moderate);

Row direction(std::string name, Types types) {
  return {"compare",
          any2,
          std::move(types),
          torch,
          exact,
          Result::Boolean,
          {word("direction", "comparison", std::move(name))}};
}

/// LibTorch's pow and fmod of f64 err near the limits of the type.
const Types floatsBelowF64 = {ElementType::F8E4M3FN, ElementType::F8E5M2,
                              ElementType::BF16, ElementType::F16,
                              ElementType::F32};

const std::vector<Row> rows = {
    {"neg", any1, numbers},
    {"abs", any1, reals},
    {"abs", moderate1, complexes, torch, ofComplex, Result::Real},
    {"exp", any1, floats, torch, elementary},
    {"exp", moderate1, complexes, torch, ofComplex},
    {"log", any1, floats, torch, elementary},
    {"log", moderate1, complexes, torch, ofComplex},
    {"tanh", any1, floats, torch, elementary},
    {"tanh", moderate1, complexes, torch, ofComplex},
    {"erf", any1, floats, torch, elementary},
    {"rsqrt", any1, floats, torch, elementary},
    {"rsqrt", moderate1, complexes, torch, ofComplex},
    {"reciprocal", any1, floats},
    {"reciprocal", moderate1, complexes, torch, ofComplex},
    {"add", any2, numbers},
    {"sub", any2, numbers},
    {"mul", any2, reals},
    {"mul", moderate2, complexes, torch, ofComplex},
    {"div", {Values::Any, Values::Divisor}, reals},
    {"div", moderate2, complexes, torch, ofComplex},
    {"maximum", any2, ordered, torchUpToZeroSigns},
    {"minimum", any2, ordered, torchUpToZeroSigns},
    direction("lt", ordered),
    direction("le", ordered),
    direction("eq", everyType),
    direction("ge", ordered),
    direction("gt", ordered),
    direction("ne", everyType),
    {"sqrt", any1, floats},
    {"sqrt", moderate1, complexes, torch, ofComplex},
    {"sin", any1, floats, torch, elementary},
    {"sin", moderate1, complexes, torch, ofComplex},
    {"cos", any1, floats, torch, elementary},
    {"cos", moderate1, complexes, torch, ofComplex},
    {"logistic", any1, floats, torch, elementary},
    {"logistic", moderate1, complexes, torch, ofComplex},
    {"floor", any1, floats},
    {"ceil", any1, floats},
    {"round_nearest_even", any1, floats},
    {"sign", any1, reals, torchUpToZeroSigns},
    {"not", any1, boolean + allIntegers},
    {"and", any2, boolean + allIntegers},
    {"or", any2, boolean + allIntegers},
    {"xor", any2, boolean + allIntegers},
    {"is_finite", any1, floats, torch, exact, Result::Boolean},
    {"stop_gradient", any1, everyType},
    {"pow", any2, floatsBelowF64, torch, elementary},
    {"pow", moderate2, {ElementType::F64}, torch, elementary},
    {"pow", any2, {ElementType::F64}, Judge::None, elementary},
    {"pow", {Values::Divisor, Values::Any}, allIntegers},
    {"pow", moderate2, complexes, torch, ofComplex},
    {"remainder", {Values::Any, Values::Divisor}, allIntegers + floatsBelowF64},
    {"remainder", moderate2, {ElementType::F64}},
    {"remainder", any2, {ElementType::F64}, Judge::None},
    {"clamp", any3, ordered, torchUpToZeroSigns},
    {"select", any3, everyType, torch, exact, Result::Same, {}, true},
};

class Elementwise : public testing::TestWithParam<Row> {
protected:
  Case caseOf(ElementType type, const Dims &dims) {
    const Row &row = GetParam();
    ElementType result = row.result == Result::Boolean ? ElementType::I1
                         : row.result == Result::Real  ? componentOf(type)
                                                       : type;
    std::vector<TensorType> args(row.operands.size(), {type, dims});
    if (row.selects)
      args[0].elementType = ElementType::I1;
    return {row.op, args,         {{result, dims}},        row.attributes,
            {},     row.accuracy, judgeOf(type, row.judge)};
  }

  /// Arguments of these extents; another seed for each call.
  Call call(const Case &testCase, const Dims &dims) {
    Call result;
    for (size_t i = 0; i < testCase.args.size(); ++i)
      result.args.push_back(fill(testCase.args[i].elementType, dims,
                                 GetParam().operands[i], ++seed));
    return result;
  }

  /// Every combination of special values; of select, with either branch. Of
  /// three operands, the last one is by chance.
  Call combinations(ElementType type) {
    const Row &row = GetParam();
    Call result;
    if (!row.selects) {
      result.args = combine(type, row.operands);
      return result;
    }
    result.args = combine(type, {Values::Any, Values::Any});
    result.args.insert(result.args.begin(),
                       fill(ElementType::I1, result.args[0].dims, Values::Any));
    return result;
  }

  std::vector<Case> casesOf(ElementType type) {
    Case vector = caseOf(type, {dynamic});
    if (GetParam().operands[0] != Values::Moderate)
      vector.calls.push_back(combinations(type));
    for (int64_t extent : {0, 1, 61, 64})
      vector.calls.push_back(call(vector, {extent}));
    Case matrix = caseOf(type, {7, 13});
    matrix.calls.push_back(call(matrix, {7, 13}));
    Case rows = caseOf(type, {dynamic, 16});
    for (int64_t extent : {5, 0})
      rows.calls.push_back(call(rows, {extent, 16}));
    Case single = caseOf(type, {});
    single.calls = {call(single, {}), call(single, {})};
    Case none = caseOf(type, {3, 0});
    none.calls.push_back(call(none, {3, 0}));
    return {vector, matrix, rows, single, none};
  }

  uint64_t seed = 0;
};

TEST_P(Elementwise, agrees) {
  std::vector<Case> cases;
  for (ElementType type : GetParam().types)
    for (Case &testCase : casesOf(type))
      cases.push_back(std::move(testCase));
  check(cases);
}

std::string nameOf(const testing::TestParamInfo<Row> &info) {
  std::string name = info.param.op;
  for (const Attribute &attribute : info.param.attributes)
    name += "_" + attribute.word;
  const Types &types = info.param.types;
  if (isComplex(types.front()))
    return name + "_complex";
  if (types == allIntegers)
    return name + "_integer";
  if (types == Types{ElementType::F64})
    return name + (info.param.judge == Judge::None ? "_f64_special" : "_f64");
  return name;
}

INSTANTIATE_TEST_SUITE_P(Op, Elementwise, testing::ValuesIn(rows), nameOf);

} // namespace
