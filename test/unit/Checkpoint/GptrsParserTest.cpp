//===- GptrsParserTest.cpp - Accepted and refused GPTRSCHK, GPTRSTEN ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CheckpointFiles.h"

#include "ptir/Checkpoint/CheckpointParser.h"

using namespace ptir;
using namespace ptir::test;

namespace {

const std::string config = R"({"kind":"gpt"})";

StatusOr<ParsedHeader> parseChk(const std::string &bytes) {
  return parseGptrsChk(bytes, bytes.size(), "f");
}

StatusOr<ParsedHeader> parseTen(const std::string &bytes) {
  return parseGptrsTen(bytes, bytes.size(), "f");
}

TEST(GptrsParserTest, ReadsAGptrsChk) {
  std::string bytes = gptrsChk(config,
                               {{"w.b", {3}, 2, 10, 6, *baseParamId("w.b")},
                                {"w.a", {2, 1}, 0, 0, 8},
                                {"w.s", {}, 3, 16, 4, {}, 1},
                                {"w.e", {0, 7}, 1, 20, 0}},
                               std::string(20, 0));
  auto parsed = parseChk(bytes);
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->configJson, config);
  ASSERT_EQ(parsed->tensors.size(), 4u);
  uint64_t data = bytes.size() - 20;
  const CheckpointTensor &a = parsed->tensors[0];
  EXPECT_EQ(a.name, "w.a");
  EXPECT_EQ(a.type, ElementType::F32);
  EXPECT_EQ(a.shape, (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(a.offset, data);
  EXPECT_EQ(a.byteSize, 8u);
  EXPECT_EQ(parsed->tensors[1].type, ElementType::BF16);
  EXPECT_EQ(parsed->tensors[1].offset, data + 10);
  EXPECT_EQ(parsed->tensors[2].type, ElementType::F16);
  EXPECT_EQ(parsed->tensors[3].type, ElementType::SI32);
  EXPECT_TRUE(parsed->tensors[3].shape.empty());
}

TEST(GptrsParserTest, ReadsAGptrsTen) {
  std::string bytes =
      gptrsTen({{"logits", {1, 2}, 0, 0, 8}}, std::string(8, 0));
  auto parsed = parseTen(bytes);
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->configJson, "");
  ASSERT_EQ(parsed->tensors.size(), 1u);
  EXPECT_EQ(parsed->tensors[0].offset, bytes.size() - 8);
}

TEST(GptrsParserTest, DtypeTags) {
  EXPECT_EQ(gptrsDtypeTag(ElementType::F32), 0u);
  EXPECT_EQ(gptrsDtypeTag(ElementType::F16), 1u);
  EXPECT_EQ(gptrsDtypeTag(ElementType::BF16), 2u);
  EXPECT_EQ(gptrsDtypeTag(ElementType::SI32), 3u);
  EXPECT_EQ(gptrsDtypeTag(ElementType::F64), std::nullopt);
}

TEST(GptrsParserTest, WrongStarts) {
  EXPECT_EQ(parseChk(gptrsTen({}, "")).message(),
            "checkpoint 'f': expected magic 'GPTRSCHK', found 'GPTRSTEN'");
  EXPECT_EQ(parseTen(gptrsChk(config, {}, "")).message(),
            "checkpoint 'f': expected magic 'GPTRSTEN', found 'GPTRSCHK'");
  std::string bytes = gptrsChk(config, {}, "");
  bytes[8] = 1;
  EXPECT_EQ(parseChk(bytes).message(),
            "checkpoint 'f': expected GPTRSCHK version 2, found version 1");
  for (std::string start : {"", "GPTRS", "GPTRSCHK"})
    EXPECT_EQ(parseChk(start).message(),
              "checkpoint 'f': expected 16 bytes up to the end of the config, "
              "found " +
                  std::to_string(start.size()) +
                  "; the file is truncated or damaged");
}

TEST(GptrsParserTest, SectionsBeyondTheFile) {
  std::string bytes = "GPTRSCHK" + word(uint32_t(2)) + word(~uint32_t(0));
  EXPECT_EQ(parseChk(bytes).message(),
            "checkpoint 'f': expected 4294967311 bytes up to the end of the "
            "config, found 16; the file is truncated or damaged");
  EXPECT_EQ(parseGptrsChk(bytes, uint64_t(1) << 40, "f").message(),
            "checkpoint 'f': expected a header of at most 100000000 bytes, "
            "found 4294967311");
  bytes = gptrsTen({}, "");
  bytes[12] = 5;
  EXPECT_EQ(parseTen(bytes).message(),
            "checkpoint 'f': expected 21 bytes up to the end of the index, "
            "found 20; the file is truncated or damaged");
}

TEST(GptrsParserTest, TheConfigIsAnObject) {
  EXPECT_EQ(parseChk(gptrsChk("", {}, "")).message(),
            "checkpoint 'f': config: expected valid JSON, found an error at "
            "byte 1");
  EXPECT_EQ(parseChk(gptrsChk("3", {}, "")).message(),
            "checkpoint 'f': config: expected a JSON object, found number");
  EXPECT_EQ(parseChk(gptrsChk(R"({"kind":1,"kind":2})", {}, "")).message(),
            "checkpoint 'f': config: expected unique JSON keys, found 'kind' "
            "twice");
}

TEST(GptrsParserTest, IndexLongerOrShorterThanItSays) {
  std::string start = "GPTRSTEN" + word(uint32_t(2));
  EXPECT_EQ(parseTen(start + section("abc")).message(),
            "checkpoint 'f': index: expected a count of 4 bytes, found 3");
  EXPECT_EQ(parseTen(start + section(word(uint32_t(0)) + "xy")).message(),
            "checkpoint 'f': index: expected its end after 0 tensors, found 2 "
            "more bytes");
  EXPECT_EQ(parseTen(start + section(word(~uint32_t(0)))).message(),
            "checkpoint 'f': index: expected 4294967295 tensors, found its end "
            "inside number 0");
  // A rank that the index cannot hold.
  EXPECT_EQ(parseTen(start + section(word(uint32_t(1)) + section("a") +
                                     word(~uint32_t(0)) + std::string(64, 0)))
                .message(),
            "checkpoint 'f': index: expected 1 tensors, found its end inside "
            "number 0");
}

struct Refusal {
  std::vector<IndexEntry> entries;
  size_t dataBytes;
  std::string message;

  friend std::ostream &operator<<(std::ostream &os, const Refusal &refusal) {
    return os << refusal.message;
  }
};

class GptrsRefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(GptrsRefusalTest, NamesExpectedAndFound) {
  const Refusal &refusal = GetParam();
  std::string bytes =
      gptrsChk(config, refusal.entries, std::string(refusal.dataBytes, 0));
  EXPECT_EQ(parseChk(bytes).message(), "checkpoint 'f': " + refusal.message);
}

INSTANTIATE_TEST_SUITE_P(
    Entries, GptrsRefusalTest,
    testing::Values(
        Refusal{{{"", {1}, 0, 0, 4}},
                4,
                "tensor '': parameter name: expected ASCII segments separated "
                "by dots, found an empty name"},
        Refusal{{{"caf\xc3\xa9", {1}, 0, 0, 4}},
                4,
                "tensor 'caf\\xc3\\xa9': parameter name: expected ASCII "
                "segments separated by dots, found byte 195 at position 3"},
        Refusal{{{"a..b", {1}, 0, 0, 4}},
                4,
                "tensor 'a..b': parameter name: expected ASCII segments "
                "separated by dots, found an empty segment in 'a..b'"},
        Refusal{{{"transformer.wte.weight", {1}, 0, 0, 4, {1, 0}}},
                4,
                "tensor 'transformer.wte.weight': expected base id "
                "1c697e0b83f3fdb6e0fbcd332ba376d8 (or 0), found "
                "00000000000000000000000000000001"},
        Refusal{{{"a", {1}, 4, 0, 4}},
                4,
                "tensor 'a': expected dtype tag 0 (f32), 1 (f16), 2 (bf16) or "
                "3 (si32), found 4"},
        Refusal{{{"a", {1}, 0, 0, 4, {}, 2}},
                4,
                "tensor 'a': expected the reserved byte to be 0 or 1, found 2"},
        Refusal{{{"a", {uint64_t(1) << 63}, 0, 0, 4}},
                4,
                "tensor 'a': expected extents below 2^63, found "
                "9223372036854775808"},
        Refusal{{{"a", {uint64_t(1) << 40, uint64_t(1) << 40}, 0, 0, 0}},
                4,
                "tensor 'a': expected less than 2^63 bytes, found shape "
                "[1099511627776, 1099511627776] of f32"},
        Refusal{{{"a", {3}, 0, 0, 8}},
                8,
                "tensor 'a': expected 12 bytes for shape [3] of f32, found 8"},
        Refusal{{{"a", {2}, 0, 4, 8}},
                8,
                "tensor 'a': expected data inside bytes [92, 100) of the file, "
                "found 8 bytes at offset 96"},
        // Into the header.
        Refusal{{{"a", {2}, 0, uint64_t(-8), 8}},
                8,
                "tensor 'a': expected data inside bytes [92, 100) of the file, "
                "found 8 bytes at offset 84"},
        Refusal{{{"a", {2}, 0, 0, 8}, {"a", {2}, 0, 8, 8}},
                16,
                "tensor 'a': expected one tensor of that name, found two"},
        Refusal{{{"a", {2}, 0, 0, 8}, {"b", {2}, 0, 4, 8}},
                16,
                "tensor 'b': expected bytes of its own, found an overlap with "
                "tensor 'a' at offset 150"}));

} // namespace
