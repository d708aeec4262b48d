//===- ModelOverridesTest.cpp - Overrides of a loaded model ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Forward.h"
#include "ptir/Inference/Model.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace ptir;
using functional::OverrideScope;

namespace {

/// The number of composites of that name in a module's text.
int countComposites(const std::string &text, const std::string &name) {
  std::string mark = "ptir.composite \"" + name + "\"";
  int count = 0;
  for (size_t at = text.find(mark); at != std::string::npos;
       at = text.find(mark, at + 1))
    ++count;
  return count;
}

class ModelOverridesTest : public testing::Test {
protected:
  std::unique_ptr<LoadedModel> load(LoadOptions options = {}) {
    options.compile.compileTo = "canonical";
    auto model = LoadedModel::load(PTIR_TEST_DATA_DIR "/gpt2-nano-sort",
                                   std::move(options));
    if (model.ok())
      return std::move(*model);
    message = model.message();
    return nullptr;
  }

  static std::string text(LoadedModel &model) {
    auto text = model.moduleText({ModelEntries::Forward});
    EXPECT_TRUE(text.ok()) << text.message();
    return text.ok() ? *text : "";
  }

  std::string message;
};

TEST_F(ModelOverridesTest, CountInTheirScope) {
  std::unique_ptr<LoadedModel> model = load();
  ASSERT_TRUE(model) << message;
  int portable = countComposites(text(*model), "linear");
  EXPECT_GT(portable, 0);
  {
    OverrideScope scope(model->overrides(), "linear",
                        "force=transposed_weight");
    ASSERT_TRUE(scope.status().ok()) << scope.status().message();
    std::string forced = text(*model);
    EXPECT_EQ(countComposites(forced, "linear@transposed_weight"), portable);
    EXPECT_EQ(countComposites(forced, "linear"), 0);
  }
  EXPECT_EQ(countComposites(text(*model), "linear"), portable);
}

TEST_F(ModelOverridesTest, ComputeTheSame) {
  auto logitsOf = [&](LoadOptions options) {
    auto model = load(std::move(options));
    EXPECT_TRUE(model) << message;
    auto logits = forward(*model, {1, 0, 2}, LogitsRows::All);
    EXPECT_TRUE(logits.ok()) << logits.message();
    return logits->values;
  };
  LoadOptions forced;
  forced.overrides = {{"linear", "force=multiply_reduce"},
                      {"softmax_last_dim", "force=log_sum_exp"},
                      {"matmul_transposed", "force=plain_rhs"}};
  std::vector<float> expected = logitsOf({}), found = logitsOf(forced);
  ASSERT_EQ(expected.size(), found.size());
  for (size_t i = 0; i < expected.size(); ++i)
    EXPECT_NEAR(found[i], expected[i], 1e-4f * (1 + std::abs(expected[i])));
}

TEST_F(ModelOverridesTest, MayNameImplementationsOfTheUser) {
  auto registry = std::make_shared<functional::ImplementationRegistry>();
  int calls = 0;
  ASSERT_TRUE(registry
                  ->add({"linear", "mine", "",
                         [](const functional::FunctionalCall &) {
                           return Status::success();
                         },
                         [&](functional::Emitter &emitter,
                             const functional::FunctionalCall &call) {
                           ++calls;
                           return emitter.variant(call, "mine", call.portable);
                         }})
                  .ok());
  LoadOptions options;
  options.implementations = registry;
  options.overrides = {{"linear", "force=mine"}};
  std::unique_ptr<LoadedModel> model = load(options);
  ASSERT_TRUE(model) << message;
  EXPECT_EQ(countComposites(text(*model), "linear@mine"), calls);
  EXPECT_GT(calls, 0);

  options.overrides = {{"linear", "force=transposed_weight"}};
  EXPECT_FALSE(load(options));
  EXPECT_EQ(message, "override 'linear': expected an implementation of "
                     "portable, mine; found 'transposed_weight'");
}

} // namespace
