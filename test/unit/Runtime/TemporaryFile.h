//===- TemporaryFile.h - A file for one test --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_TEMPORARYFILE_H
#define PTIR_TEST_UNIT_RUNTIME_TEMPORARYFILE_H

#include <gtest/gtest.h>

#include <string>
#include <unistd.h>

/// Created with the bytes given, removed by the destructor.
class TemporaryFile {
public:
  explicit TemporaryFile(const std::string &bytes)
      : name(testing::TempDir() + "ptir-runtime-XXXXXX") {
    int file = mkstemp(name.data());
    EXPECT_GE(file, 0);
    EXPECT_EQ(write(file, bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
    close(file);
  }
  ~TemporaryFile() { unlink(name.c_str()); }
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;

  const std::string &path() const { return name; }

private:
  std::string name;
};

#endif // PTIR_TEST_UNIT_RUNTIME_TEMPORARYFILE_H
