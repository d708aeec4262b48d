//===- ConvertCheckpointTest.cpp - One container into another -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointFiles.h"

#include "ptir/Checkpoint/ConvertCheckpoint.h"
#include "ptir/Checkpoint/TensorReader.h"

using namespace ptir;
using namespace ptir::test;

namespace {

const std::string nanoSort = PTIR_TEST_DATA_DIR "/gpt2-nano-sort";

/// Same names, types, shapes and bytes.
void expectSameTensors(const std::string &leftPath,
                       const std::string &rightPath) {
  auto left = openCheckpoint(leftPath);
  auto right = openCheckpoint(rightPath);
  ASSERT_TRUE(left.ok()) << left.message();
  ASSERT_TRUE(right.ok()) << right.message();
  auto leftReader = TensorReader::open(*left);
  auto rightReader = TensorReader::open(*right);
  ASSERT_TRUE(leftReader.ok() && rightReader.ok());
  ASSERT_EQ(left->tensors.size(), right->tensors.size());
  for (size_t i = 0; i < left->tensors.size(); ++i) {
    const CheckpointTensor &a = left->tensors[i], &b = right->tensors[i];
    ASSERT_EQ(a.name, b.name);
    ASSERT_EQ(a.type, b.type);
    ASSERT_EQ(a.shape, b.shape);
    std::string aBytes(a.byteSize, 0), bBytes(b.byteSize, 1);
    ASSERT_TRUE(leftReader->read(a, 0, aBytes.data(), aBytes.size()).ok());
    ASSERT_TRUE(rightReader->read(b, 0, bBytes.data(), bBytes.size()).ok());
    ASSERT_EQ(aBytes, bBytes) << a.name;
  }
}

void expectConverted(const std::string &input, const std::string &output) {
  Status status = convertCheckpoint(input, output);
  ASSERT_TRUE(status.ok()) << status.message();
  expectSameTensors(input, output);
}

TEST(ConvertCheckpointTest, AroundEveryContainer) {
  TemporaryFolder folder;
  std::string config = readFile(nanoSort + "/config.json");
  std::string chk = folder.path("1.gptrschk"),
              lone = folder.path("2.safetensors"), again = folder.path("3.bin"),
              hf = folder.path("4");
  expectConverted(nanoSort, chk);
  EXPECT_EQ(openCheckpoint(chk)->kind, ContainerKind::GptrsChk);
  EXPECT_EQ(openCheckpoint(chk)->configJson, config);
  expectConverted(chk, lone);
  EXPECT_EQ(openCheckpoint(lone)->kind, ContainerKind::Safetensors);
  EXPECT_EQ(openCheckpoint(lone)->configJson, config);
  expectConverted(lone, again);
  EXPECT_EQ(readFile(again), readFile(chk));
  expectConverted(again, hf);
  auto back = openCheckpoint(hf);
  EXPECT_EQ(back->kind, ContainerKind::HfFolder);
  EXPECT_EQ(back->configJson, config);
  EXPECT_EQ(back->metadata,
            (std::map<std::string, std::string>{{"format", "pt"}}));
  expectConverted(hf, folder.path("5.gptrsten"));
  EXPECT_EQ(openCheckpoint(folder.path("5.gptrsten"))->configJson, "");
}

TEST(ConvertCheckpointTest, TheOrderOfAnArchiveIsKept) {
  TemporaryFolder folder;
  std::string first = folder.write(
      "1.gptrsten", gptrsTen({{"b", {1}, 0, 0, 4}, {"a", {1}, 0, 4, 4}},
                             std::string(8, 'd')));
  std::string second = folder.path("2.safetensors"),
              third = folder.path("3.gptrsten");
  expectConverted(first, second);
  expectConverted(second, third);
  for (const std::string &path : {first, second, third}) {
    auto archive = openCheckpoint(path);
    ASSERT_TRUE(archive.ok()) << archive.message();
    auto list = tensorsInFileOrder(*archive);
    EXPECT_EQ(list[0]->name, "b") << path;
    EXPECT_EQ(list[1]->name, "a") << path;
  }
}

TEST(ConvertCheckpointTest, AFolderTakesTheTokenizerAlong) {
  TemporaryFolder folder;
  folder.write("in/config.json", "{}");
  folder.write("in/model.safetensors", safetensors("{}", ""));
  folder.write("in/vocab.json", "{\"a\":0}");
  folder.write("in/merges.txt", "#version: 0.2\n");
  folder.write("in/unrelated.txt", "x");
  std::string out = folder.path("deep/out");
  expectConverted(folder.path("in"), out);
  EXPECT_EQ(readFile(out + "/vocab.json"), "{\"a\":0}");
  EXPECT_EQ(readFile(out + "/merges.txt"), "#version: 0.2\n");
  EXPECT_FALSE(std::filesystem::exists(out + "/unrelated.txt"));
  EXPECT_FALSE(std::filesystem::exists(out + "/tokenizer.json"));
}

TEST(ConvertCheckpointTest, OntoItself) {
  TemporaryFolder folder;
  folder.write("m/config.json", "{}");
  folder.write("m/vocab.json", "{}");
  folder.write("m/model.safetensors",
               readFile(nanoSort + "/model.safetensors"));
  expectConverted(folder.path("m"), folder.path("m"));
  expectSameTensors(folder.path("m"), nanoSort);
}

TEST(ConvertCheckpointTest, MetadataIsKept) {
  TemporaryFolder folder;
  std::string in =
      folder.write("a.safetensors",
                   safetensors(R"({"__metadata__":{"license":"mit"}})", ""));
  expectConverted(in, folder.path("b.safetensors"));
  auto out = openCheckpoint(folder.path("b.safetensors"));
  EXPECT_EQ(out->metadata, (std::map<std::string, std::string>{
                               {"format", "pt"}, {"license", "mit"}}));
}

TEST(ConvertCheckpointTest, WhatTheTargetCannotStore) {
  TemporaryFolder folder;
  folder.write("config.json", "{}");
  std::string in = folder.write(
      "a.safetensors",
      safetensors(R"({"t":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}})",
                  std::string(8, 0)));
  std::string out = folder.path("b.gptrschk");
  EXPECT_EQ(convertCheckpoint(in, out).message(),
            "checkpoint '" + out +
                "': tensor 't': expected f32, f16, bf16 or si32, all that this "
                "container can store, found f64");
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(ConvertCheckpointTest, AConfigIsNeeded) {
  TemporaryFolder folder;
  std::string in = folder.write("a.gptrsten", gptrsTen({}, ""));
  EXPECT_EQ(convertCheckpoint(in, folder.path("b.gptrschk")).message(),
            "checkpoint '" + in +
                "': expected a config to write gptrschk, found none");
  EXPECT_FALSE(convertCheckpoint(in, folder.path("folder")).ok());
  EXPECT_FALSE(std::filesystem::exists(folder.path("folder")));
  in = folder.write("a.safetensors", safetensors("{}", ""));
  EXPECT_EQ(convertCheckpoint(in, folder.path("b.gptrschk")).message(),
            "checkpoint '" + in +
                "': expected a config to write gptrschk, found none; put "
                "config.json beside the file");
}

TEST(ConvertCheckpointTest, UnknownExtensions) {
  TemporaryFolder folder;
  std::string out = folder.path("b.onnx");
  EXPECT_EQ(convertCheckpoint(nanoSort, out).message(),
            "checkpoint '" + out +
                "': expected an output named .safetensors, .gptrschk, .bin or "
                ".gptrsten, or a folder (end its name with '/'), found "
                "'.onnx'");
  expectConverted(nanoSort, folder.path("v1.0/"));
}

} // namespace
