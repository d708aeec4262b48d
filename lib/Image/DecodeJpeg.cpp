//===- DecodeJpeg.cpp - JPEG files to pixels ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// libjpeg reports errors by a function that must not return. It jumps back to
// the two members of JpegReader that call the library; they and the callbacks
// have no object with a destructor.
//
//===----------------------------------------------------------------------===//

#include "Decoders.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

using namespace ptir;

namespace {

/// More scans than any encoder writes; a small file with very many keeps a
/// decoder busy for hours.
constexpr int maxScans = 1000;

class JpegReader {
public:
  explicit JpegReader(std::string_view bytes) : bytes(bytes) {}
  JpegReader(const JpegReader &) = delete;
  JpegReader &operator=(const JpegReader &) = delete;
  ~JpegReader() { jpeg_destroy_decompress(&info); }

  // Both return false on an error, which failure() describes.

  bool readHeader();
  /// Fills height x width x 3 bytes. `row` holds one row of CMYK.
  bool readPixels(uint8_t *out, uint8_t *row);

  Status failure() const;
  uint64_t width() const { return info.image_width; }
  uint64_t height() const { return info.image_height; }
  Orientation orientation() const;

private:
  static JpegReader &of(j_common_ptr info) {
    return *static_cast<JpegReader *>(info->client_data);
  }
  [[noreturn]] static void onError(j_common_ptr info);
  static void onMessage(j_common_ptr info, int level);
  static void onProgress(j_common_ptr info);

  std::string_view bytes;
  jpeg_decompress_struct info = {};
  jpeg_error_mgr handlers = {};
  jpeg_progress_mgr progress = {};
  std::jmp_buf jump = {};
  char message[JMSG_LENGTH_MAX] = {};
  bool isTruncated = false;
};

} // namespace

void JpegReader::onError(j_common_ptr info) {
  JpegReader &reader = of(info);
  info->err->format_message(info, reader.message);
  std::longjmp(reader.jump, 1);
}

/// A negative level is damage the library would paper over.
void JpegReader::onMessage(j_common_ptr info, int level) {
  switch (level < 0 ? info->err->msg_code : 0) {
  case JWRN_JPEG_EOF:
    of(info).isTruncated = true;
    onError(info);
  case JWRN_HIT_MARKER:
  case JWRN_HUFF_BAD_CODE:
  case JWRN_MUST_RESYNC:
  case JWRN_ARITH_BAD_CODE:
    onError(info);
  default:
    // Harmless: junk between segments, an odd marker.
    return;
  }
}

void JpegReader::onProgress(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number <= maxScans)
    return;
  JpegReader &reader = of(info);
  std::snprintf(reader.message, sizeof(reader.message), "more than %d scans",
                maxScans);
  std::longjmp(reader.jump, 1);
}

bool JpegReader::readHeader() {
  info.err = jpeg_std_error(&handlers);
  handlers.error_exit = onError;
  handlers.emit_message = onMessage;
  info.client_data = this;
  if (setjmp(jump))
    return false;
  jpeg_create_decompress(&info);
  progress.progress_monitor = onProgress;
  info.progress = &progress;
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char *>(bytes.data()),
               static_cast<unsigned long>(bytes.size()));
  jpeg_save_markers(&info, JPEG_APP0 + 1, 0xffff);
  jpeg_read_header(&info, TRUE);
  bool hasBlack =
      info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
  info.out_color_space = hasBlack ? JCS_CMYK : JCS_RGB;
  return true;
}

/// a * b / 255, rounded.
static int scaled(int a, int b) {
  int product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

/// `row` has cyan, magenta, yellow and black, inverted.
static void convertRow(const uint8_t *row, uint8_t *out, unsigned width) {
  for (unsigned x = 0; x < width; ++x, row += 4, out += Image::channels)
    for (int i = 0; i < Image::channels; ++i)
      out[i] = static_cast<uint8_t>(
          std::max(0, row[3] - scaled(255 - row[i], row[3])));
}

bool JpegReader::readPixels(uint8_t *out, uint8_t *row) {
  if (setjmp(jump))
    return false;
  jpeg_start_decompress(&info);
  size_t rowBytes = size_t(info.output_width) * Image::channels;
  while (info.output_scanline < info.output_height) {
    uint8_t *pixels = out + info.output_scanline * rowBytes;
    JSAMPROW target = info.out_color_space == JCS_CMYK ? row : pixels;
    jpeg_read_scanlines(&info, &target, 1);
    if (target == row)
      convertRow(row, pixels, info.output_width);
  }
  jpeg_finish_decompress(&info);
  return true;
}

Status JpegReader::failure() const {
  if (isTruncated)
    return truncatedImage("JPEG", bytes.size());
  return Status::failure("expected JPEG data that decodes, found: " +
                         std::string(message));
}

Orientation JpegReader::orientation() const {
  constexpr std::string_view start("Exif\0\0", 6);
  for (jpeg_saved_marker_ptr marker = info.marker_list; marker;
       marker = marker->next) {
    std::string_view data(reinterpret_cast<const char *>(marker->data),
                          marker->data_length);
    if (data.substr(0, start.size()) == start)
      return exifOrientation(data.substr(start.size()));
  }
  return Orientation::Upright;
}

StatusOr<DecodedImage> ptir::decodeJpeg(std::string_view bytes) {
  JpegReader reader(bytes);
  if (!reader.readHeader())
    return reader.failure();
  StatusOr<Image> image = imageOfSize(reader.width(), reader.height());
  if (!image.ok())
    return image.status();
  Orientation orientation = reader.orientation();
  std::vector<uint8_t> row(4 * reader.width());
  if (!reader.readPixels(image->pixels.data(), row.data()))
    return reader.failure();
  return DecodedImage{std::move(*image), orientation};
}
