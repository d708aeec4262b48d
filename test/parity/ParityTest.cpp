//===- ParityTest.cpp - Every case on every backend -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One GoogleTest for each case and variant, `native_optimised.torch_…`: a
// numeric case gives what LibTorch gives, a rejecting one is refused. The times
// of all of them are printed at the end.
//
//===----------------------------------------------------------------------===//

#include "Programs.h"
#include "Report.h"
#include "Tolerance.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

using namespace ptir;
using namespace ptir::parity;

namespace {

/// What all tests share.
struct Suite {
  Cases cases = allCases();
  std::vector<Variant> variants = allVariants();
  Report report{variants};
  ToleranceRules rules;
  int threads = 2;
};

/// What LibTorch makes of a case.
struct Oracle {
  std::string failure;
  DataList results;
  std::optional<double> seconds;
};

Question questionOf(const Case &testCase) {
  Question question;
  for (const Data &arg : testCase.args)
    question.args.push_back(torch::from(arg));
  for (const auto &[name, data] : testCase.parameters)
    question.parameters[name] = torch::from(data);
  return question;
}

Oracle askOracle(const Case &testCase) {
  Oracle oracle;
  Question question = questionOf(testCase);
  torch::Values values;
  oracle.seconds = medianSeconds([&]() -> std::optional<double> {
    auto begin = std::chrono::steady_clock::now();
    values = testCase.torch(question);
    std::chrono::duration<double> taken =
        std::chrono::steady_clock::now() - begin;
    return taken.count();
  });
  for (const torch::Value &value : values) {
    std::optional<Data> data = torch::to(value);
    if (!data) {
      oracle.failure = "LibTorch refuses the case: " + torch::lastError();
      break;
    }
    oracle.results.push_back(std::move(*data));
  }
  return oracle;
}

class CaseTest : public testing::Test {
public:
  CaseTest(Suite &suite, const Case &testCase, const Variant &variant)
      : suite(suite), testCase(testCase), variant(variant) {}

  void TestBody() override {
    if (testCase.isRejecting())
      checkRejection();
    else
      checkNumbers();
  }

  void TearDown() override {
    suite.report.add(testCase.name, variant, testCase.isRejecting(),
                     !HasFailure(), seconds);
  }

private:
  void checkNumbers() {
    StatusOr<Outcome> outcome = programs().run(testCase);
    ASSERT_TRUE(outcome.ok()) << outcome.message();
    Oracle nobody;
    const Oracle &answer = testCase.torch ? oracle() : nobody;
    ASSERT_TRUE(answer.failure.empty()) << answer.failure;
    if (testCase.judge) {
      std::string wrong =
          testCase.judge(testCase.args, outcome->results, answer.results);
      EXPECT_TRUE(wrong.empty()) << wrong;
    } else {
      expectAgreement(answer.results, outcome->results);
    }
    seconds = medianSeconds([&]() -> std::optional<double> {
      StatusOr<Outcome> again = programs().run(testCase);
      return again.ok() ? std::optional<double>(again->seconds) : std::nullopt;
    });
    EXPECT_TRUE(seconds) << "a later run of the same program failed";
  }

  void expectAgreement(const DataList &expected, const DataList &found) {
    ASSERT_EQ(expected.size(), found.size());
    Tolerance tolerance = suite.rules.resolve(variant.backend, testCase.name);
    for (size_t i = 0; i < found.size(); ++i) {
      std::string difference =
          parity::compare(expected[i], found[i], tolerance);
      EXPECT_TRUE(difference.empty()) << "result " << i << ", " << difference;
    }
  }

  void checkRejection() {
    for (const Refusal &refusal : testCase.refusals) {
      Refused refused = emitRefusal(refusal);
      EXPECT_TRUE(refused.failed) << "it was emitted";
      EXPECT_EQ(refused.messages, refusal.message);
    }
    for (const Failure &failure : testCase.failures) {
      StatusOr<Outcome> outcome = programs().run(testCase, failure.args);
      ASSERT_FALSE(outcome.ok()) << "the call returned";
      EXPECT_NE(outcome.message().find(failure.message), std::string::npos)
          << "expected a message with '" << failure.message << "', found '"
          << outcome.message() << "'";
    }
  }

  /// The answer to the case, the same for all variants.
  const Oracle &oracle() {
    static std::map<std::string, Oracle> answers;
    auto [answer, added] = answers.try_emplace(testCase.name);
    if (added) {
      answer->second = askOracle(testCase);
      if (answer->second.seconds)
        suite.report.addTorch(testCase.name, *answer->second.seconds);
    }
    return answer->second;
  }

  /// The cases of this variant that are going to be run. GoogleTest runs one
  /// suite after another, so only one variant's programs are kept.
  Programs &programs() {
    static std::string owner;
    static std::unique_ptr<Programs> current;
    if (owner == variant.suite())
      return *current;
    current.reset();
    std::vector<const Case *> wanted;
    const testing::TestSuite *tests =
        testing::UnitTest::GetInstance()->current_test_suite();
    std::map<std::string, const Case *> byName;
    for (const Case &candidate : suite.cases)
      byName[candidate.name] = &candidate;
    for (int i = 0; i < tests->total_test_count(); ++i) {
      const testing::TestInfo *test = tests->GetTestInfo(i);
      const Case *candidate = byName.at(test->name());
      if (test->should_run() && !candidate->entries.empty())
        wanted.push_back(candidate);
    }
    owner = variant.suite();
    current = std::make_unique<Programs>(variant, wanted, suite.threads);
    return *current;
  }

  Suite &suite;
  const Case &testCase;
  const Variant &variant;
  std::optional<double> seconds;
};

void registerTests(Suite &suite) {
  for (const Variant &variant : suite.variants)
    for (const Case &testCase : suite.cases)
      testing::RegisterTest(variant.suite().c_str(), testCase.name.c_str(),
                            nullptr, nullptr, __FILE__, __LINE__,
                            [&]() -> testing::Test * {
                              return new CaseTest(suite, testCase, variant);
                            });
}

} // namespace

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  Suite suite;
  std::string config = PTIR_PARITY_CONFIG, timings;
  CLI::App app("Compares functionals and layers with LibTorch");
  app.add_option("--config", config, "Tolerances, as JSON")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--timings", timings, "Write times and counts as JSON")
      ->type_name("FILE");
  app.add_option("--threads", suite.threads,
                 "Of backends, LibTorch and compilation")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024));
  CLI11_PARSE(app, argc, argv);
  StatusOr<ToleranceRules> rules = ToleranceRules::load(config);
  if (!rules.ok()) {
    std::cerr << "ParityTests: error: " << rules.message() << "\n";
    return 1;
  }
  suite.rules = std::move(*rules);
  torch::setThreads(suite.threads);
  registerTests(suite);
  int status = RUN_ALL_TESTS();
  if (testing::GTEST_FLAG(list_tests))
    return status;
  suite.report.print(std::cout);
  if (timings.empty())
    return status;
  if (Status written = suite.report.write(timings, suite.threads);
      !written.ok()) {
    std::cerr << "ParityTests: error: " << written.message() << "\n";
    return 1;
  }
  return status;
}
