//===- LabelsTest.cpp - What an image model's classes are called ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Labels.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

using namespace ptir;

namespace {

TEST(LabelsTest, OneLineForEachClass) {
  std::string path =
      (std::filesystem::path(testing::TempDir()) / "ptir-labels").string();
  auto write = [&](const std::string &text) {
    std::ofstream(path, std::ios::binary) << text;
  };
  using Lines = std::vector<std::string>;
  for (const char *text :
       {"a cat\nb\n\nb\n", "a cat\nb\n\nb", "a cat\r\nb\r\n\r\nb\r\n"}) {
    write(text);
    auto labels = readLabels(path, 4);
    ASSERT_TRUE(labels.ok()) << labels.message();
    EXPECT_EQ(*labels, (Lines{"a cat", "b", "", "b"}));
  }
  write("a\nb\n");
  EXPECT_EQ(readLabels(path, 3).message(),
            "labels '" + path +
                "': expected 3 lines, one for each class, found 2");
  std::filesystem::remove(path);
  EXPECT_FALSE(readLabels(path, 3).ok());
}

} // namespace
