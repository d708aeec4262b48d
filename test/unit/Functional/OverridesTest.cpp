//===- OverridesTest.cpp - Policies and implementations -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Overrides.h"

#include "gtest/gtest.h"

using namespace ptir;
using namespace ptir::functional;
using Kind = OverridePolicy::Kind;

namespace {

/// Whether a message lists functionals after `start` and ends in `end`.
bool listsFunctionals(llvm::StringRef message, const std::string &start,
                      llvm::StringRef end) {
  return message.starts_with(start + "expected a functional of abs, add, ") &&
         message.contains(", matmul, ") && message.ends_with(end);
}

FunctionalImplementation named(std::string functional, std::string name) {
  return {functional, name, "",
          [](const FunctionalCall &) { return Status::success(); },
          [](Emitter &, const FunctionalCall &) {
            return llvm::SmallVector<Tensor>();
          }};
}

TEST(OverridePolicyTest, IsRead) {
  for (const char *text : {"", "  "})
    EXPECT_EQ(parseOverridePolicy(text)->kind, Kind::Default) << text;
  for (const char *text : {"force=a_b", " force = a_b "}) {
    StatusOr<OverridePolicy> policy = parseOverridePolicy(text);
    ASSERT_TRUE(policy.ok()) << policy.message();
    EXPECT_EQ(policy->kind, Kind::Force);
    EXPECT_EQ(policy->implementation, "a_b");
  }
  for (const char *text :
       {"benchmark", "benchmark(cache=128)", " benchmark ( cache = 128 ) "}) {
    StatusOr<OverridePolicy> policy = parseOverridePolicy(text);
    ASSERT_TRUE(policy.ok()) << policy.message();
    EXPECT_EQ(policy->kind, Kind::Benchmark);
    EXPECT_EQ(policy->cacheCapacity, 128u);
  }
  EXPECT_EQ(parseOverridePolicy("benchmark(cache=1)")->cacheCapacity, 1u);
}

TEST(OverridePolicyTest, RefusesWhatIsMalformed) {
  for (const char *text :
       {"force", "force=", "forse=a", "benchmark(cache=0)", "benchmark()",
        "benchmark(cache=-1)", "benchmark(cache=two)", "benchmark(cache=2",
        "benchmark(size=2)", "benchmark=2", "benchmarks", "default",
        "benchmark(cache=1,cache=2)",
        "benchmark(cache=99999999999999999999999)"}) {
    StatusOr<OverridePolicy> policy = parseOverridePolicy(text);
    ASSERT_FALSE(policy.ok()) << text;
    EXPECT_EQ(
        policy.message(),
        std::string("expected a policy '', 'force=IMPLEMENTATION', 'benchmark' "
                    "or 'benchmark(cache=N)' with N of at least 1, found '") +
            text + "'");
  }
}

TEST(ImplementationRegistryTest, HasNamesOnce) {
  ImplementationRegistry registry;
  ASSERT_TRUE(registry.add(named("matmul", "a")).ok());
  ASSERT_TRUE(registry.add(named("matmul", "b")).ok());
  ASSERT_TRUE(registry.add(named("gelu", "a")).ok());
  EXPECT_EQ(registry.listNames("matmul"), "portable, a, b");
  EXPECT_EQ(registry.listNames("add"), "portable");
  EXPECT_EQ(registry.all("matmul").size(), 2u);
  EXPECT_EQ(registry.find("matmul", "b")->name, "b");
  EXPECT_FALSE(registry.find("gelu", "b"));

  for (const char *taken : {"a", "portable"})
    EXPECT_EQ(registry.add(named("matmul", taken)).message(),
              std::string("implementation '") + taken +
                  "' of functional 'matmul': expected a name besides "
                  "portable, a, b");
  EXPECT_EQ(registry.add(named("matmul", "")).message(),
            "implementation '' of functional 'matmul': expected a name, found "
            "none");
  EXPECT_TRUE(listsFunctionals(registry.add(named("matmull", "c")).message(),
                               "implementation 'c': ", "; found 'matmull'"));
  FunctionalImplementation empty = named("matmul", "c");
  empty.supports = nullptr;
  EXPECT_EQ(registry.add(empty).message(),
            "implementation 'c' of functional 'matmul': expected the functions "
            "'supports' and 'emit', found no 'supports'");
}

TEST(ImplementationRegistryTest, ThoseOfThisBuildCanBeAddedOnce) {
  ImplementationRegistry registry;
  ASSERT_TRUE(registerAllImplementations(registry).ok());
  EXPECT_FALSE(registerAllImplementations(registry).ok());
}

TEST(OverrideSetTest, TakesKeysOfGptRs) {
  ImplementationRegistry registry;
  ASSERT_TRUE(registry.add(named("matmul", "a")).ok());
  OverrideSet overrides(registry);
  EXPECT_EQ(overrides.find("matmul").kind, Kind::Default);
  Status status =
      overrides.set("gpt_rs::ops::functional::linalg::matmul", "force=a");
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(overrides.find("matmul").implementation, "a");
  ASSERT_TRUE(overrides.set("matmul", "force=portable").ok());
  EXPECT_EQ(overrides.find("matmul").implementation, "portable");
  ASSERT_TRUE(overrides.set("matmul", "").ok());
  EXPECT_EQ(overrides.find("matmul").kind, Kind::Default);
}

TEST(OverrideSetTest, SaysWhatThereIs) {
  ImplementationRegistry registry;
  ASSERT_TRUE(registry.add(named("matmul", "a")).ok());
  OverrideSet overrides(registry);
  EXPECT_TRUE(listsFunctionals(overrides.set("matmull", "benchmark").message(),
                               "override 'matmull': ", "; found 'matmull'"));
  EXPECT_EQ(overrides.set("matmul", "force=b").message(),
            "override 'matmul': expected an implementation of portable, a; "
            "found 'b'");
  EXPECT_EQ(overrides.set("matmul", "fast").message(),
            "override 'matmul': " + parseOverridePolicy("fast").message());
  EXPECT_EQ(overrides.find("matmul").kind, Kind::Default);
}

TEST(OverrideScopeTest, BringsBackWhatWasBefore) {
  ImplementationRegistry registry;
  for (const char *name : {"a", "b"})
    ASSERT_TRUE(registry.add(named("matmul", name)).ok());
  OverrideSet overrides(registry);
  {
    OverrideScope outer(overrides, "matmul", "force=a");
    ASSERT_TRUE(outer.status().ok());
    {
      OverrideScope inner(overrides, "matmul", "force=b");
      EXPECT_EQ(overrides.find("matmul").implementation, "b");
      OverrideScope wrong(overrides, "matmul", "force=c");
      EXPECT_FALSE(wrong.status().ok());
      EXPECT_EQ(overrides.find("matmul").implementation, "b");
    }
    EXPECT_EQ(overrides.find("matmul").implementation, "a");
  }
  EXPECT_EQ(overrides.find("matmul").kind, Kind::Default);
}

} // namespace
