//===- CallArguments.cpp - Checking what a call is given --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CallArguments.h"

namespace ptir::runtime {

static Status fail(const ptir_entry_desc &entry, size_t arg,
                   const std::string &why) {
  return Status::failure("entry '" + std::string(entry.name) + "': argument " +
                         std::to_string(arg) + ": " + why);
}

static bool hasType(const ptir_tensor &arg, const ptir_type_desc &type) {
  if (arg.rank != type.rank || arg.element_type != type.element_type ||
      (arg.rank > 0 && !arg.dims))
    return false;
  for (int32_t i = 0; i < arg.rank; ++i)
    if (arg.dims[i] < 0 ||
        (type.dims[i] != PTIR_DYNAMIC && type.dims[i] != arg.dims[i]))
      return false;
  return true;
}

/// The type of an argument that may hold anything.
static std::string foundText(const ptir_tensor &arg) {
  if (arg.rank < 0 || arg.rank > maxRank)
    return "rank " + std::to_string(arg.rank);
  if (arg.rank > 0 && !arg.dims)
    return "rank " + std::to_string(arg.rank) + " without extents";
  return tensorText(arg.dims, arg.rank, arg.element_type);
}

static bool overlap(const ByteRange &a, const ByteRange &b) {
  return a.begin < b.end && b.begin < a.end;
}

/// A result must not be written over an argument that is still to be read.
static Status checkOverlaps(const ptir_entry_desc &entry,
                            const std::vector<ResultSlot> &results,
                            const std::vector<ByteRange> &ranges) {
  auto numArgs = static_cast<size_t>(entry.num_args);
  for (int32_t i = 0; i < entry.num_results; ++i) {
    int32_t aliased = entry.results[i].aliased_arg;
    auto self = static_cast<size_t>(aliased);
    const Buffer &buffer = results[static_cast<size_t>(i)].buffer;
    auto begin = reinterpret_cast<uintptr_t>(buffer.data());
    ByteRange written =
        aliased >= 0
            ? ranges[self]
            : ByteRange{begin, begin + static_cast<uintptr_t>(buffer.size())};
    for (size_t arg = 0; arg < numArgs; ++arg) {
      if (!overlap(written, ranges[arg]) || (aliased >= 0 && arg == self))
        continue;
      if (aliased >= 0)
        return fail(entry, self,
                    "is updated in place, expected memory of its own, found "
                    "memory shared with argument " +
                        std::to_string(arg));
      return fail(entry, arg,
                  "lies in the buffer of result " + std::to_string(i) +
                      ", which the call overwrites; copy it first");
    }
  }
  return Status::success();
}

Status checkArguments(const ptir_entry_desc &entry,
                      const std::vector<ptir_tensor> &args,
                      const std::vector<ResultSlot> &results,
                      std::vector<ByteRange> &ranges) {
  auto numArgs = static_cast<size_t>(entry.num_args);
  if (args.size() != numArgs)
    return Status::failure("entry '" + std::string(entry.name) +
                           "': expected " + std::to_string(numArgs) +
                           " arguments, found " + std::to_string(args.size()));
  for (size_t i = 0; i < numArgs; ++i) {
    const ptir_type_desc &type = entry.args[i];
    const ptir_tensor &arg = args[i];
    if (!hasType(arg, type))
      return fail(entry, i,
                  "expected " +
                      tensorText(type.dims, type.rank, type.element_type) +
                      ", found " + foundText(arg));
    std::optional<int64_t> bytes = denseBytes(
        arg.dims, arg.rank, static_cast<ElementType>(arg.element_type));
    if (!bytes)
      return fail(entry, i,
                  "expected bytes that fit in 64 bits, found " +
                      foundText(arg));
    if (*bytes > 0 && !arg.data)
      return fail(entry, i,
                  "expected " + std::to_string(*bytes) + " bytes, found none");
    auto begin = reinterpret_cast<uintptr_t>(arg.data);
    ranges[i] = {begin, begin + static_cast<uintptr_t>(*bytes)};
  }
  return checkOverlaps(entry, results, ranges);
}

} // namespace ptir::runtime
