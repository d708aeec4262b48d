//===- CheckpointWriterTest.cpp - What is written can be read again -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointFiles.h"

#include "ptir/Checkpoint/CheckpointWriter.h"
#include "ptir/Checkpoint/TensorReader.h"

using namespace ptir;
using namespace ptir::test;

namespace {

/// Byte `position` of tensor `index`, recognisable anywhere.
char fillByte(size_t index, uint64_t position) {
  return char(index * 31 + position * 7 + position / 251);
}

Status fill(size_t index, uint64_t begin, char *out, size_t count) {
  for (size_t i = 0; i < count; ++i)
    out[i] = fillByte(index, begin + i);
  return Status::success();
}

/// Of types every container can store; unsorted; one empty, one scalar, one
/// larger than a writer's block.
const std::vector<TensorDescription> tensors = {
    {"h.1.b", ElementType::F16, {5}},
    {"wte", ElementType::F32, {1100, 1000}},
    {"h.0.w", ElementType::BF16, {3, 3}},
    {"step", ElementType::SI32, {}},
    {"none", ElementType::F32, {4, 0}}};

void expectTensors(const std::string &path, uint64_t alignment) {
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.message();
  ASSERT_EQ(checkpoint->tensors.size(), tensors.size());
  auto reader = TensorReader::open(*checkpoint);
  ASSERT_TRUE(reader.ok()) << reader.message();
  for (size_t i = 0; i < tensors.size(); ++i) {
    const CheckpointTensor *tensor = checkpoint->find(tensors[i].name);
    ASSERT_NE(tensor, nullptr) << tensors[i].name;
    EXPECT_EQ(tensor->type, tensors[i].type);
    EXPECT_EQ(tensor->shape, tensors[i].shape);
    if (tensor->byteSize != 0) {
      EXPECT_EQ(tensor->offset % alignment, 0u) << tensors[i].name;
      EXPECT_EQ(tensor->offset % storageBytes(tensor->type), 0u);
    }
    std::string bytes(tensor->byteSize, 0);
    ASSERT_TRUE(reader->read(*tensor, 0, bytes.data(), bytes.size()).ok());
    for (size_t k = 0; k < bytes.size(); ++k)
      ASSERT_EQ(bytes[k], fillByte(i, k)) << tensors[i].name << " " << k;
  }
}

TEST(CheckpointWriterTest, Safetensors) {
  TemporaryFolder folder;
  std::string path = folder.path("m.safetensors");
  Status status = writeSafetensors(
      path, tensors, {{"format", "pt"}, {"note", "\"q\" \xc3\xa9"}}, fill);
  ASSERT_TRUE(status.ok()) << status.message();
  expectTensors(path, 2);
  auto checkpoint = openCheckpoint(path);
  EXPECT_EQ(checkpoint->metadata.at("note"), "\"q\" \xc3\xa9");
  EXPECT_EQ(checkpoint->find("step")->offset % 4, 0u);
  EXPECT_EQ(folder.list(), std::vector<std::string>{"m.safetensors"});
}

TEST(CheckpointWriterTest, SafetensorsBytes) {
  TemporaryFolder folder;
  std::string path = folder.path("m.safetensors");
  std::vector<TensorDescription> two = {{"a", ElementType::UI8, {2}},
                                        {"b", ElementType::F32, {1}}};
  ASSERT_TRUE(
      writeSafetensors(path, two, {},
                       [](size_t index, uint64_t, char *out, size_t count) {
                         std::fill_n(out, count, char('a' + index));
                         return Status::success();
                       })
          .ok());
  std::string header =
      R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[4,6]},)"
      R"("b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  header.resize(128 - 8, ' ');
  EXPECT_EQ(readFile(path), safetensors(header, "bbbbaa"));
}

TEST(CheckpointWriterTest, GptrsChk) {
  TemporaryFolder folder;
  std::string path = folder.path("m.gptrschk");
  Status status = writeGptrsChk(path, "{\"kind\":\"gpt\"}", tensors, fill);
  ASSERT_TRUE(status.ok()) << status.message();
  expectTensors(path, 64);
  EXPECT_EQ(openCheckpoint(path)->configJson, "{\"kind\":\"gpt\"}");
}

TEST(CheckpointWriterTest, GptrsChkBytes) {
  TemporaryFolder folder;
  std::string path = folder.path("m.gptrschk");
  ASSERT_TRUE(
      writeGptrsChk(path, "{}", {{"a.b", ElementType::BF16, {2}}}, fill).ok());
  IndexEntry entry{"a.b", {2}, 2, 128, 4, *baseParamId("a.b")};
  std::string expected = "GPTRSCHK" + word(uint32_t(2)) + section("{}") +
                         section(indexOf({entry}, true));
  expected.resize(128, '\0');
  for (uint64_t i = 0; i < 4; ++i)
    expected += fillByte(0, i);
  EXPECT_EQ(readFile(path), expected);
}

TEST(CheckpointWriterTest, GptrsTen) {
  TemporaryFolder folder;
  std::string path = folder.path("m.gptrsten");
  Status status = writeGptrsTen(path, tensors, fill);
  ASSERT_TRUE(status.ok()) << status.message();
  expectTensors(path, 64);
}

TEST(CheckpointWriterTest, OutputDoesNotDependOnTheOrder) {
  TemporaryFolder folder;
  std::vector<TensorDescription> forward = {{"a", ElementType::F32, {2}},
                                            {"b", ElementType::F32, {3}}};
  std::vector<TensorDescription> backward(forward.rbegin(), forward.rend());
  auto byName = [](const std::vector<TensorDescription> &list) {
    return [&list](size_t index, uint64_t, char *out, size_t count) {
      std::fill_n(out, count, list[index].name[0]);
      return Status::success();
    };
  };
  ASSERT_TRUE(writeGptrsTen(folder.path("1"), forward, byName(forward)).ok());
  ASSERT_TRUE(writeGptrsTen(folder.path("2"), backward, byName(backward)).ok());
  EXPECT_EQ(readFile(folder.path("1")), readFile(folder.path("2")));
  ASSERT_TRUE(
      writeSafetensors(folder.path("1"), forward, {}, byName(forward)).ok());
  ASSERT_TRUE(
      writeSafetensors(folder.path("2"), backward, {}, byName(backward)).ok());
  EXPECT_EQ(readFile(folder.path("1")), readFile(folder.path("2")));
}

/// Names as the file lists them.
std::vector<std::string> listedNames(const std::string &path) {
  std::vector<std::string> names;
  auto checkpoint = openCheckpoint(path);
  EXPECT_TRUE(checkpoint.ok()) << checkpoint.message();
  if (checkpoint.ok())
    for (const CheckpointTensor *tensor : tensorsInFileOrder(*checkpoint))
      names.push_back(tensor->name);
  return names;
}

TEST(CheckpointWriterTest, AnOrderOfItsOwn) {
  TemporaryFolder folder;
  std::vector<std::string> asGiven, byName;
  for (const TensorDescription &tensor : tensors)
    asGiven.push_back(tensor.name);
  byName = asGiven;
  std::sort(byName.begin(), byName.end());
  ASSERT_NE(asGiven, byName);

  std::string archive = folder.path("t.gptrsten");
  ASSERT_TRUE(writeGptrsTen(archive, tensors, fill).ok());
  EXPECT_EQ(listedNames(archive), byName);
  ASSERT_TRUE(writeGptrsTen(archive, tensors, fill, ListOrder::AsGiven).ok());
  EXPECT_EQ(listedNames(archive), asGiven);
  expectTensors(archive, 64);

  std::string file = folder.path("t.safetensors");
  ASSERT_TRUE(
      writeSafetensors(file, tensors, {}, fill, ListOrder::AsGiven).ok());
  EXPECT_EQ(listedNames(file), asGiven);
  expectTensors(file, 1);
  EXPECT_EQ(openCheckpoint(file)->metadata.at("ptir.order"),
            R"({"names":["h.1.b","wte","h.0.w","step","none"]})");
  // Metadata that is handed on does not decide; the argument does.
  ASSERT_TRUE(
      writeSafetensors(file, tensors, openCheckpoint(file)->metadata, fill)
          .ok());
  EXPECT_EQ(listedNames(file), byName);
  EXPECT_TRUE(openCheckpoint(file)->metadata.empty());
}

TEST(CheckpointWriterTest, WhatCannotBeStored) {
  TemporaryFolder folder;
  std::string path = folder.path("out");
  auto error = [&](const std::string &message) {
    return "checkpoint '" + path + "': " + message;
  };
  EXPECT_EQ(writeGptrsTen(path, {{"a", ElementType::F64, {1}}}, fill).message(),
            error("tensor 'a': expected f32, f16, bf16 or si32, all that this "
                  "container can store, found f64"));
  EXPECT_EQ(
      writeSafetensors(path, {{"a", ElementType::SI4, {1}}}, {}, fill)
          .message(),
      error("tensor 'a': expected an element type that safetensors can store, "
            "found si4"));
  EXPECT_EQ(writeGptrsChk(path, "", {}, fill).message(),
            error("config: expected valid JSON, found an error at byte 1"));
  EXPECT_EQ(
      writeGptrsTen(path, {{"a..b", ElementType::F32, {1}}}, fill).message(),
      error("tensor 'a..b': parameter name: expected ASCII segments separated "
            "by dots, found an empty segment in 'a..b'"));
  EXPECT_EQ(writeSafetensors(path, {{"\xff", ElementType::F32, {1}}}, {}, fill)
                .message(),
            error("tensor '\\xff': expected a UTF-8 name, found other bytes"));
  EXPECT_EQ(writeSafetensors(path, {{"__metadata__", ElementType::F32, {1}}},
                             {}, fill)
                .message(),
            error("tensor '__metadata__': expected a name that is not empty or "
                  "__metadata__"));
  EXPECT_EQ(writeSafetensors(path, {}, {{"k", "\xff"}}, fill).message(),
            error("metadata 'k': expected UTF-8, found other bytes"));
  std::vector<TensorDescription> twins(2, {"a", ElementType::F32, {1}});
  EXPECT_EQ(writeSafetensors(path, twins, {}, fill).message(),
            error("tensor 'a': expected one tensor of that name, found two"));
  EXPECT_EQ(
      writeGptrsTen(path, {{"a", ElementType::F32, {-1}}}, fill).message(),
      error("tensor 'a': expected extents >= 0, found shape [-1]"));
  EXPECT_TRUE(folder.list().empty());
}

TEST(CheckpointWriterTest, AFailingSourceLeavesTheOldFile) {
  TemporaryFolder folder;
  std::string path = folder.write("m.gptrsten", "old");
  unsigned calls = 0;
  Status status =
      writeGptrsTen(path, tensors,
                    [&](size_t index, uint64_t begin, char *out, size_t count) {
                      if (++calls == 3)
                        return Status::failure("no more");
                      return fill(index, begin, out, count);
                    });
  EXPECT_EQ(status.message(), "no more");
  EXPECT_EQ(readFile(path), "old");
  EXPECT_EQ(folder.list(), std::vector<std::string>{"m.gptrsten"});
}

TEST(CheckpointWriterTest, AFolderThatDoesNotExist) {
  TemporaryFolder folder;
  std::string path = folder.path("none/m.gptrsten");
  EXPECT_EQ(writeGptrsTen(path, {}, fill).message(),
            "checkpoint '" + path +
                "': cannot write to its folder: No such file or directory");
}

} // namespace
