//===- ByteCount.cpp - Bytes as a person reads them -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ByteCount.h"

#include <cstdio>

namespace ptir::runtime {

std::string byteCount(int64_t bytes) {
  std::string text = std::to_string(bytes) + " bytes";
  if (bytes < 1000000)
    return text;
  char rounded[32];
  std::snprintf(rounded, sizeof(rounded), " (%.1f MB)",
                static_cast<double>(bytes) / 1e6);
  return text + rounded;
}

} // namespace ptir::runtime
