//===- CheckpointFiles.h - Checkpoints made for the tests -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Bytes are put together by hand here, not by the writers under test.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_CHECKPOINT_CHECKPOINTFILES_H
#define PTIR_TEST_UNIT_CHECKPOINT_CHECKPOINTFILES_H

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Support/ParamId.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

namespace ptir::test {

template <typename Word>
std::string word(Word value) {
  std::string bytes;
  for (size_t i = 0; i < sizeof(Word); ++i)
    bytes += char(value >> (8 * i));
  return bytes;
}

/// u32 length and the bytes.
inline std::string section(const std::string &bytes) {
  return word(uint32_t(bytes.size())) + bytes;
}

inline std::string safetensors(const std::string &header,
                               const std::string &data) {
  return word(uint64_t(header.size())) + header + data;
}

/// One entry of a GPTRS index; every field can be damaged.
struct IndexEntry {
  std::string name;
  std::vector<uint64_t> shape;
  uint32_t tag = 0;
  uint64_t offset = 0;
  uint64_t byteSize = 0;
  ParamId id = {};
  uint8_t reserved = 0;

  std::string bytes(bool hasId) const {
    std::string text = section(name);
    if (hasId)
      text += word(id.low) + word(id.high);
    text += word(uint32_t(shape.size()));
    for (uint64_t extent : shape)
      text += word(extent);
    return text + word(tag) + word(reserved) + word(offset) + word(byteSize);
  }
};

inline std::string indexOf(const std::vector<IndexEntry> &entries,
                           bool hasIds) {
  std::string text = word(uint32_t(entries.size()));
  for (const IndexEntry &entry : entries)
    text += entry.bytes(hasIds);
  return text;
}

/// Offsets of the entries count from the start of the data.
inline std::string gptrsChk(const std::string &config,
                            std::vector<IndexEntry> entries,
                            const std::string &data) {
  std::string start = "GPTRSCHK" + word(uint32_t(2)) + section(config);
  uint64_t begin = start.size() + 4 + indexOf(entries, true).size();
  for (IndexEntry &entry : entries)
    entry.offset += begin;
  return start + section(indexOf(entries, true)) + data;
}

inline std::string gptrsTen(std::vector<IndexEntry> entries,
                            const std::string &data) {
  std::string start = "GPTRSTEN" + word(uint32_t(2));
  uint64_t begin = start.size() + 4 + indexOf(entries, false).size();
  for (IndexEntry &entry : entries)
    entry.offset += begin;
  return start + section(indexOf(entries, false)) + data;
}

/// A folder that vanishes with the test.
class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "ptir-test-XXXXXX").string();
    if (char *made = ::mkdtemp(name.data()))
      folder = made;
    else
      ADD_FAILURE() << "cannot make " << name;
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
  }

  std::string path(const std::string &name) const {
    return (folder / name).string();
  }
  std::string path() const { return folder.string(); }

  std::string write(const std::string &name, const std::string &bytes) const {
    std::filesystem::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return path(name);
  }

  /// Names in the folder, sorted.
  std::vector<std::string> list() const {
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

private:
  std::filesystem::path folder;
};

inline std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_CHECKPOINT_CHECKPOINTFILES_H
