//===- DecodeImageTest.cpp - Decoding agrees with Pillow ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageFiles.h"

using namespace ptir;
using namespace ptir::test;

namespace {

struct Golden {
  const char *name;
  int64_t width, height;
  uint64_t hash;
};

constexpr Golden goldens[] = {
    {"baseline.jpg", 37, 23, 0x7a9a220b3d078e9bu},
    {"progressive.jpg", 37, 23, 0xc0634793ae8e4f12u},
    {"grey.jpg", 37, 23, 0x2ad000de264d9316u},
    {"cmyk.jpg", 37, 23, 0x0cde4d4361ccb625u},
    {"turned.jpg", 37, 23, 0x7a9a220b3d078e9bu},
    {"turned.png", 37, 23, 0xfca725e9e6af4133u},
    {"rgb.png", 37, 23, 0xfca725e9e6af4133u},
    {"grey1.png", 37, 23, 0x27b4df0b5607fb21u},
    {"palette.png", 37, 23, 0xad07fe3fc0255a8bu},
    {"grey_alpha.png", 37, 23, 0xa7643236c5c41b11u},
    {"rgba.png", 37, 23, 0xfca725e9e6af4133u},
    {"one.png", 1, 1, 0x9e14841c419f52c1u},
    {"interlaced.png", 13, 11, 0xc13ef3ba3b1322b1u},
    {"rgb16.png", 13, 11, 0x4893039306400ad1u},
    {"rgba16.png", 13, 11, 0xf15116a40d981b03u},
    {"grey16.png", 13, 11, 0x24338e72f432f704u},
};

TEST(DecodeImageTest, AgreesWithPillow) {
  for (const Golden &golden : goldens) {
    Image image = decodeData(std::string("images/") + golden.name);
    EXPECT_EQ(image.width, golden.width) << golden.name;
    EXPECT_EQ(image.height, golden.height) << golden.name;
    EXPECT_EQ(hashOf(image), golden.hash) << golden.name;
  }
}

TEST(DecodeImageTest, Orientation) {
  for (auto [name, expected] : {std::pair("turned.jpg", Orientation::TurnRight),
                                {"turned.png", Orientation::TurnRight},
                                {"baseline.jpg", Orientation::Upright},
                                {"rgb.png", Orientation::Upright}}) {
    auto decoded = decodeImage(readData(std::string("images/") + name));
    ASSERT_TRUE(decoded.ok()) << decoded.message();
    EXPECT_EQ(decoded->orientation, expected) << name;
  }
}

TEST(DecodeImageTest, OtherFiles) {
  EXPECT_EQ(decodeImage("").message(),
            "expected a JPEG or PNG file, found an empty file");
  EXPECT_EQ(decodeImage("a text about images\n").message(),
            "expected a JPEG or PNG file, found one that begins 'a text about "
            "ima...'");
  EXPECT_EQ(decodeImage(std::string("GIF89a\x01\x00", 8)).message(),
            "expected a JPEG or PNG file, found one that begins "
            "'GIF89a\\x01\\x00'");
}

/// The header of a PNG of that size, with no data.
std::string pngHeader(const char (&size)[9], const char (&crc)[5]) {
  return std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) +
         std::string(size, 8) + std::string("\x08\x02\0\0\0", 5) +
         std::string(crc, 4);
}

TEST(DecodeImageTest, TooManyPixels) {
  // A JPEG's extents are at bytes 163 (height) and 165 of its frame header.
  std::string jpeg = readData("images/baseline.jpg");
  size_t frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  for (size_t i = 5; i < 9; ++i)
    jpeg[frame + i] = '\xff';
  EXPECT_EQ(decodeImage(jpeg).message(),
            "expected JPEG data that decodes, found: Maximum supported image "
            "dimension is 65500 pixels");
  for (size_t i = 5; i < 9; i += 2)
    jpeg[frame + i] = '\x7f';
  EXPECT_EQ(decodeImage(jpeg).message(),
            "expected an image of 1 to 100000000 pixels, found one of 32767 x "
            "32767");
  EXPECT_EQ(decodeImage(pngHeader("\0\0\x80\0\0\0\x80\0", "\x4b\x1e\x34\x28") +
                        std::string("\0\0\0\0IDAT\x35\xaf\x06\x1e", 12))
                .message(),
            "expected an image of 1 to 100000000 pixels, found one of 32768 x "
            "32768");
}

} // namespace
