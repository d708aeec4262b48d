//===- ParamSourceTest.cpp - Names to stored tensors ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/ParamSource.h"
#include "TemporaryFile.h"

#include <gtest/gtest.h>

#include <utility>

using namespace ptir;
using namespace ptir::runtime;

namespace {

/// Two u8 tensors of four bytes, in a file or in one that does not exist.
Checkpoint twoTensors(const std::string &path, uint64_t size) {
  Checkpoint checkpoint;
  checkpoint.path = "folder/model";
  checkpoint.files.push_back({path, size});
  checkpoint.tensors.push_back(
      {"h.0.attn.bias", ElementType::UI8, {4}, 0, 0, 4});
  checkpoint.tensors.push_back(
      {"h.0.attn.weight", ElementType::UI8, {2, 2}, 0, 4, 4});
  return checkpoint;
}

TEST(CheckpointSource, FindsTensorsWhereTheyLie) {
  TemporaryFile file("abcdefgh");
  CheckpointSource source(twoTensors(file.path(), 8));
  StatusOr<SourceTensor> tensor = source.find("h.0.attn.weight");
  ASSERT_TRUE(tensor.ok()) << tensor.message();
  EXPECT_EQ(tensor->where,
            "checkpoint '" + file.path() + "': tensor 'h.0.attn.weight'");
  EXPECT_EQ(tensor->type, ElementType::UI8);
  EXPECT_EQ(tensor->dims, (std::vector<int64_t>{2, 2}));
  EXPECT_EQ(std::string(reinterpret_cast<const char *>(tensor->data), 4),
            "efgh");
  ASSERT_NE(tensor->file, nullptr);
  EXPECT_EQ(tensor->data, tensor->file->data() + 4);
  // One mapping for both.
  StatusOr<SourceTensor> other = source.find("h.0.attn.bias");
  ASSERT_TRUE(other.ok()) << other.message();
  EXPECT_EQ(other->file, tensor->file);
}

TEST(CheckpointSource, TriesTheNamesOfTheMapInOrder) {
  TemporaryFile file("abcdefgh");
  CheckpointSource source(
      twoTensors(file.path(), 8), [](std::string_view name) {
        std::string text(name);
        return std::vector<std::string>{"transformer." + text, "h.0." + text};
      });
  StatusOr<SourceTensor> tensor = source.find("attn.bias");
  ASSERT_TRUE(tensor.ok()) << tensor.message();
  EXPECT_EQ(std::string(reinterpret_cast<const char *>(tensor->data), 4),
            "abcd");
  EXPECT_EQ(source.find("attn.biaz").message(),
            "checkpoint 'folder/model': tensor 'transformer.attn.biaz' or "
            "'h.0.attn.biaz': not found");
}

TEST(CheckpointSource, HintsAtTheClosestName) {
  CheckpointSource source(twoTensors("none", 8));
  EXPECT_EQ(source.find("h.0.attn.weigth").message(),
            "checkpoint 'folder/model': tensor 'h.0.attn.weigth': not found; "
            "the closest name is 'h.0.attn.weight'");
  EXPECT_EQ(source.find("zzz").message(),
            "checkpoint 'folder/model': tensor 'zzz': not found");
}

TEST(CheckpointSource, AMapMayKnowNoName) {
  CheckpointSource source(twoTensors("none", 8), [](std::string_view) {
    return std::vector<std::string>();
  });
  EXPECT_EQ(source.find("zzz").message(),
            "checkpoint 'folder/model': tensor for parameter 'zzz': not found");
}

TEST(CheckpointSource, StopsHintingAfterEightNames) {
  CheckpointSource source(twoTensors("none", 8));
  int hints = 0;
  for (int i = 0; i < 10; ++i)
    hints += source.find("h.0.attn.biaz").message().find("closest") !=
             std::string::npos;
  EXPECT_EQ(hints, 8);
}

TEST(CheckpointSource, OpensAFileOnlyWhenNeeded) {
  CheckpointSource source(twoTensors("no-such-file", 8));
  EXPECT_EQ(source.find("h.0.attn.bias").message(),
            "checkpoint 'folder/model': file 'no-such-file': cannot open: No "
            "such file or directory");
}

TEST(CheckpointSource, NoticesAFileThatChanged) {
  TemporaryFile file("abcde");
  CheckpointSource source(twoTensors(file.path(), 8));
  EXPECT_EQ(source.find("h.0.attn.bias").message(),
            "checkpoint 'folder/model': file '" + file.path() +
                "': expected 8 bytes, found 5; it changed since it was "
                "inspected");
}

TEST(MemorySource, FindsAndReplaces) {
  MemorySource source;
  for (float value : {1.0f, 2.0f}) {
    StatusOr<HostTensor> tensor = HostTensor::zeros(ElementType::F32, {1});
    ASSERT_TRUE(tensor.ok()) << tensor.message();
    tensor->as<float>()[0] = value;
    source.add("scale", std::move(*tensor));
  }
  StatusOr<SourceTensor> found = source.find("scale");
  ASSERT_TRUE(found.ok()) << found.message();
  EXPECT_EQ(reinterpret_cast<const float *>(found->data)[0], 2.0f);
  EXPECT_EQ(found->file, nullptr);
  EXPECT_EQ(source.find("scales").message(),
            "memory: tensor 'scales': not found; the closest name is 'scale'");
}

} // namespace
