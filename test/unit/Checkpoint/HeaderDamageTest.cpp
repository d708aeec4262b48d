//===- HeaderDamageTest.cpp - Every truncation and every flipped bit ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A damaged file is either refused with a message that names it or yields
// tensors that lie inside it. Run under AddressSanitizer, this also shows that
// no parser reads past the bytes it was given: each input is a heap block of
// exactly its own length.
//
//===----------------------------------------------------------------------===//

#include "CheckpointFiles.h"

#include "ptir/Checkpoint/CheckpointParser.h"

#include <functional>
#include <memory>

using namespace ptir;
using namespace ptir::test;

namespace {

struct Container {
  std::string name;
  StatusOr<ParsedHeader> (*parse)(std::string_view, uint64_t, std::string_view);
  std::string bytes;
  size_t headerBytes;
};

Container madeSafetensors() {
  std::string header =
      R"({"__metadata__":{"format":"pt","ptir.config":"{\"n\":1}",)"
      R"("ptir.order":"{\"names\":[\"s\",\"h.1.b\",\"h.0.w\"]}"},)"
      R"("h.0.w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
      R"("h.1.b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]},)"
      R"("s":{"dtype":"I64","shape":[],"data_offsets":[32,40]}} )";
  return {"safetensors", parseSafetensors,
          safetensors(header, std::string(40, 'd')), 8 + header.size()};
}

Container madeGptrsChk() {
  std::string bytes = gptrsChk(R"({"kind":"gpt","config":{"n":1}})",
                               {{"h.0.w", {2, 3}, 0, 0, 24},
                                {"h.1.b", {4}, 2, 24, 8, *baseParamId("h.1.b")},
                                {"s", {}, 3, 32, 4, *baseParamId("s")}},
                               std::string(36, 'd'));
  size_t headerBytes = bytes.size() - 36;
  return {"gptrschk", parseGptrsChk, bytes, headerBytes};
}

Container madeGptrsTen() {
  std::string bytes =
      gptrsTen({{"input", {2, 3}, 0, 0, 24}, {"logits", {4}, 1, 24, 8}},
               std::string(32, 'd'));
  size_t headerBytes = bytes.size() - 32;
  return {"gptrsten", parseGptrsTen, bytes, headerBytes};
}

class HeaderDamageTest : public testing::TestWithParam<Container> {
protected:
  /// Parses a heap copy of exactly `bytes` and checks what comes out. Returns
  /// whether the file was accepted.
  bool parseDamaged(std::string_view bytes, uint64_t fileSize) {
    std::unique_ptr<char[]> copy(new char[bytes.size()]);
    std::copy(bytes.begin(), bytes.end(), copy.get());
    auto parsed =
        GetParam().parse({copy.get(), bytes.size()}, fileSize, "damaged.file");
    if (!parsed.ok()) {
      EXPECT_EQ(parsed.message().rfind("checkpoint 'damaged.file': ", 0), 0u)
          << parsed.message();
      EXPECT_NE(parsed.message().find("found"), std::string::npos)
          << parsed.message();
      return false;
    }
    uint64_t total = 0;
    for (const CheckpointTensor &tensor : parsed->tensors) {
      EXPECT_LE(tensor.offset, fileSize);
      EXPECT_LE(tensor.byteSize, fileSize - tensor.offset);
      EXPECT_EQ(*denseByteSize(tensor.type, tensor.shape), tensor.byteSize);
      total += tensor.byteSize;
    }
    EXPECT_LE(total, fileSize);
    return true;
  }
};

TEST_P(HeaderDamageTest, TheFileIsSound) {
  const std::string &bytes = GetParam().bytes;
  EXPECT_TRUE(parseDamaged(bytes, bytes.size()));
  auto header = std::string_view(bytes).substr(0, GetParam().headerBytes);
  EXPECT_TRUE(parseDamaged(header, bytes.size()));
}

TEST_P(HeaderDamageTest, EveryTruncatedFileIsRefused) {
  const std::string &bytes = GetParam().bytes;
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(parseDamaged(std::string_view(bytes).substr(0, size), size))
        << size;
}

TEST_P(HeaderDamageTest, EveryTruncatedHeaderIsRefused) {
  const std::string &bytes = GetParam().bytes;
  for (size_t size = 0; size < GetParam().headerBytes; ++size)
    EXPECT_FALSE(
        parseDamaged(std::string_view(bytes).substr(0, size), bytes.size()))
        << size;
}

TEST_P(HeaderDamageTest, EveryFlippedBitIsRefusedOrHarmless) {
  std::string bytes = GetParam().bytes;
  size_t accepted = 0;
  for (size_t i = 0; i < GetParam().headerBytes; ++i)
    for (unsigned bit = 0; bit < 8; ++bit) {
      bytes[i] = char(bytes[i] ^ (1 << bit));
      accepted += parseDamaged(bytes, bytes.size());
      bytes[i] = char(bytes[i] ^ (1 << bit));
    }
  // Most of a header carries meaning; letters of names do not.
  EXPECT_LT(accepted, GetParam().headerBytes * 8 / 2);
}

TEST_P(HeaderDamageTest, EveryByteReplacedIsRefusedOrHarmless) {
  std::string bytes = GetParam().bytes;
  for (size_t i = 0; i < GetParam().headerBytes; ++i)
    for (unsigned char value : {0x00, 0x01, 0x7f, 0x80, 0xff, 0x22, 0x5b}) {
      char original = bytes[i];
      bytes[i] = char(value);
      parseDamaged(bytes, bytes.size());
      bytes[i] = original;
    }
}

INSTANTIATE_TEST_SUITE_P(Containers, HeaderDamageTest,
                         testing::Values(madeSafetensors(), madeGptrsChk(),
                                         madeGptrsTen()),
                         [](const testing::TestParamInfo<Container> &info) {
                           return info.param.name;
                         });

} // namespace
