//===- DecodeImage.cpp - JPEG and PNG files to pixels ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Image/DecodeImage.h"

#include "Decoders.h"

#include "ptir/Support/QuotedText.h"

using namespace ptir;

StatusOr<Image> ptir::imageOfSize(uint64_t width, uint64_t height) {
  if (width == 0 || height == 0 || width > uint64_t(maxImagePixels) / height)
    return Status::failure("expected an image of 1 to " +
                           std::to_string(maxImagePixels) +
                           " pixels, found one of " + std::to_string(width) +
                           " x " + std::to_string(height));
  return Image(static_cast<int64_t>(width), static_cast<int64_t>(height));
}

Status ptir::truncatedImage(std::string_view format, size_t bytes) {
  return Status::failure("expected a whole " + std::string(format) +
                         " file, found its end after " + std::to_string(bytes) +
                         " bytes; the file is truncated");
}

StatusOr<DecodedImage> ptir::decodeImage(std::string_view bytes) {
  if (bytes.substr(0, jpegStart.size()) == jpegStart)
    return decodeJpeg(bytes);
  if (bytes.substr(0, pngStart.size()) == pngStart)
    return decodePng(bytes);
  if (bytes.empty())
    return Status::failure("expected a JPEG or PNG file, found an empty file");
  return Status::failure("expected a JPEG or PNG file, found one that begins " +
                         inQuotes(bytes, 16));
}
