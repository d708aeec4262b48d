//===- MappedFileTest.cpp - Files as read-only memory -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/MappedFile.h"
#include "TemporaryFile.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <sys/mman.h>

using ptir::StatusOr;
using ptir::runtime::MappedFile;

namespace {

const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));

std::string numbered(size_t bytes) {
  std::string text(bytes, '\0');
  for (size_t i = 0; i < bytes; ++i)
    text[i] = static_cast<char>(i * 7 + i / 251);
  return text;
}

TEST(MappedFile, HoldsTheBytes) {
  std::string bytes = numbered(3 * page + 11);
  TemporaryFile file(bytes);
  StatusOr<MappedFile> mapped = MappedFile::open(file.path(), bytes.size());
  ASSERT_TRUE(mapped.ok()) << mapped.message();
  mapped->willNeed(5, bytes.size());
  EXPECT_EQ(std::string(reinterpret_cast<const char *>(mapped->data()),
                        mapped->size()),
            bytes);
  MappedFile moved = std::move(*mapped);
  EXPECT_EQ(moved.data()[page], static_cast<unsigned char>(bytes[page]));
}

TEST(MappedFile, ReleasesWholePagesInsideTheRange) {
  std::string bytes = numbered(4 * page + 11);
  TemporaryFile file(bytes);
  StatusOr<MappedFile> mapped = MappedFile::open(file.path(), bytes.size());
  ASSERT_TRUE(mapped.ok()) << mapped.message();
  EXPECT_EQ(mapped->release(0, page - 1), 0u);
  EXPECT_EQ(mapped->release(1, page), 0u);
  EXPECT_EQ(mapped->release(1, 2 * page), page);
  EXPECT_EQ(mapped->release(0, 2 * page), 2 * page);
  // The last, partial page is inside when the range reaches the file's end.
  EXPECT_EQ(mapped->release(3 * page, 2 * page), page + 11);
  EXPECT_EQ(mapped->release(5 * page, 1), 0u);
  // Released pages are read again.
  EXPECT_EQ(std::string(reinterpret_cast<const char *>(mapped->data()),
                        mapped->size()),
            bytes);
}

TEST(MappedFile, AnEmptyFileHasAnAddress) {
  TemporaryFile file("");
  StatusOr<MappedFile> mapped = MappedFile::open(file.path(), 0);
  ASSERT_TRUE(mapped.ok()) << mapped.message();
  EXPECT_NE(mapped->data(), nullptr);
  EXPECT_EQ(mapped->release(0, 10), 0u);
}

TEST(MappedFile, SaysWhyItCannotBeOpened) {
  TemporaryFile file("twelve bytes");
  EXPECT_EQ(MappedFile::open(file.path(), 13).message(),
            "file '" + file.path() +
                "': expected 13 bytes, found 12; it changed since it was "
                "inspected");
  EXPECT_EQ(MappedFile::open(file.path() + ".none", 1).message(),
            "file '" + file.path() +
                ".none': cannot open: No such file or directory");
  std::string folder = testing::TempDir();
  EXPECT_EQ(MappedFile::open(folder, 1).message(),
            "file '" + folder + "': expected a regular file");
}

} // namespace
