//===- Preprocess.h - From pixels to a model's input ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_IMAGE_PREPROCESS_H
#define PTIR_IMAGE_PREPROCESS_H

#include "ptir/Image/Image.h"
#include "ptir/Support/Status.h"

#include <array>

namespace ptir {

/// The middle of the image. Where the border cannot be the same on both sides
/// it starts at the even one of the two offsets, as torchvision's `CenterCrop`
/// (Python's round). Fails if the image is smaller than that.
StatusOr<Image> centerCrop(const Image &image, int64_t width, int64_t height);

/// Writes (x / 255 - mean) / std in f32, as torchvision's ToTensor and
/// Normalize: planes of red, green and blue, [3, height, width], row-major.
void normalizeToPlanes(const Image &image, const std::array<float, 3> &mean,
                       const std::array<float, 3> &standardDeviation,
                       float *out);

} // namespace ptir

#endif // PTIR_IMAGE_PREPROCESS_H
