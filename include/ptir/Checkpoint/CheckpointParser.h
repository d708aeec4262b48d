//===- CheckpointParser.h - Headers of the single-file containers -*- C++
//-*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Parsers of safetensors, GPTRSCHK v2 and GPTRSTEN v2. They see only bytes in
// memory, never a file, so a test can feed them every truncation and every
// flipped bit.
//
// All integers are little-endian.
//
//   safetensors  u64 header length, header, data. The header is a JSON object:
//                tensor name -> {dtype, shape, data_offsets: [begin, end)},
//                offsets from the start of the data; optional
//                `__metadata__` of strings. Data covers the file without gap.
//   GPTRSCHK     "GPTRSCHK", u32 version 2, u32 length and config JSON,
//                u32 length and index, data
//   GPTRSTEN     "GPTRSTEN", u32 version 2, u32 length and index, data
//   index        u32 count; each: u32 length and name, u128 base id (GPTRSCHK
//                only; 0 = not stored), u32 rank, u64 extents, u32 dtype tag
//                (0 f32, 1 f16, 2 bf16, 3 si32), u8 reserved (0 or 1),
//                u64 absolute offset, u64 byte length
//
// Validated before anything is returned: every length against the file, JSON
// (duplicate keys, nesting), names, dtypes, extents and their product, byte
// counts, bounds, overlap, duplicates, gaps (safetensors), stored ids.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_CHECKPOINT_CHECKPOINTPARSER_H
#define PTIR_CHECKPOINT_CHECKPOINTPARSER_H

#include "ptir/Checkpoint/Checkpoint.h"

namespace ptir {

/// No header may be longer, in bytes.
inline constexpr uint64_t maxHeaderBytes = 100'000'000;

/// What a header says. `tensors` is sorted by name and refers to file 0.
struct ParsedHeader {
  std::string configJson;
  std::map<std::string, std::string> metadata;
  std::vector<CheckpointTensor> tensors;
};

/// How many bytes from the start of the file are needed to go on, given the
/// first `prefix.size()` of them. A result <= prefix.size() means that the
/// prefix holds the whole header. Never more than the file has.
/// `fileName` is only for messages.
StatusOr<uint64_t> headerBytesNeeded(ContainerKind kind,
                                     std::string_view prefix, uint64_t fileSize,
                                     std::string_view fileName);

/// Parses `bytes`: at least the whole header, at most the whole file, which has
/// `fileSize` bytes.
StatusOr<ParsedHeader> parseSafetensors(std::string_view bytes,
                                        uint64_t fileSize,
                                        std::string_view fileName);
StatusOr<ParsedHeader> parseGptrsChk(std::string_view bytes, uint64_t fileSize,
                                     std::string_view fileName);
StatusOr<ParsedHeader> parseGptrsTen(std::string_view bytes, uint64_t fileSize,
                                     std::string_view fileName);

/// `safetensors` names such as `F8_E4M3`; nothing if none is defined.
std::string_view safetensorsDtypeName(ElementType type);

/// The dtype tag of GPTRSCHK and GPTRSTEN; nothing if none is defined.
std::optional<uint32_t> gptrsDtypeTag(ElementType type);

} // namespace ptir

#endif // PTIR_CHECKPOINT_CHECKPOINTPARSER_H
