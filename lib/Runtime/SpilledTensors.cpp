//===- SpilledTensors.cpp - Computed parameters on disk -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "SpilledTensors.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace ptir::runtime {

static Status writeAll(int file, const void *data, size_t bytes) {
  auto *next = static_cast<const char *>(data);
  while (bytes > 0) {
    ssize_t written = ::write(file, next, bytes);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return Status::failure(std::strerror(errno));
    next += written;
    bytes -= static_cast<size_t>(written);
  }
  return Status::success();
}

Status SpilledTensors::add(const std::string &name, const TensorView &tensor) {
  if (tensors.count(name))
    return Status::success();
  std::error_code error;
  std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  std::string path = ((error ? "/tmp" : folder) / "ptir-XXXXXX").string();
  auto fail = [&](const std::string &why) {
    return Status::failure("parameter '" + name + "': cannot write it to '" +
                           path + "': " + why +
                           "; set TMPDIR to a folder that has room");
  };
  int file = ::mkstemp(path.data());
  if (file < 0)
    return fail(std::strerror(errno));
  auto bytes = static_cast<size_t>(
      denseBytes(tensor.dims, tensor.rank, tensor.type).value_or(0));
  Status written = writeAll(file, tensor.data, bytes);
  StatusOr<MappedFile> mapped =
      MappedFile::open(path, written.ok() ? bytes : 0);
  ::unlink(path.c_str());
  ::close(file);
  if (!written.ok())
    return fail(written.message());
  if (!mapped.ok())
    return mapped.status();
  tensors.emplace(name, Spilled{tensor.type,
                                std::vector<int64_t>(tensor.dims,
                                                     tensor.dims + tensor.rank),
                                std::move(*mapped)});
  return Status::success();
}

StatusOr<SourceTensor> SpilledTensors::find(std::string_view name) {
  auto found = tensors.find(name);
  if (found == tensors.end())
    return Status::failure("parameter '" + std::string(name) +
                           "': it was not computed");
  const Spilled &tensor = found->second;
  return SourceTensor{"parameter '" + found->first + "'", tensor.type,
                      tensor.dims, tensor.file.data(), &tensor.file};
}

} // namespace ptir::runtime
