//===- ElementTypeTest.cpp - The table of element types -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/ElementType.h"

#include <gtest/gtest.h>

#include <set>

using namespace ptir;

namespace {

TEST(ElementTypeTest, NamesRoundTripAndAreUnique) {
  std::set<std::string_view> names;
  for (unsigned i = 0; i < numElementTypes; ++i) {
    auto type = ElementType(i);
    EXPECT_TRUE(names.insert(elementTypeName(type)).second);
    EXPECT_EQ(parseElementType(elementTypeName(type)), type);
  }
  EXPECT_EQ(names.size(), 19u);
}

TEST(ElementTypeTest, UnknownNamesAreNothing) {
  for (std::string_view name : {"", "F32", "i8", "f32 ", "index", "fp8"})
    EXPECT_EQ(parseElementType(name), std::nullopt) << name;
}

TEST(ElementTypeTest, EveryTypeIsOfOneFamily) {
  for (unsigned i = 0; i < numElementTypes; ++i) {
    auto type = ElementType(i);
    int families = (type == ElementType::I1) + isSignedInteger(type) +
                   isUnsignedInteger(type) + isFloat(type) + isComplex(type);
    EXPECT_EQ(families, 1) << elementTypeName(type);
    EXPECT_EQ(isInteger(type),
              isSignedInteger(type) || isUnsignedInteger(type));
  }
}

TEST(ElementTypeTest, StorageHoldsTheValue) {
  for (unsigned i = 0; i < numElementTypes; ++i) {
    auto type = ElementType(i);
    // One byte at least, and no more bytes than the value needs.
    EXPECT_EQ(storageBytes(type), (valueBits(type) + 7) / 8)
        << elementTypeName(type);
  }
}

TEST(ElementTypeTest, SpellingsOfTheSpec) {
  EXPECT_EQ(elementTypeName(ElementType::SI4), "si4");
  EXPECT_EQ(elementTypeName(ElementType::UI64), "ui64");
  EXPECT_EQ(elementTypeName(ElementType::F8E4M3FN), "fp8_e4m3");
  EXPECT_EQ(elementTypeName(ElementType::F8E5M2), "fp8_e5m2");
  EXPECT_EQ(elementTypeName(ElementType::CF64), "cf64");
  EXPECT_EQ(valueBits(ElementType::UI4), 4u);
  EXPECT_EQ(valueBits(ElementType::CF64), 128u);
}

} // namespace
