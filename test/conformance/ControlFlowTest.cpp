//===- ControlFlowTest.cpp - cond, while and scan -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Bodies are text; what they must give is worked out by hand.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

using namespace ptir;
using namespace ptir::conformance;

namespace {

constexpr ElementType i1 = ElementType::I1, f32 = ElementType::F32,
                      si32 = ElementType::SI32, si64 = ElementType::SI64;

/// The text with every `T` replaced by the type.
std::string withType(std::string text, ElementType type) {
  for (size_t at; (at = text.find('T')) != std::string::npos;)
    text.replace(at, 1, spell(type));
  return text;
}

Case caseOf(std::string op, std::vector<TensorType> args,
            std::vector<TensorType> results, std::string body,
            std::vector<Call> calls) {
  Case result{std::move(op), std::move(args), std::move(results)};
  result.body = std::move(body);
  result.calls = std::move(calls);
  return result;
}

Tensor f32s(std::vector<double> values) {
  return tensor(f32, {int64_t(values.size())}, values);
}
Tensor si32s(std::vector<double> values) {
  return tensor(si32, {int64_t(values.size())}, values);
}

TEST(ControlFlow, condChoosesForEveryType) {
  std::vector<Case> cases;
  for (ElementType type : everyType)
    for (const Dims &dims : {Dims{3, 5}, Dims{}, Dims{dynamic}, Dims{0}}) {
      std::string tensorType = spell(TensorType{type, dims});
      Dims extents = dims == Dims{dynamic} ? Dims{7} : dims;
      Tensor x = fill(type, extents, Values::Finite, 1),
             y = fill(type, extents, Values::Finite, 2);
      std::string types = "(" + tensorType + ", " + tensorType + ")";
      cases.push_back(caseOf(
          "cond", {{i1, {}}, {type, dims}, {type, dims}},
          {{type, dims}, {type, dims}},
          "  %r:2 = \"ptir.cond\"(%arg0, %arg1, %arg2) ({\n"
          "  ^bb0(%a: " +
              tensorType + ", %b: " + tensorType +
              "):\n"
              "    \"ptir.yield\"(%a, %b) : " +
              types +
              " -> ()\n"
              "  }, {\n"
              "  ^bb0(%a: " +
              tensorType + ", %b: " + tensorType +
              "):\n"
              "    \"ptir.yield\"(%b, %a) : " +
              types +
              " -> ()\n"
              "  }) : (tensor<i1>, " +
              tensorType + ", " + tensorType + ") -> " + types,
          {{{scalar(i1, 1), x, y}, {x, y}}, {{scalar(i1, 0), x, y}, {y, x}}}));
    }
  check(cases);
}

/// A region that is not run cannot fail.
TEST(ControlFlow, condRunsOneRegion) {
  Case divide = caseOf(
      "div", {{i1, {}}, {si32, {2}}}, {{si32, {2}}},
      R"(  %r = ptir.cond %arg0(%arg1) : (tensor<2xsi32>) -> tensor<2xsi32> {
  ^bb0(%a: tensor<2xsi32>):
    %z = ptir.sub %a, %a : tensor<2xsi32>
    %q = ptir.div %a, %z : tensor<2xsi32>
    ptir.yield %q : tensor<2xsi32>
  } else {
  ^bb0(%a: tensor<2xsi32>):
    ptir.yield %a : tensor<2xsi32>
  })",
      {{{scalar(i1, 0), si32s({4, 5})}, {si32s({4, 5})}},
       {{scalar(i1, 1), si32s({4, 5})}, {}, "ptir.div"},
       {{scalar(i1, 0), si32s({6, 7})}, {si32s({6, 7})}}});
  Case nested =
      caseOf("cond", {{i1, {}}, {i1, {}}}, {{si32, {}}},
             R"(  %r = ptir.cond %arg0(%arg1) : (tensor<i1>) -> tensor<si32> {
  ^bb0(%p: tensor<i1>):
    %i = ptir.cond %p() : () -> tensor<si32> {
      %c = ptir.constant dense<1> : tensor<si32>
      ptir.yield %c : tensor<si32>
    } else {
      %c = ptir.constant dense<2> : tensor<si32>
      ptir.yield %c : tensor<si32>
    }
    ptir.yield %i : tensor<si32>
  } else {
  ^bb0(%p: tensor<i1>):
    %c = ptir.constant dense<3> : tensor<si32>
    ptir.yield %c : tensor<si32>
  })",
             {{{scalar(i1, 1), scalar(i1, 1)}, {scalar(si32, 1)}},
              {{scalar(i1, 1), scalar(i1, 0)}, {scalar(si32, 2)}},
              {{scalar(i1, 0), scalar(i1, 1)}, {scalar(si32, 3)}}});
  check({divide, nested});
}

/// Sums n, n - 1, …, 1 in the type and doubles a vector as often.
TEST(ControlFlow, whileCounts) {
  std::vector<Case> cases;
  for (ElementType type : numbers) {
    if (type == ElementType::SI4 || type == ElementType::UI4)
      continue;
    Tensor ones = zeros(type, {3});
    Tensor doubled = zeros(type, {3});
    for (int64_t i = 0; i < 3; ++i) {
      setNumber(ones, i, 1);
      setNumber(doubled, i, 8);
    }
    cases.push_back(
        caseOf("while", {{si32, {}}, {type, {}}, {type, {3}}},
               {{si32, {}}, {type, {}}, {type, {3}}},
               withType(R"(  %r:3 = "ptir.while"(%arg0, %arg1, %arg2) ({
  ^bb0(%n: tensor<si32>, %s: tensor<T>, %v: tensor<3xT>):
    %z = "ptir.sub"(%n, %n) : (tensor<si32>, tensor<si32>) -> tensor<si32>
    %p = "ptir.compare"(%n, %z) {direction = #ptir.comparison<gt>} : (tensor<si32>, tensor<si32>) -> tensor<i1>
    "ptir.yield"(%p) : (tensor<i1>) -> ()
  }, {
  ^bb0(%n: tensor<si32>, %s: tensor<T>, %v: tensor<3xT>):
    %one = ptir.constant dense<1> : tensor<si32>
    %m = ptir.sub %n, %one : tensor<si32>
    %c = ptir.cast %n : tensor<si32> -> tensor<T>
    %t = ptir.add %s, %c : tensor<T>
    %w = ptir.add %v, %v : tensor<3xT>
    ptir.yield %m, %t, %w : tensor<si32>, tensor<T>, tensor<3xT>
  }) : (tensor<si32>, tensor<T>, tensor<3xT>) -> (tensor<si32>, tensor<T>, tensor<3xT>))",
                        type),
               {{{scalar(si32, 3), scalar(type, 0), ones},
                 {scalar(si32, 0), scalar(type, 6), doubled}},
                {{scalar(si32, 0), scalar(type, 5), ones},
                 {scalar(si32, 0), scalar(type, 5), ones}}}));
  }
  check(cases);
}

/// A carry whose extent grows; a loop inside a loop; an error in a round.
TEST(ControlFlow, whileCarriesAnything) {
  Case grow = caseOf(
      "while", {{f32, {dynamic}}, {si64, {}}}, {{f32, {dynamic}}, {si64, {}}},
      R"(  %r:2 = ptir.while(%arg0, %arg1) : tensor<?xf32>, tensor<si64> cond {
  ^bb0(%x: tensor<?xf32>, %limit: tensor<si64>):
    %n = ptir.dim %x, 0 : tensor<?xf32>
    %p = ptir.compare lt, %n, %limit : tensor<si64>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%x: tensor<?xf32>, %limit: tensor<si64>):
    %y = ptir.concat %x, %x axis 0 : tensor<?xf32>, tensor<?xf32>
    ptir.yield %y, %limit : tensor<?xf32>, tensor<si64>
  })",
      {{{f32s({1, 2}), extent(5)}, {f32s({1, 2, 1, 2, 1, 2, 1, 2}), extent(5)}},
       {{f32s({1, 2, 3}), extent(3)}, {f32s({1, 2, 3}), extent(3)}}});
  Case nested = caseOf(
      "while", {{si32, {}}, {si32, {}}}, {{si32, {}}, {si32, {}}},
      R"(  %r:2 = ptir.while(%arg0, %arg1) : tensor<si32>, tensor<si32> cond {
  ^bb0(%n: tensor<si32>, %s: tensor<si32>):
    %z = ptir.constant dense<0> : tensor<si32>
    %p = ptir.compare gt, %n, %z : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%n: tensor<si32>, %s: tensor<si32>):
    %i:2 = ptir.while(%n, %s) : tensor<si32>, tensor<si32> cond {
    ^bb0(%k: tensor<si32>, %t: tensor<si32>):
      %z = ptir.constant dense<0> : tensor<si32>
      %p = ptir.compare gt, %k, %z : tensor<si32>
      ptir.yield %p : tensor<i1>
    } body {
    ^bb0(%k: tensor<si32>, %t: tensor<si32>):
      %one = ptir.constant dense<1> : tensor<si32>
      %j = ptir.sub %k, %one : tensor<si32>
      %u = ptir.add %t, %k : tensor<si32>
      ptir.yield %j, %u : tensor<si32>, tensor<si32>
    }
    %one = ptir.constant dense<1> : tensor<si32>
    %m = ptir.sub %n, %one : tensor<si32>
    ptir.yield %m, %i#1 : tensor<si32>, tensor<si32>
  })",
      {{{scalar(si32, 3), scalar(si32, 0)},
        {scalar(si32, 0), scalar(si32, 10)}}});
  // 12 / 3, 12 / 2, 12 / 1, then 12 / 0 when the limit is below 0.
  Case fails = caseOf(
      "div", {{si32, {}}, {si32, {}}}, {{si32, {}}, {si32, {}}},
      R"(  %r:2 = ptir.while(%arg0, %arg1) : tensor<si32>, tensor<si32> cond {
  ^bb0(%n: tensor<si32>, %limit: tensor<si32>):
    %p = ptir.compare gt, %n, %limit : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%n: tensor<si32>, %limit: tensor<si32>):
    %c = ptir.constant dense<12> : tensor<si32>
    %q = ptir.div %c, %n : tensor<si32>
    %one = ptir.constant dense<1> : tensor<si32>
    %m = ptir.sub %n, %one : tensor<si32>
    %l = ptir.minimum %limit, %q : tensor<si32>
    ptir.yield %m, %l : tensor<si32>, tensor<si32>
  })",
      {{{scalar(si32, 3), scalar(si32, -1)}, {}, "ptir.div"},
       {{scalar(si32, 3), scalar(si32, 0)},
        {scalar(si32, 0), scalar(si32, 0)}}});
  check({grow, nested, fails});
}

TEST(ControlFlow, endlessWhileReachesTheLimit) {
  const char *body =
      R"(  %r = ptir.while(%arg0) : tensor<si32> cond {
  ^bb0(%n: tensor<si32>):
    %z = ptir.constant dense<0> : tensor<si32>
    %p = ptir.compare ne, %n, %z : tensor<si32>
    ptir.yield %p : tensor<i1>
  } body {
  ^bb0(%n: tensor<si32>):
    %one = ptir.constant dense<1> : tensor<si32>
    %m = ptir.add %n, %one : tensor<si32>
    ptir.yield %m : tensor<si32>
  })";
  HarnessOptions options;
  options.maxSteps = 1000;
  check({caseOf("while", {{si32, {}}}, {{si32, {}}}, body,
                {{{scalar(si32, 1)}, {}, "ptir.while"},
                 {{scalar(si32, -3)}, {scalar(si32, 0)}},
                 {{scalar(si32, 7)}, {}, "ptir.while"},
                 {{scalar(si32, 0)}, {scalar(si32, 0)}}})},
        options);
}

/// Running sums for every type: the last one and all of them.
TEST(ControlFlow, scanSums) {
  std::vector<Case> cases;
  for (ElementType type : numbers)
    for (int64_t steps : {int64_t(5), dynamic, int64_t(0)}) {
      std::string count = steps == dynamic ? "?" : std::to_string(steps);
      std::string rows = "tensor<" + count + "x3xT>";
      std::string text = withType(
          R"(  %r:2 = "ptir.scan"(%arg0, %arg1) ({
  ^bb0(%a: tensor<3xT>, %x: tensor<3xT>):
    %s = ptir.add %a, %x : tensor<3xT>
    ptir.yield %s, %s : tensor<3xT>, tensor<3xT>
  }) {carry_count = 1 : i64} : (tensor<3xT>, )" +
              rows + ") -> (tensor<3xT>, " + rows + ")",
          type);
      auto call = [&](int64_t n) {
        Tensor start = fill(type, {3}, Values::Small, 1);
        Tensor xs = zeros(type, {n, 3}), sums = xs, last = start;
        for (int64_t i = 0; i < n * 3; ++i) {
          setNumber(xs, i, i % 2);
          setNumber(last, i % 3, numberAt(last, i % 3) + double(i % 2));
          setNumber(sums, i, numberAt(last, i % 3));
        }
        return Call{{start, xs}, {last, sums}};
      };
      Case testCase = caseOf("scan", {{type, {3}}, {type, {steps, 3}}},
                             {{type, {3}}, {type, {steps, 3}}}, text, {});
      if (steps == dynamic)
        testCase.calls = {call(7), call(0), call(1)};
      else
        testCase.calls = {call(steps)};
      cases.push_back(testCase);
    }
  check(cases);
}

/// No carries, several inputs and outputs; extents that differ; an error.
TEST(ControlFlow, scanMaps) {
  Case map = caseOf(
      "scan", {{f32, {dynamic}}, {f32, {dynamic}}},
      {{f32, {dynamic}}, {f32, {dynamic}}},
      R"(  %r:2 = ptir.scan(%arg0, %arg1) carries 0 : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%x: tensor<f32>, %y: tensor<f32>):
    %s = ptir.add %x, %y : tensor<f32>
    %p = ptir.mul %x, %y : tensor<f32>
    ptir.yield %s, %p : tensor<f32>, tensor<f32>
  })",
      {{{f32s({1, 2, 3}), f32s({4, 5, 6})},
        {f32s({5, 7, 9}), f32s({4, 10, 18})}},
       {{f32s({1, 2, 3}), f32s({4, 5})}, {}, "ptir.scan"},
       {{f32s({}), f32s({})}, {f32s({}), f32s({})}}});
  Case fails = caseOf(
      "div", {{si32, {}}, {si32, {3}}}, {{si32, {}}, {si32, {3}}},
      R"(  %r:2 = ptir.scan(%arg0, %arg1) carries 1 : (tensor<si32>, tensor<3xsi32>) -> (tensor<si32>, tensor<3xsi32>) {
  ^bb0(%a: tensor<si32>, %x: tensor<si32>):
    %q = ptir.div %a, %x : tensor<si32>
    ptir.yield %q, %a : tensor<si32>, tensor<si32>
  })",
      {{{scalar(si32, 60), si32s({2, 3, 5})},
        {scalar(si32, 2), si32s({60, 30, 10})}},
       {{scalar(si32, 60), si32s({2, 0, 5})}, {}, "ptir.div"},
       {{scalar(si32, -7), si32s({1, 2, 1})},
        {scalar(si32, -3), si32s({-7, -7, -3})}}});
  check({map, fails});
}

} // namespace
