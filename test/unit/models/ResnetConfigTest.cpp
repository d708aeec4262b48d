//===- ResnetConfigTest.cpp - Configurations and names of ResNets ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/resnet/Config.h"
#include "models/resnet/ParameterNames.h"

#include "gtest/gtest.h"

using namespace ptir;
using namespace ptir::resnet;
using Sizes = std::vector<int64_t>;

namespace {

TEST(ResnetConfigTest, TorchvisionKinds) {
  struct {
    const char *kind;
    Sizes depths;
    BlockKind block;
    int64_t features;
  } const rows[] = {{"resnet18", {2, 2, 2, 2}, BlockKind::Basic, 512},
                    {"resnet34", {3, 4, 6, 3}, BlockKind::Basic, 512},
                    {"resnet50", {3, 4, 6, 3}, BlockKind::Bottleneck, 2048}};
  for (const auto &row : rows) {
    auto config = parseConfig(std::string(R"({"kind": ")") + row.kind +
                              R"(", "config": {"num_classes": 7}})");
    ASSERT_TRUE(config.ok()) << config.message();
    EXPECT_EQ(config->depths, row.depths);
    EXPECT_EQ(config->block, row.block);
    EXPECT_EQ(config->features(), row.features);
    EXPECT_EQ(config->widths, (Sizes{64, 128, 256, 512}));
    EXPECT_EQ(config->stem, StemKind::ImageNet);
    EXPECT_EQ(config->shortcut, ShortcutKind::Projection);
    EXPECT_EQ(config->classCount, 7);
  }
}

TEST(ResnetConfigTest, HuggingFace) {
  auto config = parseConfig(R"({"model_type": "resnet",
    "layer_type": "bottleneck", "depths": [1, 2], "hidden_sizes": [32, 64],
    "embedding_size": 8, "num_channels": 3, "hidden_act": "relu",
    "id2label": {"0": "a", "1": "b", "2": "c"}})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->block, BlockKind::Bottleneck);
  EXPECT_EQ(config->depths, (Sizes{1, 2}));
  EXPECT_EQ(config->widths, (Sizes{8, 16}));
  EXPECT_EQ(config->features(), 64);
  EXPECT_EQ(config->stemWidth, 8);
  EXPECT_EQ(config->classCount, 3);
}

TEST(ResnetConfigTest, Cifar) {
  auto config = parseConfig(R"({"model_type": "resnet-cifar",
    "num_blocks": [1, 1], "planes": [4, 8], "shortcut": "A",
    "batch_norm_eps": 1e-3})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->stem, StemKind::Cifar);
  EXPECT_EQ(config->shortcut, ShortcutKind::Pad);
  EXPECT_EQ(config->stemWidth, 4);
  EXPECT_EQ(config->classCount, 10);
  EXPECT_EQ(config->epsilon, 1e-3);
  config = parseConfig(R"({"kind": "resnet-cifar", "shortcut": "B"})");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->shortcut, ShortcutKind::Projection);
  EXPECT_EQ(config->depths, (Sizes{3, 3, 3}));
}

TEST(ResnetConfigTest, Refuses) {
  const std::pair<const char *, const char *> rows[] = {
      {"[]", "expected a JSON object"},
      {R"({"kind": "resnet35"})",
       "expected kind resnet18, resnet34, resnet50, resnet or resnet-cifar, "
       "found 'resnet35'"},
      {R"({"kind": "resnet34", "num_classes": 0})",
       "expected 'num_classes' to be a positive integer, found 0"},
      {R"({"kind": "resnet34", "num_classes": 1e3})",
       "expected 'num_classes' to be a positive integer, found 1000.0"},
      {R"({"kind": "resnet34", "batch_norm_eps": "small"})",
       "expected 'batch_norm_eps' to be a number, found \"small\""},
      {R"({"kind": "resnet34", "batch_norm_eps": -1})",
       "expected a positive batch norm epsilon, found -1.000000"},
      {R"({"model_type": "resnet", "layer_type": "wide"})",
       "expected 'layer_type' to be bottleneck or basic, found \"wide\""},
      {R"({"model_type": "resnet", "hidden_sizes": [256, 510, 1024, 2048]})",
       "expected 'hidden_sizes' to be multiples of 4 for bottlenecks, found "
       "[256,510,1024,2048]"},
      {R"({"model_type": "resnet", "depths": [3, 4], "layer_type": "basic"})",
       "expected one width for each of one or more stages, found 2 depths and "
       "4 widths"},
      {R"({"model_type": "resnet", "downsample_in_bottleneck": true})",
       "expected 'downsample_in_bottleneck' to be false, found true"},
      {R"({"kind": "resnet-cifar", "planes": [16, 33, 64]})",
       "expected basic blocks and widths that grow by an even number for "
       "shortcut A, found 16 then 33"}};
  for (const auto &[text, message] : rows) {
    auto config = parseConfig(text);
    ASSERT_FALSE(config.ok()) << text;
    EXPECT_EQ(config.message(), std::string("resnet config: ") + message);
  }
}

TEST(ResnetNamesTest, BestFirst) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(candidateNames("conv1.weight"),
            (Names{"conv1.weight", "module.conv1.weight"}));
  EXPECT_EQ(candidateNames("fc.bias"),
            (Names{"fc.bias", "linear.bias", "module.fc.bias",
                   "module.linear.bias"}));
  EXPECT_EQ(candidateNames("layer2.0.downsample.0.weight"),
            (Names{"layer2.0.downsample.0.weight", "layer2.0.downsample.weight",
                   "module.layer2.0.downsample.0.weight",
                   "module.layer2.0.downsample.weight"}));
}

TEST(ResnetNamesTest, Buffers) {
  EXPECT_TRUE(isBuffer("bn1.num_batches_tracked"));
  EXPECT_FALSE(isBuffer("bn1.running_mean"));
}

} // namespace
