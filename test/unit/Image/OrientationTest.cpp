//===- OrientationTest.cpp - EXIF's eight ways to turn a photo ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ImageFiles.h"

using namespace ptir;
using namespace ptir::test;

namespace {

TEST(OrientationTest, AgreesWithPillow) {
  constexpr uint64_t hashes[] = {0xf35bd36a27185551u, 0x6096deaf1da7b991u,
                                 0xe7d92c57feaf3eddu, 0x5e5576852c63933du,
                                 0xf6a2157606ec9885u, 0x804bde28fefb5551u,
                                 0x409efda610ce3089u, 0x5a997f5edcd74b9du};
  for (int value = 1; value <= 8; ++value) {
    Image turned = turn(seededImage(3, 2), static_cast<Orientation>(value));
    EXPECT_EQ(turned.width, value < 5 ? 3 : 2) << value;
    EXPECT_EQ(turned.height, value < 5 ? 2 : 3) << value;
    EXPECT_EQ(hashOf(turned), hashes[value - 1]) << value;
  }
}

/// A block with one other tag before the orientation.
std::string exif(bool isBigEndian, char type, char count, char value) {
  if (isBigEndian)
    return std::string("MM\0*\0\0\0\x08\0\x02"
                       "\x01\x0f\0\x03\0\0\0\x01\0\x02\0\0"
                       "\x01\x12\0",
                       25) +
           type + std::string("\0\0\0", 3) + count + std::string("\0", 1) +
           value + std::string("\0\0\0\0\0\0", 6);
  return std::string("II*\0\x08\0\0\0\x02\0"
                     "\x0f\x01\x03\0\x01\0\0\0\x02\0\0\0"
                     "\x12\x01",
                     24) +
         type + std::string("\0", 1) + count + std::string("\0\0\0", 3) +
         value + std::string("\0\0\0\0\0\0\0", 7);
}

TEST(OrientationTest, BothByteOrders) {
  for (bool isBigEndian : {false, true})
    for (char value = 1; value <= 8; ++value)
      EXPECT_EQ(exifOrientation(exif(isBigEndian, 3, 1, value)),
                static_cast<Orientation>(value));
}

TEST(OrientationTest, WhatSaysNothingIsUpright) {
  for (bool isBigEndian : {false, true}) {
    for (char value : {0, 9, 127})
      EXPECT_EQ(exifOrientation(exif(isBigEndian, 3, 1, value)),
                Orientation::Upright);
    EXPECT_EQ(exifOrientation(exif(isBigEndian, 4, 1, 6)),
              Orientation::Upright);
    EXPECT_EQ(exifOrientation(exif(isBigEndian, 3, 2, 6)),
              Orientation::Upright);
    std::string sound = exif(isBigEndian, 3, 1, 6);
    for (size_t size = 0; size < 32; ++size)
      EXPECT_EQ(exifOrientation(sound.substr(0, size)), Orientation::Upright);
    // The directory far outside the block.
    sound[4] = sound[7] = '\x7f';
    EXPECT_EQ(exifOrientation(sound), Orientation::Upright);
  }
  EXPECT_EQ(exifOrientation("XX*\0"), Orientation::Upright);
}

} // namespace
