//===- SafetensorsParserTest.cpp - Accepted and refused safetensors -------===//
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

StatusOr<ParsedHeader> parse(const std::string &bytes) {
  return parseSafetensors(bytes, bytes.size(), "f");
}

std::string messageOf(const std::string &header, const std::string &data) {
  return parse(safetensors(header, data)).message();
}

TEST(SafetensorsParserTest, ReadsTheTable) {
  std::string header =
      R"({"__metadata__":{"format":"pt"},)"
      R"("b":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},)"
      R"("a":{"dtype":"BF16","shape":[],"data_offsets":[8,10]},)"
      R"("c":{"dtype":"I64","shape":[0,5],"data_offsets":[10,10]}}  )";
  std::string bytes = safetensors(header, std::string(10, 'x'));
  auto parsed = parse(bytes);
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->metadata.at("format"), "pt");
  ASSERT_EQ(parsed->tensors.size(), 3u);
  const CheckpointTensor &a = parsed->tensors[0];
  EXPECT_EQ(a.name, "a");
  EXPECT_EQ(a.type, ElementType::BF16);
  EXPECT_TRUE(a.shape.empty());
  EXPECT_EQ(a.offset, 8 + header.size() + 8);
  EXPECT_EQ(a.byteSize, 2u);
  EXPECT_EQ(parsed->tensors[1].name, "b");
  EXPECT_EQ(parsed->tensors[1].shape, (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(parsed->tensors[2].byteSize, 0u);
}

TEST(SafetensorsParserTest, TheHeaderAloneIsEnough) {
  std::string header =
      R"({"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}})";
  std::string bytes = safetensors(header, "");
  EXPECT_TRUE(parseSafetensors(bytes, bytes.size() + 9, "f").ok());
  bytes.pop_back();
  EXPECT_EQ(parseSafetensors(bytes, bytes.size() + 10, "f").message(),
            "checkpoint 'f': expected " + std::to_string(8 + header.size()) +
                " header bytes, found " + std::to_string(bytes.size()));
}

TEST(SafetensorsParserTest, AnEmptyTableIsAFile) {
  EXPECT_TRUE(parse(safetensors("{}", "")).ok());
}

TEST(SafetensorsParserTest, EveryDtype) {
  const std::pair<const char *, ElementType> dtypes[] = {
      {"BOOL", ElementType::I1},        {"U8", ElementType::UI8},
      {"I8", ElementType::SI8},         {"I16", ElementType::SI16},
      {"U16", ElementType::UI16},       {"I32", ElementType::SI32},
      {"U32", ElementType::UI32},       {"I64", ElementType::SI64},
      {"U64", ElementType::UI64},       {"F16", ElementType::F16},
      {"BF16", ElementType::BF16},      {"F32", ElementType::F32},
      {"F64", ElementType::F64},        {"F8_E4M3", ElementType::F8E4M3FN},
      {"F8_E5M2", ElementType::F8E5M2}, {"C64", ElementType::CF32}};
  for (const auto &[name, type] : dtypes) {
    unsigned bytes = 3 * storageBytes(type);
    std::string header = std::string(R"({"a":{"dtype":")") + name +
                         R"(","shape":[3],"data_offsets":[0,)" +
                         std::to_string(bytes) + "]}}";
    auto parsed = parse(safetensors(header, std::string(bytes, 0)));
    ASSERT_TRUE(parsed.ok()) << parsed.message();
    EXPECT_EQ(parsed->tensors[0].type, type);
    EXPECT_EQ(safetensorsDtypeName(type), name);
  }
  for (ElementType type :
       {ElementType::SI4, ElementType::UI4, ElementType::CF64})
    EXPECT_EQ(safetensorsDtypeName(type), "");
}

TEST(SafetensorsParserTest, TheConfigInTheMetadata) {
  std::string header =
      R"({"__metadata__":{"ptir.config":"{\"model_type\":\"gpt2\"}"}})";
  auto parsed = parse(safetensors(header, ""));
  ASSERT_TRUE(parsed.ok()) << parsed.message();
  EXPECT_EQ(parsed->configJson, R"({"model_type":"gpt2"})");
  EXPECT_EQ(messageOf(R"({"__metadata__":{"ptir.config":"[1]"}})", ""),
            "checkpoint 'f': metadata 'ptir.config': expected a JSON object, "
            "found array");
}

struct Refusal {
  std::string header;
  size_t dataBytes;
  std::string message;

  friend std::ostream &operator<<(std::ostream &os, const Refusal &refusal) {
    return os << refusal.message;
  }
};

/// A tensor 'a' with this dtype, shape and offsets.
std::string tensor(const std::string &dtype, const std::string &shape,
                   const std::string &offsets) {
  return R"({"a":{"dtype":)" + dtype + R"(,"shape":)" + shape +
         R"(,"data_offsets":)" + offsets + "}}";
}

class SafetensorsRefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(SafetensorsRefusalTest, NamesExpectedAndFound) {
  EXPECT_EQ(messageOf(GetParam().header, std::string(GetParam().dataBytes, 0)),
            "checkpoint 'f': " + GetParam().message);
}

const std::string twoTensors =
    R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)"
    R"("b":{"dtype":"U8","shape":[4],"data_offsets":)";

INSTANTIATE_TEST_SUITE_P(
    Json, SafetensorsRefusalTest,
    testing::Values(
        Refusal{"", 0,
                "expected the safetensors header to begin with '{', found ''"},
        Refusal{" {}", 0,
                "expected the safetensors header to begin with '{', found ' '"},
        Refusal{"{\"a\":", 0,
                "header: expected valid JSON, found an error at byte 6"},
        Refusal{"{} x", 0,
                "header: expected valid JSON, found an error at byte 4"},
        Refusal{"{\"a\xff\":1}", 0,
                "header: expected valid JSON, found an error at byte 4"},
        Refusal{"{\"a\":1e999}", 0,
                "header: expected valid JSON, found an error at byte 10"},
        Refusal{R"({"a":1,"a":2})", 0,
                "header: expected unique JSON keys, found 'a' twice"},
        Refusal{"{\"a\":" + std::string(100000, '['), 0,
                "header: expected JSON nested at most 64 deep, found more"},
        Refusal{R"({"":{}})", 0, "expected tensor names, found an empty one"},
        Refusal{R"({"__metadata__":[]})", 0,
                "expected __metadata__ to be an object, found array"},
        Refusal{R"({"__metadata__":{"n":1}})", 0,
                "expected __metadata__ of strings, found number under 'n'"}));

INSTANTIATE_TEST_SUITE_P(
    Entry, SafetensorsRefusalTest,
    testing::Values(
        Refusal{R"({"a":3})", 0,
                "tensor 'a': expected an object with dtype, shape and "
                "data_offsets, found number"},
        Refusal{R"({"a":{"dtype":"U8","shape":[]}})", 0,
                "tensor 'a': expected a data_offsets, found none"},
        Refusal{R"({"a\n":{"dtype":"U8","x":1}})", 0,
                "tensor 'a\\x0a': expected only dtype, shape and data_offsets, "
                "found key 'x'"},
        Refusal{tensor("7", "[]", "[0,1]"), 1,
                "tensor 'a': expected dtype to be a string, found number"},
        Refusal{tensor("\"F4\"", "[2]", "[0,1]"), 1,
                "tensor 'a': expected a dtype of BOOL, U8, I8, I16, U16, I32, "
                "U32, I64, U64, F16, BF16, F32, F64, F8_E4M3, F8_E5M2, C64; "
                "found 'F4'"},
        Refusal{tensor("\"U8\"", "4", "[0,4]"), 4,
                "tensor 'a': expected shape to be an array, found number"},
        Refusal{tensor("\"U8\"", "[-4]", "[0,4]"), 4,
                "tensor 'a': expected extents to be non-negative integers, "
                "found '-4'"},
        Refusal{tensor("\"U8\"", "[4.0]", "[0,4]"), 4,
                "tensor 'a': expected extents to be non-negative integers, "
                "found '4.0'"},
        Refusal{tensor("\"U8\"", "[9223372036854775808]", "[0,4]"), 4,
                "tensor 'a': expected extents below 2^63, found "
                "9223372036854775808"},
        Refusal{tensor("\"F32\"", "[4294967296,4294967296]", "[0,0]"), 0,
                "tensor 'a': expected less than 2^63 bytes, found shape "
                "[4294967296, 4294967296] of f32"},
        // An empty tensor must not hide an overflow.
        Refusal{tensor("\"U8\"", "[0,4294967296,4294967296]", "[0,0]"), 0,
                "tensor 'a': expected less than 2^63 bytes, found shape [0, "
                "4294967296, 4294967296] of ui8"},
        Refusal{tensor("\"U8\"", "[4]", "[0,4,8]"), 4,
                "tensor 'a': expected data_offsets to be two non-negative "
                "integers, found '[0,4,8]'"},
        Refusal{tensor("\"U8\"", "[4]", "[-1,3]"), 4,
                "tensor 'a': expected data_offsets to be two non-negative "
                "integers, found '[-1,3]'"},
        Refusal{tensor("\"U8\"", "[4]", "[4,0]"), 4,
                "tensor 'a': expected data_offsets in order inside the file, "
                "found [4, 0]"},
        Refusal{tensor("\"U8\"", "[0]",
                       "[18446744073709551615,18446744073709551615]"),
                0,
                "tensor 'a': expected data_offsets in order inside the file, "
                "found [18446744073709551615, 18446744073709551615]"},
        Refusal{tensor("\"F32\"", "[2,3]", "[0,20]"), 20,
                "tensor 'a': expected 24 bytes for shape [2, 3] of f32, found "
                "20"}));

INSTANTIATE_TEST_SUITE_P(
    Layout, SafetensorsRefusalTest,
    testing::Values(
        Refusal{tensor("\"U8\"", "[4]", "[0,4]"), 3,
                "tensor 'a': expected data inside bytes [61, 64) of the file, "
                "found 4 bytes at offset 61"},
        Refusal{tensor("\"U8\"", "[4]", "[0,4]"), 5,
                "expected the tensors to end with the file at byte 66, found "
                "their end at 65"},
        Refusal{twoTensors + "[3,7]}}", 7,
                "tensor 'b': expected bytes of its own, found an overlap with "
                "tensor 'a' at offset 116"},
        Refusal{twoTensors + "[0,4]}}", 4,
                "tensor 'b': expected bytes of its own, found an overlap with "
                "tensor 'a' at offset 113"},
        Refusal{twoTensors + "[5,9]}}", 9,
                "tensor 'b': expected data at offset 117, found it at 118 "
                "after a gap"}));

/// A tensor 'a' in a file with this order.
std::string ordered(const std::string &order) {
  return R"({"__metadata__":{"ptir.order":")" + order +
         R"("},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})";
}

INSTANTIATE_TEST_SUITE_P(
    Order, SafetensorsRefusalTest,
    testing::Values(
        Refusal{ordered("[]"), 0,
                "metadata 'ptir.order': expected a JSON object, found array"},
        Refusal{ordered("{}"), 0,
                "metadata 'ptir.order': expected an array under 'names', found "
                "none"},
        Refusal{ordered(R"({\"names\":3})"), 0,
                "metadata 'ptir.order': expected an array under 'names', found "
                "number"},
        Refusal{ordered(R"({\"names\":[7]})"), 0,
                "metadata 'ptir.order': expected distinct names, found '7'"},
        Refusal{ordered(R"({\"names\":[\"a\",\"a\"]})"), 0,
                "metadata 'ptir.order': expected distinct names, found '\"a\"' "
                "twice"},
        Refusal{ordered(R"({\"names\":[\"b\"]})"), 0,
                "metadata 'ptir.order': expected the name of every tensor, "
                "found none of tensor 'a'"},
        Refusal{ordered(R"({\"names\":[\"a\",\"b\"]})"), 0,
                "metadata 'ptir.order': expected 1 names, one for each tensor, "
                "found 2"}));

TEST(SafetensorsParserTest, ImpossibleHeaderLengths) {
  EXPECT_EQ(parse("1234567").message(),
            "checkpoint 'f': expected a safetensors file of at least 8 bytes, "
            "found 7");
  EXPECT_EQ(parse(word(uint64_t(3)) + "{}").message(),
            "checkpoint 'f': expected a safetensors header of 3 bytes after "
            "its length, found 2; the file is truncated or damaged");
  for (uint64_t length : {maxHeaderBytes + 1, ~uint64_t(0)})
    EXPECT_EQ(parse(word(length) + "{}").message(),
              "checkpoint 'f': expected a safetensors header of at most "
              "100000000 bytes, found " +
                  std::to_string(length));
}

} // namespace
