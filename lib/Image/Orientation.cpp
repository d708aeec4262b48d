//===- Orientation.cpp - Which way up a photo is --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// EXIF 2.32, section 4.6: a TIFF header ("II" or "MM" for the byte order, 42,
// the offset of a directory); a directory is a count and entries of 12 bytes:
// tag, type, count, value.
//
//===----------------------------------------------------------------------===//

#include "ptir/Image/Orientation.h"

#include <algorithm>

using namespace ptir;

namespace {

/// Numbers at offsets of a TIFF block; 0 outside of it.
class TiffBytes {
public:
  explicit TiffBytes(std::string_view bytes)
      : bytes(bytes), isBigEndian(bytes.substr(0, 2) == "MM") {}

  bool isSound() const {
    return (isBigEndian || bytes.substr(0, 2) == "II") && number(2, 2) == 42;
  }

  uint64_t number(uint64_t offset, unsigned size) const {
    if (offset > bytes.size() || size > bytes.size() - offset)
      return 0;
    uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) {
      auto byte = static_cast<uint8_t>(bytes[offset + i]);
      value |= uint64_t(byte) << 8 * (isBigEndian ? size - 1 - i : i);
    }
    return value;
  }

private:
  std::string_view bytes;
  bool isBigEndian;
};

} // namespace

Orientation ptir::exifOrientation(std::string_view exif) {
  constexpr uint64_t orientationTag = 0x0112, shortType = 3, entryBytes = 12;
  TiffBytes tiff(exif);
  if (!tiff.isSound())
    return Orientation::Upright;
  uint64_t directory = tiff.number(4, 4);
  uint64_t count = tiff.number(directory, 2);
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t entry = directory + 2 + i * entryBytes;
    if (tiff.number(entry, 2) != orientationTag)
      continue;
    uint64_t value = tiff.number(entry + 8, 2);
    bool isValid = tiff.number(entry + 2, 2) == shortType &&
                   tiff.number(entry + 4, 4) == 1 && value >= 1 && value <= 8;
    return isValid ? static_cast<Orientation>(value) : Orientation::Upright;
  }
  return Orientation::Upright;
}

Image ptir::turn(const Image &image, Orientation orientation) {
  bool swapsSides = orientation >= Orientation::Transpose;
  Image result = swapsSides ? Image(image.height, image.width)
                            : Image(image.width, image.height);
  int64_t right = image.width - 1, bottom = image.height - 1;
  auto source = [&](int64_t x, int64_t y) {
    switch (orientation) {
    case Orientation::Upright:
      break;
    case Orientation::MirrorLeftRight:
      return image.pixel(right - x, y);
    case Orientation::TurnHalf:
      return image.pixel(right - x, bottom - y);
    case Orientation::MirrorTopBottom:
      return image.pixel(x, bottom - y);
    case Orientation::Transpose:
      return image.pixel(y, x);
    case Orientation::TurnRight:
      return image.pixel(y, bottom - x);
    case Orientation::Transverse:
      return image.pixel(right - y, bottom - x);
    case Orientation::TurnLeft:
      return image.pixel(right - y, x);
    }
    return image.pixel(x, y);
  };
  for (int64_t y = 0; y < result.height; ++y)
    for (int64_t x = 0; x < result.width; ++x)
      std::copy_n(source(x, y), Image::channels, result.pixel(x, y));
  return result;
}
