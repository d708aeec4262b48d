//===- DecodeDamageTest.cpp - Truncated and damaged images ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Under AddressSanitizer this also shows that no decoder reads past the bytes
// it was given: each input is a heap block of exactly its own length.
//
//===----------------------------------------------------------------------===//

#include "ImageFiles.h"

#include <memory>

using namespace ptir;
using namespace ptir::test;

namespace {

class DecodeDamageTest : public testing::TestWithParam<const char *> {
protected:
  StatusOr<DecodedImage> decodeCopy(std::string_view bytes) {
    std::unique_ptr<char[]> copy(new char[bytes.size()]);
    std::copy(bytes.begin(), bytes.end(), copy.get());
    StatusOr<DecodedImage> decoded = decodeImage({copy.get(), bytes.size()});
    if (decoded.ok()) {
      const Image &image = decoded->image;
      EXPECT_EQ(image.pixels.size(), size_t(image.width * image.height * 3));
    } else {
      EXPECT_EQ(decoded.message().rfind("expected ", 0), 0u)
          << decoded.message();
      EXPECT_NE(decoded.message().find("found"), std::string::npos)
          << decoded.message();
    }
    return decoded;
  }

  std::string bytes = readData(std::string("images/") + GetParam());
};

TEST_P(DecodeDamageTest, EveryTruncationIsRefused) {
  ASSERT_TRUE(decodeCopy(bytes).ok());
  for (size_t size = 0; size < bytes.size(); ++size) {
    auto decoded = decodeCopy(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(decoded.ok()) << size;
    bool isNamed =
        decoded.message().find("the file is truncated") != std::string::npos;
    EXPECT_TRUE(size <= 8 || isNamed) << size << ": " << decoded.message();
  }
}

TEST_P(DecodeDamageTest, FlippedBitsAreRefusedOrGiveAnImage) {
  size_t refused = 0;
  for (size_t i = 0; i < bytes.size(); ++i)
    for (char flip : {1, 8, int(char(0x80))}) {
      bytes[i] = char(bytes[i] ^ flip);
      refused += !decodeCopy(bytes).ok();
      bytes[i] = char(bytes[i] ^ flip);
    }
  EXPECT_GT(refused, bytes.size() / 8);
}

INSTANTIATE_TEST_SUITE_P(Files, DecodeDamageTest,
                         testing::Values("baseline.jpg", "progressive.jpg",
                                         "cmyk.jpg", "palette.png",
                                         "interlaced.png", "rgba16.png"),
                         [](const auto &info) {
                           std::string name = info.param;
                           return name.substr(0, name.find('.'));
                         });

} // namespace
