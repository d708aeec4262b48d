//===- DecodeImage.h - JPEG and PNG files to pixels -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A file is told by its first bytes, not by its name. What comes out is what
// `PIL.Image.open(file).convert("RGB")` gives:
//
//   JPEG  baseline and progressive, by libjpeg's default (accurate) transform
//         and smooth chroma; grey is repeated; CMYK and YCCK are taken as
//         inverted (Adobe's convention) and become (255-C)(255-K)/255, ….
//   PNG   1 to 16 bits, grey, colour or palette, interlaced or not. Alpha is
//         dropped, not blended: a transparent pixel shows the colour stored
//         under it. Of 16 bits the upper 8 are kept (Pillow clips 16-bit grey
//         instead).
//
// Colour profiles and gamma are ignored. EXIF's orientation is reported, not
// applied: Orientation.h.
//
// A damaged file is an error even where a decoder could guess the rest: one
// that ends early, and coded data that does not decode.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_IMAGE_DECODEIMAGE_H
#define PTIR_IMAGE_DECODEIMAGE_H

#include "ptir/Image/Image.h"
#include "ptir/Image/Orientation.h"
#include "ptir/Support/Status.h"

#include <string_view>

namespace ptir {

struct DecodedImage {
  /// As stored.
  Image image;
  /// How a viewer turns it.
  Orientation orientation = Orientation::Upright;
};

/// Decodes `bytes`, the whole of a file. Fails for what is neither JPEG nor
/// PNG, for damage, and for more than maxImagePixels; the message does not name
/// the file. Any number of threads may decode.
StatusOr<DecodedImage> decodeImage(std::string_view bytes);

} // namespace ptir

#endif // PTIR_IMAGE_DECODEIMAGE_H
