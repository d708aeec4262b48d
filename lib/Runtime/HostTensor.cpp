//===- HostTensor.cpp - A dense tensor that owns its bytes ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/HostTensor.h"

namespace ptir::runtime {

StatusOr<HostTensor> HostTensor::zeros(ElementType type,
                                       std::vector<int64_t> dims,
                                       Buffer::Pages pages) {
  auto fail = [&](const std::string &why) {
    auto rank = static_cast<int32_t>(dims.size());
    return Status::failure(
        tensorText(dims.data(), rank, static_cast<int32_t>(type)) + ": " + why);
  };
  if (dims.size() > static_cast<size_t>(maxRank))
    return Status::failure("tensor: expected at most 16 dimensions, found " +
                           std::to_string(dims.size()));
  std::optional<int64_t> bytes =
      denseBytes(dims.data(), static_cast<int32_t>(dims.size()), type);
  if (!bytes)
    return fail("expected extents of at least 0 whose bytes fit in 64 bits");
  StatusOr<Buffer> buffer = Buffer::allocate(*bytes, pages);
  if (!buffer.ok())
    return fail(buffer.message());
  return HostTensor(type, std::move(dims), std::move(*buffer));
}

} // namespace ptir::runtime
