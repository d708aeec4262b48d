//===- DecodePng.cpp - PNG files to pixels --------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// libpng reports errors by a function that must not return. It jumps back to
// the two members of PngReader that call the library; they and the callbacks
// have no object with a destructor.
//
//===----------------------------------------------------------------------===//

#include "Decoders.h"

#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <png.h>

using namespace ptir;

namespace {

class PngReader {
public:
  explicit PngReader(std::string_view bytes) : bytes(bytes) {}
  PngReader(const PngReader &) = delete;
  PngReader &operator=(const PngReader &) = delete;
  ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }

  // Both return false on an error, which failure() describes.

  bool readHeader();
  /// Fills rows of width x 3 bytes.
  bool readPixels(uint8_t **rows);

  Status failure() const;
  uint64_t width() const { return png_get_image_width(png, info); }
  uint64_t height() const { return png_get_image_height(png, info); }
  Orientation orientation() const;

private:
  [[noreturn]] static void onError(png_structp png, png_const_charp text);
  static void onWarning(png_structp, png_const_charp) {}
  static void onRead(png_structp png, png_bytep out, size_t count);

  std::string_view bytes;
  size_t position = 0;
  png_structp png = nullptr;
  png_infop info = nullptr;
  char message[200] = "out of memory";
  bool isTruncated = false;
};

} // namespace

void PngReader::onError(png_structp png, png_const_charp text) {
  auto &reader = *static_cast<PngReader *>(png_get_error_ptr(png));
  std::snprintf(reader.message, sizeof(reader.message), "%s", text);
  png_longjmp(png, 1);
}

void PngReader::onRead(png_structp png, png_bytep out, size_t count) {
  auto &reader = *static_cast<PngReader *>(png_get_io_ptr(png));
  if (count > reader.bytes.size() - reader.position) {
    reader.isTruncated = true;
    png_error(png, "truncated");
  }
  std::memcpy(out, reader.bytes.data() + reader.position, count);
  reader.position += count;
}

bool PngReader::readHeader() {
  png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
  info = png ? png_create_info_struct(png) : nullptr;
  if (!info)
    return false;
  if (setjmp(png_jmpbuf(png)))
    return false;
  png_set_read_fn(png, this, onRead);
  png_read_info(png, info);
  // Everything becomes red, green and blue of 8 bits.
  png_set_strip_16(png);
  png_set_palette_to_rgb(png);
  png_set_expand_gray_1_2_4_to_8(png);
  png_set_gray_to_rgb(png);
  png_set_strip_alpha(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) !=
      size_t(png_get_image_width(png, info)) * Image::channels)
    png_error(png, "an unknown kind of pixel");
  return true;
}

bool PngReader::readPixels(uint8_t **rows) {
  if (setjmp(png_jmpbuf(png)))
    return false;
  png_read_image(png, rows);
  png_read_end(png, info);
  return true;
}

Status PngReader::failure() const {
  if (isTruncated)
    return truncatedImage("PNG", bytes.size());
  return Status::failure("expected PNG data that decodes, found: " +
                         std::string(message));
}

Orientation PngReader::orientation() const {
  png_uint_32 size = 0;
  png_bytep exif = nullptr;
  if (!png_get_eXIf_1(png, info, &size, &exif))
    return Orientation::Upright;
  return exifOrientation({reinterpret_cast<const char *>(exif), size});
}

StatusOr<DecodedImage> ptir::decodePng(std::string_view bytes) {
  PngReader reader(bytes);
  if (!reader.readHeader())
    return reader.failure();
  StatusOr<Image> image = imageOfSize(reader.width(), reader.height());
  if (!image.ok())
    return image.status();
  std::vector<uint8_t *> rows;
  for (int64_t y = 0; y < image->height; ++y)
    rows.push_back(image->pixel(0, y));
  if (!reader.readPixels(rows.data()))
    return reader.failure();
  return DecodedImage{std::move(*image), reader.orientation()};
}
