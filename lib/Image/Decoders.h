//===- Decoders.h - One function per file format ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_IMAGE_DECODERS_H
#define PTIR_LIB_IMAGE_DECODERS_H

#include "ptir/Image/DecodeImage.h"

namespace ptir {

/// The first bytes of a file of the format.
inline constexpr std::string_view jpegStart = "\xff\xd8\xff";
inline constexpr std::string_view pngStart = "\x89PNG\r\n\x1a\n";

/// `bytes` begin as above.
StatusOr<DecodedImage> decodeJpeg(std::string_view bytes);
StatusOr<DecodedImage> decodePng(std::string_view bytes);

/// An image of that size, or a failure if it has too many pixels.
StatusOr<Image> imageOfSize(uint64_t width, uint64_t height);

/// The failure of a file that ends before its image does.
Status truncatedImage(std::string_view format, size_t bytes);

} // namespace ptir

#endif // PTIR_LIB_IMAGE_DECODERS_H
