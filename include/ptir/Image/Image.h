//===- Image.h - Pixels in memory -------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_IMAGE_IMAGE_H
#define PTIR_IMAGE_IMAGE_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptir {

/// Rows from top to bottom, pixels from left to right, each red, green, blue in
/// 8 bits. A plain value.
struct Image {
  static constexpr int64_t channels = 3;

  int64_t width = 0;
  int64_t height = 0;
  /// height x width x 3.
  std::vector<uint8_t> pixels;

  Image() = default;
  /// Black.
  Image(int64_t width, int64_t height)
      : width(width), height(height),
        pixels(static_cast<size_t>(width * height * channels)) {}

  uint8_t *pixel(int64_t x, int64_t y) {
    return pixels.data() + (y * width + x) * channels;
  }
  const uint8_t *pixel(int64_t x, int64_t y) const {
    return pixels.data() + (y * width + x) * channels;
  }
};

/// No image may have more pixels, decoded or resized.
inline constexpr int64_t maxImagePixels = 100'000'000;

} // namespace ptir

#endif // PTIR_IMAGE_IMAGE_H
