//===- GptrsParser.cpp - Headers of GPTRSCHK and GPTRSTEN -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/CheckpointParser.h"

#include "CheckpointMessage.h"
#include "GptrsFormat.h"
#include "HeaderLength.h"
#include "StrictJson.h"
#include "TensorTable.h"

#include "ptir/Support/ParamId.h"

#include <limits>

using namespace ptir;

namespace {

/// Takes values off the front of a byte range; never reads past its end.
class Cursor {
public:
  explicit Cursor(std::string_view bytes) : rest(bytes) {}

  size_t remaining() const { return rest.size(); }

  bool take(size_t count, std::string_view &bytes) {
    if (count > rest.size())
      return false;
    bytes = rest.substr(0, count);
    rest.remove_prefix(count);
    return true;
  }

  template <typename Word>
  bool take(Word &word) {
    std::string_view bytes;
    if (!take(sizeof(Word), bytes))
      return false;
    word = 0;
    for (size_t i = 0; i < sizeof(Word); ++i)
      word = Word(word | Word(uint8_t(bytes[i])) << (8 * i));
    return true;
  }

private:
  std::string_view rest;
};

/// Checks magic and version, as far as the prefix goes.
Status checkStart(std::string_view magic, std::string_view prefix,
                  std::string_view fileName) {
  Cursor cursor(prefix);
  std::string_view found;
  uint32_t version = 0;
  if (!cursor.take(magic.size(), found))
    return Status::success();
  if (found != magic)
    return checkpointError(fileName, "expected magic " + inQuotes(magic) +
                                         ", found " + inQuotes(found));
  if (cursor.take(version) && version != gptrsVersion)
    return checkpointError(fileName,
                           "expected " + std::string(magic) + " version " +
                               std::to_string(gptrsVersion) +
                               ", found version " + std::to_string(version));
  return Status::success();
}

/// Reads the index of either container.
class IndexReader {
public:
  IndexReader(std::string_view index, bool hasIds, uint64_t dataBegin,
              uint64_t fileSize, std::string_view fileName)
      : cursor(index), hasIds(hasIds), dataBegin(dataBegin), fileSize(fileSize),
        fileName(fileName) {}

  StatusOr<std::vector<CheckpointTensor>> read() {
    uint32_t count = 0;
    if (!cursor.take(count))
      return checkpointError(fileName, "index: expected a count of 4 bytes, "
                                       "found " +
                                           std::to_string(cursor.remaining()));
    std::vector<CheckpointTensor> tensors;
    for (uint32_t i = 0; i < count; ++i) {
      CheckpointTensor tensor;
      if (Status status = readEntry(i, count, tensor); !status.ok())
        return status;
      tensor.position = i;
      tensors.push_back(std::move(tensor));
    }
    if (cursor.remaining() != 0)
      return checkpointError(
          fileName, "index: expected its end after " + std::to_string(count) +
                        " tensors, found " +
                        std::to_string(cursor.remaining()) + " more bytes");
    return tensors;
  }

private:
  Status readEntry(uint32_t number, uint32_t count, CheckpointTensor &tensor) {
    auto truncated = [&] {
      return checkpointError(fileName, "index: expected " +
                                           std::to_string(count) +
                                           " tensors, found its end inside "
                                           "number " +
                                           std::to_string(number));
    };
    uint32_t nameLength = 0;
    std::string_view name;
    if (!cursor.take(nameLength) || !cursor.take(nameLength, name))
      return truncated();
    auto expectedId = baseParamId(name);
    if (!expectedId.ok())
      return tensorError(fileName, name, expectedId.message());
    tensor.name = name;
    if (hasIds) {
      ParamId id;
      if (!cursor.take(id.low) || !cursor.take(id.high))
        return truncated();
      if (!id.isZero() && id != *expectedId)
        return tensorError(fileName, name,
                           "expected base id " + expectedId->toHex() +
                               " (or 0), found " + id.toHex());
    }
    uint32_t rank = 0;
    if (!cursor.take(rank) || rank > cursor.remaining() / sizeof(uint64_t))
      return truncated();
    for (uint32_t axis = 0; axis < rank; ++axis) {
      uint64_t extent = 0;
      cursor.take(extent);
      if (extent > uint64_t(std::numeric_limits<int64_t>::max()))
        return tensorError(fileName, name,
                           "expected extents below 2^63, found " +
                               std::to_string(extent));
      tensor.shape.push_back(int64_t(extent));
    }
    uint32_t tag = 0;
    uint8_t reserved = 0;
    if (!cursor.take(tag) || !cursor.take(reserved) ||
        !cursor.take(tensor.offset) || !cursor.take(tensor.byteSize))
      return truncated();
    if (tag >= numGptrsDtypes)
      return tensorError(fileName, name,
                         "expected dtype tag 0 (f32), 1 (f16), 2 (bf16) or 3 "
                         "(si32), found " +
                             std::to_string(tag));
    if (reserved > 1)
      return tensorError(fileName, name,
                         "expected the reserved byte to be 0 or 1, found " +
                             std::to_string(reserved));
    tensor.type = gptrsDtypes[tag];
    return checkTensor(tensor, dataBegin, fileSize, fileName);
  }

  Cursor cursor;
  bool hasIds;
  uint64_t dataBegin;
  uint64_t fileSize;
  std::string_view fileName;
};

StatusOr<ParsedHeader> parseGptrs(ContainerKind kind, std::string_view bytes,
                                  uint64_t fileSize,
                                  std::string_view fileName) {
  auto dataBegin = headerBytesNeeded(kind, bytes, fileSize, fileName);
  if (!dataBegin.ok())
    return dataBegin.status();
  if (*dataBegin > bytes.size())
    return checkpointError(fileName, "expected " + std::to_string(*dataBegin) +
                                         " header bytes, found " +
                                         std::to_string(bytes.size()));
  // headerBytesNeeded has checked every length up to here.
  Cursor cursor(bytes.substr(gptrsStartBytes, *dataBegin - gptrsStartBytes));
  ParsedHeader header;
  uint32_t length = 0;
  std::string_view index;
  if (kind == ContainerKind::GptrsChk) {
    std::string_view config;
    cursor.take(length);
    cursor.take(length, config);
    if (auto parsed = parseJsonObject(config); !parsed.ok())
      return checkpointError(fileName, "config: " + parsed.message());
    header.configJson = config;
  }
  cursor.take(length);
  cursor.take(length, index);

  bool hasIds = kind == ContainerKind::GptrsChk;
  auto tensors =
      IndexReader(index, hasIds, *dataBegin, fileSize, fileName).read();
  if (!tensors.ok())
    return tensors.status();
  header.tensors = std::move(*tensors);
  for (Status status : {sortByName(header.tensors, fileName),
                        checkLayout(header.tensors, Gaps::Allowed, *dataBegin,
                                    fileSize, fileName)})
    if (!status.ok())
      return status;
  return header;
}

} // namespace

std::optional<uint32_t> ptir::gptrsDtypeTag(ElementType type) {
  for (uint32_t tag = 0; tag < numGptrsDtypes; ++tag)
    if (gptrsDtypes[tag] == type)
      return tag;
  return std::nullopt;
}

StatusOr<uint64_t> ptir::gptrsHeaderBytes(ContainerKind kind,
                                          std::string_view prefix,
                                          uint64_t fileSize,
                                          std::string_view fileName) {
  std::string_view magic = gptrsMagic(kind);
  if (Status status = checkStart(magic, prefix, fileName); !status.ok())
    return status;
  // Each section is a u32 length and as many bytes.
  std::string_view sections[] = {"config", "index"};
  uint64_t needed = gptrsStartBytes;
  for (std::string_view section : sections) {
    if (section == "config" && kind == ContainerKind::GptrsTen)
      continue;
    uint64_t lengthAt = needed;
    needed += sizeof(uint32_t);
    uint32_t length = 0;
    if (needed <= fileSize && needed > prefix.size())
      return needed;
    if (needed <= fileSize) {
      Cursor(prefix.substr(lengthAt)).take(length);
      needed += length;
    }
    if (needed > fileSize)
      return checkpointError(fileName, "expected " + std::to_string(needed) +
                                           " bytes up to the end of the " +
                                           std::string(section) + ", found " +
                                           std::to_string(fileSize) +
                                           "; the file is truncated or "
                                           "damaged");
    if (needed > maxHeaderBytes)
      return checkpointError(fileName, "expected a header of at most " +
                                           std::to_string(maxHeaderBytes) +
                                           " bytes, found " +
                                           std::to_string(needed));
  }
  return needed;
}

StatusOr<ParsedHeader> ptir::parseGptrsChk(std::string_view bytes,
                                           uint64_t fileSize,
                                           std::string_view fileName) {
  return parseGptrs(ContainerKind::GptrsChk, bytes, fileSize, fileName);
}

StatusOr<ParsedHeader> ptir::parseGptrsTen(std::string_view bytes,
                                           uint64_t fileSize,
                                           std::string_view fileName) {
  return parseGptrs(ContainerKind::GptrsTen, bytes, fileSize, fileName);
}
