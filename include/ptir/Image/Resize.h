//===- Resize.h - Antialiased bilinear resizing -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The filter of Pillow's `Image.resize(size, BILINEAR)`, bit for bit: a
// triangle that widens with the reduction, along rows and then along columns,
// with weights of 22 fractional bits and results rounded to 8 bits after each
// pass. Models published with torchvision were trained on its output. Source:
// Pillow, src/libImaging/Resample.c.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_IMAGE_RESIZE_H
#define PTIR_IMAGE_RESIZE_H

#include "ptir/Image/Image.h"
#include "ptir/Support/Status.h"

namespace ptir {

/// Fails on an empty image, an extent below 1, or more than maxImagePixels.
StatusOr<Image> resizeBilinear(const Image &image, int64_t width,
                               int64_t height);

/// Makes the shorter side `size` long and the other one size * longer /
/// shorter, rounded down, as torchvision's `Resize(size)`.
StatusOr<Image> resizeShorterSide(const Image &image, int64_t size);

} // namespace ptir

#endif // PTIR_IMAGE_RESIZE_H
