//===- TensorTest.cpp - A tensor of the reference interpreter -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

using namespace ptir;
using namespace ptir::reference;

namespace {

using Bytes = std::vector<uint8_t>;

struct AttributeCase {
  const char *attribute;
  Bytes bytes;
};

TEST(TensorTest, AttributesOfEveryElementType) {
  ModuleRunner runner("");
  const AttributeCase cases[] = {
      {"dense<[true, false, true, true, false, false, false, false, true]>"
       " : tensor<9xi1>",
       {1, 0, 1, 1, 0, 0, 0, 0, 1}},
      {"dense<true> : tensor<2xi1>", {1, 1}},
      {"dense<[-8, 7]> : tensor<2xsi4>", {0xf8, 7}},
      {"dense<-128> : tensor<2xsi8>", {0x80, 0x80}},
      {"dense<-2> : tensor<si16>", {0xfe, 0xff}},
      {"dense<-2> : tensor<si32>", {0xfe, 0xff, 0xff, 0xff}},
      {"dense<-2> : tensor<si64>",
       {0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}},
      {"dense<[15, 1]> : tensor<2xui4>", {15, 1}},
      {"dense<255> : tensor<ui8>", {0xff}},
      {"dense<65534> : tensor<ui16>", {0xfe, 0xff}},
      {"dense<258> : tensor<ui32>", {2, 1, 0, 0}},
      {"dense<18446744073709551615> : tensor<ui64>", Bytes(8, 0xff)},
      {"dense<[1.0, 448.0]> : tensor<2xf8E4M3FN>", {0x38, 0x7e}},
      {"dense<[1.0, -2.0]> : tensor<2xf8E5M2>", {0x3c, 0xc0}},
      {"dense<1.0> : tensor<bf16>", {0x80, 0x3f}},
      {"dense<1.0> : tensor<f16>", {0x00, 0x3c}},
      {"dense<[1.0, -1.0]> : tensor<2xf32>",
       {0, 0, 0x80, 0x3f, 0, 0, 0x80, 0xbf}},
      {"dense<1.0> : tensor<f64>", {0, 0, 0, 0, 0, 0, 0xf0, 0x3f}},
      {"dense<(1.0, -1.0)> : tensor<complex<f32>>",
       {0, 0, 0x80, 0x3f, 0, 0, 0x80, 0xbf}},
      {"dense<(1.0, 0.0)> : tensor<complex<f64>>",
       {0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0}},
  };
  for (const AttributeCase &testCase : cases) {
    Tensor tensor = runner.tensor(testCase.attribute);
    EXPECT_EQ(tensor.bytes().vec(), testCase.bytes) << testCase.attribute;
    // Raw bytes say the same.
    auto copy =
        Tensor::fromBytes(tensor.elementType(), tensor.dims(), testCase.bytes);
    ASSERT_TRUE(copy.ok()) << copy.message();
    EXPECT_TRUE(sameTensor(tensor, *copy)) << testCase.attribute;
  }
}

TEST(TensorTest, BytesOfSmallTypesAreNormalised) {
  auto booleans = Tensor::fromBytes(ElementType::I1, {2}, {7, 0});
  ASSERT_TRUE(booleans.ok());
  EXPECT_EQ(booleans->bytes().vec(), (Bytes{1, 0}));
  auto nibbles = Tensor::fromBytes(ElementType::SI4, {2}, {0x0f, 0x07});
  ASSERT_TRUE(nibbles.ok());
  EXPECT_EQ(nibbles->integerAt(0), -1);
  EXPECT_EQ(nibbles->integerAt(1), 7);
}

TEST(TensorTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(Tensor::fromBytes(ElementType::F32, {2, 3}, Bytes(20)).message(),
            "expected 24 bytes for tensor<2x3xf32>, found 20");
  EXPECT_EQ(Tensor::create(ElementType::F32, {2, -3}).message(),
            "expected extents that are not negative, found [2, -3]");
  int64_t huge = int64_t(1) << 40;
  EXPECT_FALSE(Tensor::create(ElementType::I1, {huge, huge}).ok());
  EXPECT_FALSE(Tensor::create(ElementType::I1, {0, huge, huge}).ok());
}

TEST(TensorTest, RankZeroHasOneElementAndExtentZeroNone) {
  auto scalar = Tensor::create(ElementType::CF64, {});
  ASSERT_TRUE(scalar.ok());
  EXPECT_EQ(scalar->numElements(), 1);
  EXPECT_EQ(scalar->bytes().size(), 16u);
  EXPECT_EQ(scalar->describeType(), "tensor<complex<f64>>");
  auto empty = Tensor::create(ElementType::F32, {3, 0});
  ASSERT_TRUE(empty.ok());
  EXPECT_TRUE(bool(*empty));
  EXPECT_EQ(empty->numElements(), 0);
  EXPECT_EQ(empty->bytes().size(), 0u);
}

TEST(TensorTest, CopiesShareUntilOneIsTakenForWriting) {
  auto original = Tensor::fromBytes(ElementType::UI8, {2}, {1, 2});
  ASSERT_TRUE(original.ok());
  Tensor copy = *original;
  EXPECT_EQ(copy.data<uint8_t>(), original->data<uint8_t>());
  EXPECT_FALSE(copy.isOnlyOwner());
  auto own = std::move(copy).takeOrCopy();
  ASSERT_TRUE(own.ok());
  own->mutableData<uint8_t>()[0] = 9;
  EXPECT_EQ(original->data<uint8_t>()[0], 1);
  const uint8_t *memory = own->data<uint8_t>();
  auto again = std::move(*own).takeOrCopy();
  EXPECT_EQ(again->data<uint8_t>(), memory);
}

} // namespace
