//===- Orientation.h - Which way up a photo is ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_IMAGE_ORIENTATION_H
#define PTIR_IMAGE_ORIENTATION_H

#include "ptir/Image/Image.h"

#include <string_view>

namespace ptir {

/// The values of EXIF's tag 0x0112: what has to be done to the stored pixels.
enum class Orientation : uint8_t {
  Upright = 1,
  MirrorLeftRight = 2,
  TurnHalf = 3,
  MirrorTopBottom = 4,
  Transpose = 5,
  TurnRight = 6,
  Transverse = 7,
  TurnLeft = 8
};

/// What an EXIF block, a TIFF header with its first directory, says; upright
/// where it says nothing or is damaged.
Orientation exifOrientation(std::string_view exif);

/// The image as a viewer shows it.
Image turn(const Image &image, Orientation orientation);

} // namespace ptir

#endif // PTIR_IMAGE_ORIENTATION_H
