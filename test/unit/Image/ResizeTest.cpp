//===- ResizeTest.cpp - Resizing agrees with Pillow -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageFiles.h"

#include "ptir/Image/Preprocess.h"
#include "ptir/Image/Resize.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::test;

namespace {

TEST(ResizeTest, AgreesWithPillow) {
  struct {
    int64_t fromWidth, fromHeight, width, height;
    uint64_t hash;
  } goldens[] = {
      {37, 23, 16, 16, 0xf9ece446477823dcu},
      {16, 16, 37, 23, 0xead9a48ea42521bcu},
      {37, 23, 37, 5, 0x87626d81df6804d6u},
      {37, 23, 91, 23, 0x544a45dc72a69773u},
      {1, 1, 7, 3, 0xd0ab34ea7c3f6ea6u},
      {200, 3, 1, 1, 0x3da3851ae866ca46u},
      {640, 427, 383, 256, 0xb455a979304150cbu},
      {300, 401, 256, 342, 0xf67a0d29dd0f1d79u},
  };
  for (const auto &golden : goldens) {
    Image image = seededImage(golden.fromWidth, golden.fromHeight);
    auto resized = resizeBilinear(image, golden.width, golden.height);
    ASSERT_TRUE(resized.ok()) << resized.message();
    EXPECT_EQ(resized->width, golden.width);
    EXPECT_EQ(resized->height, golden.height);
    EXPECT_EQ(hashOf(*resized), golden.hash)
        << golden.fromWidth << " x " << golden.fromHeight << " to "
        << golden.width << " x " << golden.height;
  }
}

TEST(ResizeTest, PhotosBecomeTheirCrops) {
  for (std::string name : {"chelsea", "coffee"}) {
    auto resized =
        resizeShorterSide(decodeData("photos/" + name + ".jpg"), 256);
    ASSERT_TRUE(resized.ok()) << resized.message();
    auto crop = centerCrop(*resized, 224, 224);
    ASSERT_TRUE(crop.ok()) << crop.message();
    EXPECT_EQ(hashOf(*crop), hashOf(decodeData("photos/" + name + "_224.png")))
        << name;
  }
}

TEST(ResizeTest, TheSameSizeIsTheSameImage) {
  Image image = seededImage(19, 11);
  auto same = resizeBilinear(image, 19, 11);
  ASSERT_TRUE(same.ok());
  EXPECT_EQ(same->pixels, image.pixels);
}

TEST(ResizeTest, OneColourStaysThatColour) {
  Image image(13, 29);
  for (size_t i = 0; i < image.pixels.size(); ++i)
    image.pixels[i] = uint8_t(i % 3 == 0 ? 255 : i % 3 == 1 ? 0 : 77);
  for (auto [width, height] : {std::pair(1, 1), {5, 200}, {100, 7}}) {
    auto resized = resizeBilinear(image, width, height);
    ASSERT_TRUE(resized.ok());
    for (size_t i = 0; i < resized->pixels.size(); ++i)
      ASSERT_EQ(resized->pixels[i], image.pixels[i % 3]) << i;
  }
}

TEST(ResizeTest, ResultsLieBetweenTheExtremes) {
  Image image = seededImage(31, 17);
  for (uint8_t &byte : image.pixels)
    byte = uint8_t(40 + byte % 100);
  auto [low, high] =
      std::minmax_element(image.pixels.begin(), image.pixels.end());
  for (auto [width, height] : {std::pair(7, 9), {64, 3}, {60, 80}}) {
    auto resized = resizeBilinear(image, width, height);
    ASSERT_TRUE(resized.ok());
    for (uint8_t byte : resized->pixels) {
      EXPECT_GE(byte, *low);
      EXPECT_LE(byte, *high);
    }
  }
}

TEST(ResizeTest, MirroredInMirroredOut) {
  Image image = seededImage(32, 20);
  auto one = resizeBilinear(turn(image, Orientation::TurnHalf), 13, 50);
  auto other = resizeBilinear(image, 13, 50);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_EQ(one->pixels, turn(*other, Orientation::TurnHalf).pixels);
}

TEST(ResizeTest, ShorterSide) {
  struct {
    int64_t width, height, size, newWidth, newHeight;
  } cases[] = {{451, 300, 256, 384, 256}, {300, 451, 256, 256, 384},
               {480, 320, 256, 384, 256}, {1, 1, 256, 256, 256},
               {256, 300, 256, 256, 300}, {100, 7, 5, 71, 5}};
  for (const auto &test : cases) {
    auto resized = resizeShorterSide(Image(test.width, test.height), test.size);
    ASSERT_TRUE(resized.ok()) << resized.message();
    EXPECT_EQ(resized->width, test.newWidth);
    EXPECT_EQ(resized->height, test.newHeight);
  }
}

TEST(ResizeTest, Refused) {
  EXPECT_EQ(resizeBilinear(Image(2, 3), 0, 4).message(),
            "expected sizes of at least 1 x 1, found 2 x 3 to 0 x 4");
  EXPECT_EQ(resizeShorterSide(Image(), 4).message(),
            "expected sizes of at least 1 x 1, found 0 x 0 to 0 x 0");
  // 1 x 400000 would become 256 x 102400000.
  EXPECT_EQ(resizeShorterSide(Image(1, 400000), 256).message(),
            "expected to resize to at most 100000000 pixels, found 1 x 400000 "
            "to 256 x 102400000");
}

} // namespace
