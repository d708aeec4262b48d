//===- ParamIdTest.cpp - BLAKE3 and parameter ids against published vectors
//===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The hashes of the pattern 0, 1, …, 250, 0, … are the test vectors of the
// BLAKE3 project; the ids were computed with its Python package.
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ParamId.h"

#include "ptir/Support/Blake3.h"

#include <gtest/gtest.h>

using namespace ptir;

namespace {

std::string pattern(size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i)
    text += char(i % 251);
  return text;
}

std::string hashHex(std::string_view input) {
  auto hash = blake3(input);
  if (!hash.ok())
    return hash.message();
  std::string text;
  for (uint8_t byte : *hash) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

TEST(Blake3Test, VectorsOfOneChunk) {
  const std::pair<size_t, const char *> vectors[] = {
      {0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"},
      {1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213"},
      {63, "e9bc37a594daad83be9470df7f7b3798297c3d834ce80ba85d6e207627b7db7b"},
      {64, "4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98"},
      {65, "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee"},
      {127, "d81293fda863f008c09e92fc382a81f5a0b4a1251cba1634016a0f86a6bd640d"},
      {128, "f17e570564b26578c33bb7f44643f539624b05df1a76c81f30acd548c44b45ef"},
      {1023,
       "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11"},
      {1024,
       "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"}};
  for (const auto &[size, expected] : vectors)
    EXPECT_EQ(hashHex(pattern(size)), expected) << size;
}

TEST(Blake3Test, LongerInputsAreRefused) {
  EXPECT_EQ(blake3(pattern(1025)).message(),
            "blake3: expected at most 1024 bytes, found 1025");
}

TEST(ParamIdTest, PublishedBaseIds) {
  EXPECT_EQ(baseParamId("transformer.wte.weight")->toHex(),
            "1c697e0b83f3fdb6e0fbcd332ba376d8");
  EXPECT_EQ(baseParamId("blocks.0.attention.w_qkv")->toHex(),
            "4c34ecf277cd4577a86581edf86e2ae7");
  EXPECT_EQ(baseParamId("tok_embeddings.weight")->toHex(),
            "e69eece7056dba699fb4dde1cfea7f7e");
}

TEST(ParamIdTest, PublishedKeys) {
  ParamId base = *baseParamId("transformer.wte.weight");
  EXPECT_EQ(paramKey({0, 0}, base).toHex(), "eb9a59b5c8e2a6fa47164320ec0cbcda");
  EXPECT_EQ(paramKey({1, 0}, base).toHex(), "495ab1d4082fdf234d5a2f5dfdeecdfa");
  EXPECT_EQ(paramKey({0xfedcba9876543210, 0x0123456789abcdef}, base).toHex(),
            "f4598214e3f49b73960470a35cbb98f5");
}

TEST(ParamIdTest, BytesRoundTrip) {
  ParamId id{0x0807060504030201, 0x100f0e0d0c0b0a09};
  auto bytes = id.toBytes();
  for (unsigned i = 0; i < 16; ++i)
    EXPECT_EQ(bytes[i], i + 1);
  EXPECT_EQ(ParamId::fromBytes(bytes.data()), id);
  EXPECT_EQ(id.toHex(), "100f0e0d0c0b0a090807060504030201");
  EXPECT_FALSE(id.isZero());
  EXPECT_TRUE(ParamId().isZero());
}

TEST(ParamIdTest, OrderIsThatOfTheNumber) {
  EXPECT_LT((ParamId{9, 1}), (ParamId{0, 2}));
  EXPECT_LT((ParamId{1, 2}), (ParamId{9, 2}));
  EXPECT_NE((ParamId{1, 2}), (ParamId{2, 1}));
}

TEST(ParamIdTest, BadNamesAreRefused) {
  const std::pair<std::string, const char *> names[] = {
      {"", "parameter name: expected ASCII segments separated by dots, found "
           "an empty name"},
      {".a", "parameter name: expected ASCII segments separated by dots, found "
             "an empty segment in '.a'"},
      {"a..b", "parameter name: expected ASCII segments separated by dots, "
               "found an empty segment in 'a..b'"},
      {"a.", "parameter name: expected ASCII segments separated by dots, found "
             "an empty segment in 'a.'"},
      {"a b", "parameter name: expected ASCII segments separated by dots, "
              "found byte 32 at position 1"},
      {"caf\xc3\xa9", "parameter name: expected ASCII segments separated by "
                      "dots, found byte 195 at position 3"},
      {std::string("a\0b", 3), "parameter name: expected ASCII segments "
                               "separated by dots, found byte 0 at position 1"},
      {std::string(1025, 'a'),
       "parameter name: expected at most 1024 bytes, found 1025"}};
  for (const auto &[name, message] : names)
    EXPECT_EQ(baseParamId(name).message(), message);
  EXPECT_TRUE(baseParamId(std::string(1024, 'a')).ok());
  EXPECT_TRUE(baseParamId("h.0.ln_1-x/y:z").ok());
}

} // namespace
