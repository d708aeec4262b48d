//===- Preprocess.cpp - From pixels to a model's input --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Image/Preprocess.h"

#include <algorithm>

using namespace ptir;

/// border / 2, and the even neighbour of a half.
static int64_t cropOffset(int64_t border) {
  int64_t half = border / 2;
  return border % 2 == 0 ? half : half + half % 2;
}

StatusOr<Image> ptir::centerCrop(const Image &image, int64_t width,
                                 int64_t height) {
  if (width < 1 || height < 1 || width > image.width || height > image.height)
    return Status::failure(
        "expected an image of at least " + std::to_string(width) + " x " +
        std::to_string(height) + " pixels to crop, found " +
        std::to_string(image.width) + " x " + std::to_string(image.height));
  int64_t left = cropOffset(image.width - width);
  int64_t top = cropOffset(image.height - height);
  Image result(width, height);
  for (int64_t y = 0; y < height; ++y)
    std::copy_n(image.pixel(left, top + y), width * Image::channels,
                result.pixel(0, y));
  return result;
}

void ptir::normalizeToPlanes(const Image &image,
                             const std::array<float, 3> &mean,
                             const std::array<float, 3> &standardDeviation,
                             float *out) {
  int64_t count = image.width * image.height;
  for (int64_t channel = 0; channel < Image::channels; ++channel) {
    const uint8_t *in = image.pixels.data() + channel;
    float *plane = out + channel * count;
    for (int64_t i = 0; i < count; ++i)
      plane[i] = (static_cast<float>(in[i * Image::channels]) / 255.0f -
                  mean[channel]) /
                 standardDeviation[channel];
  }
}
