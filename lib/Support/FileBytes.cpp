//===- FileBytes.cpp - A small file, whole --------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/FileBytes.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

using namespace ptir;
namespace fs = std::filesystem;

StatusOr<std::string> ptir::readFileBytes(const std::string &path,
                                          const std::string &what,
                                          uint64_t limit) {
  auto fail = [&](const std::string &message) {
    return Status::failure(what + " '" + path + "': " + message);
  };
  std::error_code error;
  // Opening a pipe would wait for its writer.
  if (fs::exists(path, error) && !fs::is_regular_file(path, error))
    return fail("expected a regular file, found another kind");
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return fail("expected a readable file, found: " +
                std::string(std::strerror(errno)));
  uint64_t size = fs::file_size(path, error);
  if (error)
    return fail("expected a readable file, found: " + error.message());
  if (size > limit)
    return fail("expected at most " + std::to_string(limit) + " bytes, found " +
                std::to_string(size));
  std::string bytes(static_cast<size_t>(size), '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
    return fail("expected " + std::to_string(size) + " bytes, found " +
                std::to_string(stream.gcount()));
  return bytes;
}
