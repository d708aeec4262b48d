//===- ToleranceTest.cpp - Which tolerance applies ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Tolerance.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace ptir;
using namespace ptir::parity;

namespace {

std::pair<double, double> resolved(const std::string &json,
                                   const char *backend = "native",
                                   const char *test = "torch_matmul_b1") {
  StatusOr<ToleranceRules> rules = ToleranceRules::parse(json);
  if (!rules.ok()) {
    ADD_FAILURE() << rules.message();
    return {};
  }
  Tolerance tolerance = rules->resolve(backend, test);
  return {tolerance.atol, tolerance.rtol};
}

using Pair = std::pair<double, double>;

TEST(Tolerance, HasADefault) {
  EXPECT_EQ(resolved("{}"), Pair(5e-4, 1e-4));
  EXPECT_EQ(resolved(R"({"default": {"rtol": 0.5}})"), Pair(5e-4, 0.5));
  EXPECT_EQ(resolved(R"({"rules": []})"), Pair(5e-4, 1e-4));
}

TEST(Tolerance, BothGoBeforeTestBeforeBackend) {
  // The order in the file does not count between classes.
  const char *backend = R"({"backend": "native", "atol": 1})";
  const char *test = R"({"test": "torch_matmul*", "atol": 2})";
  const char *both =
      R"({"backend": "native", "test": "torch_matmul*", "atol": 3})";
  auto rules = [](std::initializer_list<const char *> list) {
    std::string text;
    for (const char *rule : list)
      text += (text.empty() ? "" : ", ") + std::string(rule);
    return "{\"rules\": [" + text + "]}";
  };
  EXPECT_EQ(resolved(rules({backend})), Pair(1, 1e-4));
  EXPECT_EQ(resolved(rules({test, backend})), Pair(2, 1e-4));
  EXPECT_EQ(resolved(rules({backend, test})), Pair(2, 1e-4));
  EXPECT_EQ(resolved(rules({both, test, backend})), Pair(3, 1e-4));
  EXPECT_EQ(resolved(rules({backend, both, test})), Pair(3, 1e-4));
}

TEST(Tolerance, TheLastOfAClassDecidesForEachNumber) {
  EXPECT_EQ(resolved(R"({"rules": [{"test": "*", "atol": 1, "rtol": 2},
                                   {"test": "torch*", "atol": 3}]})"),
            Pair(3, 2));
}

TEST(Tolerance, ARuleThatNamesBothNeedsBoth) {
  const char *json = R"({"rules": [
      {"backend": "native", "test": "torch_matmul*", "atol": 1}]})";
  EXPECT_EQ(resolved(json), Pair(1, 1e-4));
  EXPECT_EQ(resolved(json, "reference"), Pair(5e-4, 1e-4));
  EXPECT_EQ(resolved(json, "native", "torch_linear"), Pair(5e-4, 1e-4));
  EXPECT_EQ(resolved(json, "reference", "torch_linear"), Pair(5e-4, 1e-4));
}

TEST(Tolerance, AStarIsAnyText) {
  EXPECT_TRUE(matchesGlob("torch_add", "torch_add"));
  EXPECT_FALSE(matchesGlob("torch_add", "torch_added"));
  EXPECT_FALSE(matchesGlob("torch_add", "my_torch_add"));
  EXPECT_TRUE(matchesGlob("*", ""));
  EXPECT_TRUE(matchesGlob("torch_*", "torch_add"));
  EXPECT_FALSE(matchesGlob("torch_*", "torch"));
  EXPECT_TRUE(matchesGlob("*_bf16", "torch_add_bf16"));
  EXPECT_FALSE(matchesGlob("*_bf16", "torch_bf16_add"));
  EXPECT_TRUE(matchesGlob("*conv*k3*", "vision_conv2d_k3_s1"));
  EXPECT_TRUE(matchesGlob("a*b*c", "abbc"));
  EXPECT_FALSE(matchesGlob("a*b*c", "acb"));
  EXPECT_FALSE(matchesGlob("", "a"));
  EXPECT_TRUE(matchesGlob("", ""));
}

TEST(Tolerance, MistakesAreRefused) {
  auto message = [](const char *json) {
    return ToleranceRules::parse(json).message();
  };
  EXPECT_EQ(message("{"),
            "tolerances: the file: expected JSON, found something else");
  EXPECT_EQ(message("[]"),
            "tolerances: the file: expected an object, found array");
  EXPECT_EQ(message(R"({"defaults": {}})"),
            "tolerances: the file: expected keys of default, rules, found "
            "'defaults'");
  EXPECT_EQ(message(R"({"default": {"tol": 1}})"),
            "tolerances: default: expected keys of atol, rtol, found 'tol'");
  EXPECT_EQ(message(R"({"default": 1})"),
            "tolerances: default: expected an object, found number");
  EXPECT_EQ(message(R"({"rules": {}})"),
            "tolerances: rules: expected an array, found object");
  EXPECT_EQ(message(R"({"rules": [{"tests": "*", "atol": 1}]})"),
            "tolerances: rules[0]: expected keys of backend, test, atol, rtol, "
            "found 'tests'");
  EXPECT_EQ(message(R"({"rules": [{"test": "*", "atol": 1}, 1]})"),
            "tolerances: rules[1]: expected an object, found number");
  EXPECT_EQ(message(R"({"rules": [{"atol": 1}]})"),
            "tolerances: rules[0]: expected 'backend', 'test' or both, found "
            "neither");
  EXPECT_EQ(message(R"({"rules": [{"test": "*"}]})"),
            "tolerances: rules[0]: expected 'atol', 'rtol' or both, found "
            "neither");
  EXPECT_EQ(message(R"({"rules": [{"test": 1, "atol": 1}]})"),
            "tolerances: rules[0]: expected a string for 'test', found 1");
  EXPECT_EQ(message(R"({"rules": [{"test": "*", "atol": -1}]})"),
            "tolerances: rules[0]: expected a number of at least 0 for "
            "'atol', found -1");
  EXPECT_EQ(message(R"({"rules": [{"test": "*", "rtol": "1"}]})"),
            "tolerances: rules[0]: expected a number of at least 0 for "
            "'rtol', found \"1\"");
  EXPECT_EQ(ToleranceRules::load("/nowhere").message(),
            "tolerances '/nowhere': cannot be read");
}

TEST(Tolerance, TheFileOfTheProjectIsRead) {
  StatusOr<ToleranceRules> rules = ToleranceRules::load(PTIR_PARITY_CONFIG);
  ASSERT_TRUE(rules.ok()) << rules.message();
  Tolerance tolerance = rules->resolve("native", "torch_linear_with_bias");
  EXPECT_EQ(tolerance.atol, 5e-4);
  EXPECT_EQ(tolerance.rtol, 1e-4);
}

constexpr double inf = std::numeric_limits<double>::infinity();

TEST(Tolerance, IsSymmetric) {
  Tolerance tolerance{0.5, 0.1};
  EXPECT_TRUE(agree(10, 11.6, tolerance));
  EXPECT_TRUE(agree(11.6, 10, tolerance));
  EXPECT_FALSE(agree(10, 11.7, tolerance));
  EXPECT_FALSE(agree(11.7, 10, tolerance));
  EXPECT_TRUE(agree(-10, -11.6, tolerance));
  EXPECT_FALSE(agree(-10, 11.6, tolerance));
}

TEST(Tolerance, NanAndInfinitiesOnlyAgreeWithThemselves) {
  Tolerance wide{1e30, 1};
  double nan = std::nan("");
  EXPECT_TRUE(agree(nan, nan, wide));
  EXPECT_FALSE(agree(nan, 0, wide));
  EXPECT_FALSE(agree(0, nan, wide));
  EXPECT_TRUE(agree(inf, inf, wide));
  EXPECT_FALSE(agree(inf, -inf, wide));
  EXPECT_FALSE(agree(inf, 1e30, wide));
  EXPECT_FALSE(agree(1e30, inf, wide));
}

TEST(Tolerance, TensorsAreComparedWithTypesAndExtents) {
  using conformance::tensor;
  Tolerance tolerance{0.5, 0};
  auto x = tensor(ElementType::F32, {2}, {1, 2});
  EXPECT_EQ(compare(x, tensor(ElementType::F32, {2}, {1.25, 2.5}), tolerance),
            "");
  EXPECT_EQ(compare(x, tensor(ElementType::F32, {2}, {1, 2.75}), tolerance),
            "element 1 of tensor<2xf32>: expected 2, found 2.75 (atol 0.5, "
            "rtol 0); 1 elements differ");
  EXPECT_EQ(compare(x, tensor(ElementType::F32, {1, 2}, {1, 2}), tolerance),
            "expected tensor<2xf32>, found tensor<1x2xf32>");
  EXPECT_EQ(compare(x, tensor(ElementType::F64, {2}, {1, 2}), tolerance),
            "expected tensor<2xf32>, found tensor<2xf64>");
  // Integers are exact.
  EXPECT_EQ(compare(tensor(ElementType::SI32, {1}, {4}),
                    tensor(ElementType::SI32, {1}, {5}), {10, 10}),
            "element 0 of tensor<1xsi32>: expected 4, found 5 (atol 0, rtol "
            "0); 1 elements differ");
}

} // namespace
