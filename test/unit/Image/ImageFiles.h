//===- ImageFiles.h - Images for the tests ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Expected hashes are Pillow's: test/data/images/make_images.py prints them.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_IMAGE_IMAGEFILES_H
#define PTIR_TEST_UNIT_IMAGE_IMAGEFILES_H

#include "ptir/Image/DecodeImage.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace ptir::test {

/// A file of test/data.
inline std::string readData(const std::string &name) {
  std::ifstream file(std::string(PTIR_TEST_DATA_DIR) + "/" + name,
                     std::ios::binary);
  EXPECT_TRUE(file) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Decodes a file of test/data, which must succeed.
inline Image decodeData(const std::string &name) {
  StatusOr<DecodedImage> decoded = decodeImage(readData(name));
  EXPECT_TRUE(decoded.ok()) << name << ": " << decoded.message();
  return decoded.ok() ? std::move(decoded->image) : Image();
}

/// FNV-1a of the pixels.
inline uint64_t hashOf(const Image &image) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (uint8_t byte : image.pixels)
    hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

/// The same noise as `noise` of make_images.py.
inline Image seededImage(int64_t width, int64_t height) {
  Image image(width, height);
  uint64_t state = 1;
  for (uint8_t &byte : image.pixels) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    byte = static_cast<uint8_t>(state >> 56);
  }
  return image;
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_IMAGE_IMAGEFILES_H
