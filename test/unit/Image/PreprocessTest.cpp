//===- PreprocessTest.cpp - Crops and normalised planes -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageFiles.h"

#include "ptir/Image/Preprocess.h"

using namespace ptir;
using namespace ptir::test;

namespace {

/// Where a crop of `size` out of `length` pixels begins.
int64_t offsetOf(int64_t length, int64_t size) {
  Image image(length, 1);
  for (int64_t x = 0; x < length; ++x)
    image.pixel(x, 0)[0] = uint8_t(x);
  auto crop = centerCrop(image, size, 1);
  EXPECT_TRUE(crop.ok()) << crop.message();
  return crop.ok() ? crop->pixel(0, 0)[0] : -1;
}

TEST(PreprocessTest, CropsBeginWhereTorchvisionsDo) {
  // int(round((length - size) / 2.0)), with halves to the even neighbour.
  EXPECT_EQ(offsetOf(10, 10), 0);
  EXPECT_EQ(offsetOf(11, 10), 0);
  EXPECT_EQ(offsetOf(12, 10), 1);
  EXPECT_EQ(offsetOf(13, 10), 2);
  EXPECT_EQ(offsetOf(14, 10), 2);
  EXPECT_EQ(offsetOf(15, 10), 2);
  EXPECT_EQ(offsetOf(16, 10), 3);
  EXPECT_EQ(offsetOf(17, 10), 4);
}

TEST(PreprocessTest, CropsBothAxes) {
  Image image = seededImage(9, 8);
  auto crop = centerCrop(image, 5, 2);
  ASSERT_TRUE(crop.ok()) << crop.message();
  for (int64_t y = 0; y < 2; ++y)
    for (int64_t x = 0; x < 5; ++x)
      for (int64_t channel = 0; channel < 3; ++channel)
        EXPECT_EQ(crop->pixel(x, y)[channel],
                  image.pixel(x + 2, y + 3)[channel]);
}

TEST(PreprocessTest, TooSmallToCrop) {
  EXPECT_EQ(centerCrop(Image(5, 4), 5, 5).message(),
            "expected an image of at least 5 x 5 pixels to crop, found 5 x 4");
  EXPECT_FALSE(centerCrop(Image(5, 4), 0, 1).ok());
}

TEST(PreprocessTest, Normalises) {
  Image image(2, 1);
  image.pixels = {0, 51, 255, 255, 102, 128};
  float planes[6] = {};
  normalizeToPlanes(image, {0.5f, 0.2f, 0.25f}, {0.5f, 0.1f, 2.0f}, planes);
  const float expected[] = {-1.0f, 1.0f, 0.0f, 2.0f, 0.375f, 0.12598039f};
  for (int i = 0; i < 6; ++i)
    EXPECT_FLOAT_EQ(planes[i], expected[i]) << i;
}

} // namespace
