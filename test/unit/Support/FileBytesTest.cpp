//===- FileBytesTest.cpp - A small file, whole ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/FileBytes.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

using namespace ptir;

TEST(FileBytesTest, ReadsAllOrSaysWhyNot) {
  std::string path =
      (std::filesystem::path(testing::TempDir()) / "ptir-file-bytes").string();
  std::string text("a\0b\n", 4);
  std::ofstream(path, std::ios::binary) << text;
  auto bytes = readFileBytes(path, "labels", 4);
  ASSERT_TRUE(bytes.ok()) << bytes.message();
  EXPECT_EQ(*bytes, text);
  EXPECT_EQ(readFileBytes(path, "labels", 3).message(),
            "labels '" + path + "': expected at most 3 bytes, found 4");
  std::ofstream(path, std::ios::trunc).close();
  EXPECT_EQ(*readFileBytes(path, "labels", 3), "");
  std::filesystem::remove(path);
  EXPECT_EQ(readFileBytes(path, "image", 3).message(),
            "image '" + path +
                "': expected a readable file, found: No such file or "
                "directory");
  EXPECT_EQ(readFileBytes(testing::TempDir(), "image", 3).message(),
            "image '" + testing::TempDir() +
                "': expected a regular file, found another kind");
}
