//===- MobilenetV2ConfigTest.cpp - Configurations and names of MobileNetV2 ===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/mobilenet_v2/Config.h"
#include "models/mobilenet_v2/ParameterNames.h"

#include "gtest/gtest.h"

using namespace ptir;
using namespace ptir::mobilenet_v2;

namespace {

TEST(MobilenetV2ConfigTest, DefaultsAreThePapers) {
  auto config = parseConfig(R"({"model_type": "mobilenet_v2"})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->stemWidth, 32);
  EXPECT_EQ(config->headWidth, 1280);
  EXPECT_EQ(config->classCount, 1000);
  ASSERT_EQ(config->blocks.size(), 17u);
  EXPECT_FALSE(config->blocks[0].expands());
  EXPECT_EQ(config->blocks[1].hidden, 96);
  EXPECT_EQ(config->blocks[1].stride, 2);
  EXPECT_TRUE(config->blocks[2].isResidual());
  EXPECT_EQ(config->blocks.back().out, 320);
}

TEST(MobilenetV2ConfigTest, OwnBlocks) {
  std::string bare = R"({"stem": {"out": 8}, "head": 64, "num_classes": 5,
    "batch_norm_eps": 1e-3, "width_mult": 0.25, "activation": "relu6",
    "blocks": [{"in": 8, "hidden": 8, "out": 4, "stride": 1},
               {"in": 4, "hidden": 24, "out": 4, "stride": 1}]})";
  for (const std::string &text :
       {bare, R"({"kind": "mobilenet_v2", "config": )" + bare + "}"}) {
    auto config = parseConfig(text);
    ASSERT_TRUE(config.ok()) << config.message();
    EXPECT_EQ(config->stemWidth, 8);
    EXPECT_EQ(config->headWidth, 64);
    EXPECT_EQ(config->classCount, 5);
    EXPECT_EQ(config->epsilon, 1e-3);
    ASSERT_EQ(config->blocks.size(), 2u);
    EXPECT_FALSE(config->blocks[0].isResidual());
    EXPECT_TRUE(config->blocks[1].isResidual());
    EXPECT_TRUE(config->blocks[1].expands());
  }
}

TEST(MobilenetV2ConfigTest, Refuses) {
  const std::pair<const char *, const char *> rows[] = {
      {"3", "expected a JSON object"},
      {R"({"hidden_act": "swish"})",
       "expected 'hidden_act' to be \"relu6\", found \"swish\""},
      {R"({"width_mult": 0.5})", "expected 'width_mult' to be 1.0, found 0.5"},
      {R"({"stem": 32})", "expected 'stem' to be an object, found 32"},
      {R"({"stem": {"out": 0}})",
       "expected 'stem.out' to be an integer in [1, 1048576], found 0"},
      {R"({"batch_norm_eps": "1e-5"})",
       "expected 'batch_norm_eps' to be a number, found \"1e-5\""},
      {R"({"batch_norm_eps": 0})",
       "expected a positive batch norm epsilon, found 0.000000"},
      {R"({"blocks": []})", "expected at least one block, found none"},
      {R"({"blocks": {}})", "expected 'blocks' to be a list, found {}"},
      {R"({"blocks": [7]})", "expected 'blocks[0]' to be an object, found 7"},
      {R"({"blocks": [{"in": 32, "hidden": 32, "stride": 1}]})",
       "expected 'blocks[0].out' to be an integer in [1, 1048576], found none"},
      {R"({"blocks": [{"in": 16, "hidden": 32, "out": 8, "stride": 1}]})",
       "expected block 0 to take the 32 channels of what comes before it, "
       "found 16"},
      {R"({"blocks": [{"in": 32, "hidden": 48, "out": 8, "stride": 1}]})",
       "expected 'hidden' of block 0 to be a multiple of 'in' (32), found 48"},
      {R"({"blocks": [{"in": 32, "hidden": 32, "out": 8, "stride": 3}]})",
       "expected 'stride' of block 0 to be 1 or 2, found 3"}};
  for (const auto &[text, message] : rows) {
    auto config = parseConfig(text);
    ASSERT_FALSE(config.ok()) << text;
    EXPECT_EQ(config.message(), std::string("mobilenet_v2 config: ") + message);
  }
}

TEST(MobilenetV2NamesTest, Torchvision) {
  using Names = std::vector<std::string>;
  Config config;
  const std::pair<const char *, const char *> rows[] = {
      {"stem.weight", "features.0.0.weight"},
      {"stem_norm.running_var", "features.0.1.running_var"},
      // The first block widens nothing.
      {"blocks.0.depthwise.weight", "features.1.conv.0.0.weight"},
      {"blocks.0.depthwise_norm.bias", "features.1.conv.0.1.bias"},
      {"blocks.0.project.weight", "features.1.conv.1.weight"},
      {"blocks.0.project_norm.weight", "features.1.conv.2.weight"},
      {"blocks.3.expand.weight", "features.4.conv.0.0.weight"},
      {"blocks.3.expand_norm.bias", "features.4.conv.0.1.bias"},
      {"blocks.3.depthwise.weight", "features.4.conv.1.0.weight"},
      {"blocks.3.project.weight", "features.4.conv.2.weight"},
      {"blocks.3.project_norm.bias", "features.4.conv.3.bias"},
      {"head.weight", "features.18.0.weight"},
      {"head_norm.weight", "features.18.1.weight"},
      {"classifier.bias", "classifier.1.bias"}};
  for (const auto &[here, there] : rows)
    EXPECT_EQ(candidateNames(config, here), (Names{here, there}));
  for (const char *unknown : {"blocks.17.project.weight", "blocks.x",
                              "blocks.1.squeeze.weight", "tail.weight"})
    EXPECT_EQ(candidateNames(config, unknown), Names{unknown});
}

TEST(MobilenetV2NamesTest, Buffers) {
  EXPECT_TRUE(isBuffer("stem_norm.num_batches_tracked"));
  EXPECT_FALSE(isBuffer("stem_norm.weight"));
}

} // namespace
