//===- OpenCheckpointTest.cpp - Files and folders as checkpoints ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointFiles.h"

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Checkpoint/TensorReader.h"

#include <cstring>

#include <sys/stat.h>

using namespace ptir;
using namespace ptir::test;

namespace {

/// One f32 tensor of one element.
std::string shard(const std::string &name, char fill = 'x') {
  return safetensors("{\"" + name +
                         R"(":{"dtype":"F32","shape":[1],)"
                         R"("data_offsets":[0,4]}})",
                     std::string(4, fill));
}

std::string openMessage(const std::string &path) {
  return openCheckpoint(path).message();
}

std::string error(const std::string &path, const std::string &message) {
  return "checkpoint '" + path + "': " + message;
}

TEST(OpenCheckpointTest, ContainerNames) {
  EXPECT_EQ(containerKindName(ContainerKind::Safetensors), "safetensors");
  EXPECT_EQ(containerKindName(ContainerKind::HfFolder), "hf-folder");
  EXPECT_EQ(containerKindName(ContainerKind::GptrsChk), "gptrschk");
  EXPECT_EQ(containerKindName(ContainerKind::GptrsTen), "gptrsten");
}

TEST(OpenCheckpointTest, ARealFolder) {
  std::string path = PTIR_TEST_DATA_DIR "/gpt2-nano-sort";
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.message();
  EXPECT_EQ(checkpoint->kind, ContainerKind::HfFolder);
  EXPECT_EQ(checkpoint->path, path);
  EXPECT_EQ(checkpoint->configJson, readFile(path + "/config.json"));
  EXPECT_EQ(checkpoint->metadata.at("format"), "pt");
  ASSERT_EQ(checkpoint->files.size(), 1u);
  EXPECT_EQ(checkpoint->files[0].size, 346736u);
  EXPECT_EQ(checkpoint->tensors.size(), 41u);
  const CheckpointTensor *wte = checkpoint->find("transformer.wte.weight");
  ASSERT_NE(wte, nullptr);
  EXPECT_EQ(wte->type, ElementType::F32);
  EXPECT_EQ(wte->shape, (std::vector<int64_t>{3, 48}));
  EXPECT_EQ(checkpoint->find("transformer.wte"), nullptr);
  EXPECT_EQ(checkpoint->find("zzz"), nullptr);
}

TEST(OpenCheckpointTest, ReadsOneTensorsBytes) {
  auto checkpoint =
      openCheckpoint(PTIR_TEST_DATA_DIR "/gpt2-nano-sort/model.safetensors");
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.message();
  EXPECT_EQ(checkpoint->kind, ContainerKind::Safetensors);
  EXPECT_FALSE(checkpoint->configJson.empty());
  auto reader = TensorReader::open(*checkpoint);
  ASSERT_TRUE(reader.ok()) << reader.message();
  const CheckpointTensor *bias = checkpoint->find("transformer.ln_f.weight");
  ASSERT_NE(bias, nullptr);
  std::string all(bias->byteSize, 0);
  ASSERT_TRUE(reader->read(*bias, 0, all.data(), all.size()).ok());
  EXPECT_EQ(all, readFile(checkpoint->path).substr(bias->offset, all.size()));
  std::string part(8, 0);
  ASSERT_TRUE(reader->read(*bias, 4, part.data(), part.size()).ok());
  EXPECT_EQ(part, all.substr(4, 8));
  EXPECT_EQ(reader->read(*bias, all.size() - 4, part.data(), 8).message(),
            error(checkpoint->path,
                  "tensor 'transformer.ln_f.weight': expected a range inside "
                  "its 192 bytes, found 8 bytes at 188"));
}

TEST(OpenCheckpointTest, AFileThatChangedAfterwards) {
  TemporaryFolder folder;
  std::string path = folder.write("m.safetensors", shard("a"));
  auto checkpoint = openCheckpoint(path);
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.message();
  folder.write("m.safetensors", shard("a") + "more");
  uint64_t size = checkpoint->files[0].size;
  EXPECT_EQ(TensorReader::open(*checkpoint).message(),
            error(path, "expected " + std::to_string(size) +
                            " bytes as when it was validated, found " +
                            std::to_string(size + 4)));
}

TEST(OpenCheckpointTest, MagicBeatsTheExtension) {
  TemporaryFolder folder;
  auto chk = openCheckpoint(folder.write("a.bin", gptrsChk("{}", {}, "")));
  ASSERT_TRUE(chk.ok()) << chk.message();
  EXPECT_EQ(chk->kind, ContainerKind::GptrsChk);
  EXPECT_EQ(chk->configJson, "{}");
  auto ten = openCheckpoint(folder.write("a.safetensors", gptrsTen({}, "")));
  ASSERT_TRUE(ten.ok()) << ten.message();
  EXPECT_EQ(ten->kind, ContainerKind::GptrsTen);
  std::string other = folder.write("a.pt", "PK\x03\x04");
  EXPECT_EQ(openMessage(other),
            error(other, "expected a .safetensors file or the magic GPTRSCHK "
                         "or GPTRSTEN, found 'PK\\x03\\x04'"));
}

TEST(OpenCheckpointTest, ThingsThatAreNoFile) {
  TemporaryFolder folder;
  std::string missing = folder.path("none.safetensors");
  EXPECT_EQ(
      openMessage(missing),
      error(missing,
            "expected a readable file, found: No such file or directory"));
  std::string pipe = folder.path("pipe.safetensors");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(openMessage(pipe),
            error(pipe, "expected a regular file, found another kind"));
  std::string empty = folder.write("empty.safetensors", "");
  EXPECT_EQ(openMessage(empty),
            error(empty, "expected a safetensors file of at least 8 bytes, "
                         "found 0"));
}

TEST(OpenCheckpointTest, ALoneFileTakesTheConfigBesideIt) {
  TemporaryFolder folder;
  std::string path = folder.write("m.safetensors", shard("a"));
  auto bare = openCheckpoint(path);
  ASSERT_TRUE(bare.ok()) << bare.message();
  EXPECT_EQ(bare->configJson, "");
  std::string config = folder.write("config.json", "{\"n\":1}");
  EXPECT_EQ(openCheckpoint(path)->configJson, "{\"n\":1}");
  folder.write("config.json", "{\"n\":1,\"n\":2}");
  EXPECT_EQ(openMessage(path),
            error(config, "expected unique JSON keys, found 'n' twice"));
}

TEST(OpenCheckpointTest, IncompleteFolders) {
  TemporaryFolder folder;
  EXPECT_EQ(openMessage(folder.path()),
            error(folder.path(), "expected model.safetensors or "
                                 "model.safetensors.index.json in the folder, "
                                 "found neither"));
  folder.write("model.safetensors", shard("a"));
  EXPECT_EQ(
      openMessage(folder.path()),
      error(folder.path(), "expected config.json in the folder, found none"));
  folder.write("config.json", "{}");
  EXPECT_TRUE(openCheckpoint(folder.path()).ok());
}

class ShardedFolderTest : public testing::Test {
protected:
  ShardedFolderTest() {
    folder.write("config.json", "{}");
    first = folder.write("model-1.safetensors", shard("a", '1'));
    second = folder.write("model-2.safetensors", shard("b", '2'));
    index = folder.path("model.safetensors.index.json");
  }

  std::string openWith(const std::string &weightMap) {
    folder.write("model.safetensors.index.json",
                 R"({"metadata":{},"weight_map":)" + weightMap + "}");
    return openMessage(folder.path());
  }

  TemporaryFolder folder;
  std::string first, second, index;
};

TEST_F(ShardedFolderTest, JoinsItsShards) {
  ASSERT_EQ(openWith(R"({"b":"model-2.safetensors",)"
                     R"("a":"model-1.safetensors"})"),
            "");
  auto checkpoint = openCheckpoint(folder.path());
  ASSERT_EQ(checkpoint->files.size(), 2u);
  EXPECT_EQ(checkpoint->kind, ContainerKind::HfFolder);
  auto reader = TensorReader::open(*checkpoint);
  ASSERT_TRUE(reader.ok()) << reader.message();
  for (auto [name, fill] : {std::pair("a", '1'), std::pair("b", '2')}) {
    const CheckpointTensor *tensor = checkpoint->find(name);
    ASSERT_NE(tensor, nullptr);
    std::string bytes(4, 0);
    ASSERT_TRUE(reader->read(*tensor, 0, bytes.data(), 4).ok());
    EXPECT_EQ(bytes, std::string(4, fill));
  }
}

TEST_F(ShardedFolderTest, TheIndexMatchesTheShards) {
  EXPECT_EQ(openWith(R"({"a":"model-1.safetensors"})"), "");
  folder.write("model-1.safetensors", shard("b"));
  EXPECT_EQ(openWith(R"({"a":"model-1.safetensors"})"),
            error(first, "tensor 'b': expected an entry in the index's "
                         "weight_map, found none"));
  EXPECT_EQ(openWith(R"({"b":"model-2.safetensors",)"
                     R"("a":"model-1.safetensors"})"),
            error(first, "tensor 'b': expected in shard 'model-2.safetensors' "
                         "by the index, found in 'model-1.safetensors'"));
  EXPECT_EQ(openWith(R"({"b":"model-2.safetensors",)"
                     R"("c":"model-2.safetensors"})"),
            error(index, "tensor 'c': expected in shard 'model-2.safetensors', "
                         "found no such tensor there"));
}

TEST_F(ShardedFolderTest, ShardsStayInTheFolder) {
  for (std::string name :
       {"../m.safetensors", "/m.safetensors", "sub/m", "", "..", "."})
    EXPECT_EQ(openWith("{\"a\":\"" + name + "\"}"),
              error(index, "tensor 'a': expected the name of a file in the "
                           "same folder, found '" +
                               name + "'"));
}

TEST_F(ShardedFolderTest, MalformedIndexes) {
  EXPECT_EQ(openWith("[]"),
            error(index, "expected an object under 'weight_map', found none"));
  EXPECT_EQ(
      openWith(R"({"a":1})"),
      error(index, "tensor 'a': expected the name of a file, found number"));
  EXPECT_EQ(openWith(R"({"a":"x","a":"y"})"),
            error(index, "expected unique JSON keys, found 'a' twice"));
  EXPECT_EQ(
      openWith(R"({"a":"gone.safetensors"})"),
      error(folder.path("gone.safetensors"),
            "expected a readable file, found: No such file or directory"));
  folder.write("ten.safetensors", gptrsTen({}, ""));
  EXPECT_EQ(openWith(R"({"a":"ten.safetensors"})"),
            error(folder.path("ten.safetensors"),
                  "expected a safetensors shard, found gptrsten"));
}

} // namespace
