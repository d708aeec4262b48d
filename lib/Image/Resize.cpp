//===- Resize.cpp - Antialiased bilinear resizing -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Image/Resize.h"

#include <algorithm>
#include <cmath>

using namespace ptir;

namespace {

constexpr int fractionBits = 22;

/// Which inputs along one axis an output is made of.
struct Window {
  int64_t first = 0;
  int64_t count = 0;
  /// Into AxisFilter::weights.
  size_t weights = 0;
};

/// Of one axis: a window for each output.
struct AxisFilter {
  std::vector<Window> windows;
  /// With fractionBits fractional bits.
  std::vector<int32_t> weights;
};

} // namespace

static double triangle(double x) { return std::max(0.0, 1.0 - std::abs(x)); }

static AxisFilter makeFilter(int64_t inputs, int64_t outputs) {
  double scale = static_cast<double>(inputs) / static_cast<double>(outputs);
  double support = std::max(scale, 1.0);
  double inverse = 1.0 / support;
  AxisFilter filter;
  std::vector<double> exact;
  for (int64_t i = 0; i < outputs; ++i) {
    double center = (static_cast<double>(i) + 0.5) * scale;
    auto first =
        std::max<int64_t>(0, static_cast<int64_t>(center - support + 0.5));
    auto end =
        std::min<int64_t>(inputs, static_cast<int64_t>(center + support + 0.5));
    exact.clear();
    double sum = 0;
    for (int64_t k = first; k < end; ++k) {
      exact.push_back(
          triangle((static_cast<double>(k) - center + 0.5) * inverse));
      sum += exact.back();
    }
    filter.windows.push_back({first, end - first, filter.weights.size()});
    for (double weight : exact)
      filter.weights.push_back(static_cast<int32_t>(
          0.5 + weight / sum * static_cast<double>(1 << fractionBits)));
  }
  return filter;
}

/// The result for one channel of one pixel. `step` bytes lie between inputs.
static uint8_t weigh(const uint8_t *in, int64_t step, const int32_t *weights,
                     int64_t count) {
  int32_t sum = 1 << (fractionBits - 1);
  for (int64_t k = 0; k < count; ++k)
    sum += in[k * step] * weights[k];
  return static_cast<uint8_t>(std::clamp(sum >> fractionBits, 0, 255));
}

static Image resizeRows(const Image &image, int64_t width) {
  AxisFilter filter = makeFilter(image.width, width);
  Image result(width, image.height);
  for (int64_t y = 0; y < image.height; ++y)
    for (int64_t x = 0; x < width; ++x) {
      const Window &window = filter.windows[x];
      for (int64_t channel = 0; channel < Image::channels; ++channel)
        result.pixel(x, y)[channel] =
            weigh(image.pixel(window.first, y) + channel, Image::channels,
                  &filter.weights[window.weights], window.count);
    }
  return result;
}

static Image resizeColumns(const Image &image, int64_t height) {
  AxisFilter filter = makeFilter(image.height, height);
  Image result(image.width, height);
  int64_t rowBytes = image.width * Image::channels;
  for (int64_t y = 0; y < height; ++y) {
    const Window &window = filter.windows[y];
    const uint8_t *in = image.pixel(0, window.first);
    for (int64_t i = 0; i < rowBytes; ++i)
      result.pixel(0, y)[i] = weigh(
          in + i, rowBytes, &filter.weights[window.weights], window.count);
  }
  return result;
}

static std::string sizeText(int64_t width, int64_t height) {
  return std::to_string(width) + " x " + std::to_string(height);
}

StatusOr<Image> ptir::resizeBilinear(const Image &image, int64_t width,
                                     int64_t height) {
  if (image.width < 1 || image.height < 1 || width < 1 || height < 1)
    return Status::failure("expected sizes of at least 1 x 1, found " +
                           sizeText(image.width, image.height) + " to " +
                           sizeText(width, height));
  // Between the passes it has the new width and the old height.
  if (std::max(height, image.height) > maxImagePixels / width)
    return Status::failure("expected to resize to at most " +
                           std::to_string(maxImagePixels) + " pixels, found " +
                           sizeText(image.width, image.height) + " to " +
                           sizeText(width, height));
  Image result = width == image.width ? image : resizeRows(image, width);
  return height == image.height ? result : resizeColumns(result, height);
}

StatusOr<Image> ptir::resizeShorterSide(const Image &image, int64_t size) {
  int64_t shorter = std::min(image.width, image.height);
  int64_t longer = std::max(image.width, image.height);
  if (shorter < 1 || size < 1 || size > maxImagePixels)
    return resizeBilinear(image, 0, 0);
  int64_t other = size * longer / shorter;
  return image.width <= image.height ? resizeBilinear(image, size, other)
                                     : resizeBilinear(image, other, size);
}
