//===- SafetensorsParser.cpp - The header of a safetensors file -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/CheckpointParser.h"

#include "CheckpointMessage.h"
#include "HeaderLength.h"
#include "StrictJson.h"
#include "TensorTable.h"

#include <limits>

using namespace ptir;
using nlohmann::json;

namespace {

constexpr uint64_t lengthBytes = 8;

struct DtypeName {
  std::string_view name;
  ElementType type;
};

constexpr DtypeName dtypeNames[] = {
    {"BOOL", ElementType::I1},        {"U8", ElementType::UI8},
    {"I8", ElementType::SI8},         {"I16", ElementType::SI16},
    {"U16", ElementType::UI16},       {"I32", ElementType::SI32},
    {"U32", ElementType::UI32},       {"I64", ElementType::SI64},
    {"U64", ElementType::UI64},       {"F16", ElementType::F16},
    {"BF16", ElementType::BF16},      {"F32", ElementType::F32},
    {"F64", ElementType::F64},        {"F8_E4M3", ElementType::F8E4M3FN},
    {"F8_E5M2", ElementType::F8E5M2}, {"C64", ElementType::CF32},
};

uint64_t readLength(std::string_view bytes) {
  uint64_t value = 0;
  for (unsigned i = 0; i < lengthBytes; ++i)
    value |= uint64_t(uint8_t(bytes[i])) << (8 * i);
  return value;
}

/// Reads one tensor's entry. The file name is added by the caller.
class EntryReader {
public:
  EntryReader(const json &entry, uint64_t dataBegin)
      : entry(entry), dataBegin(dataBegin) {}

  StatusOr<CheckpointTensor> read() {
    if (!entry.is_object())
      return fail("an object with dtype, shape and data_offsets", entry);
    for (const auto &[key, value] : entry.items())
      if (key != "dtype" && key != "shape" && key != "data_offsets")
        return Status::failure(
            "expected only dtype, shape and data_offsets, found key " +
            inQuotes(key));
    for (const char *key : {"dtype", "shape", "data_offsets"})
      if (!entry.contains(key))
        return Status::failure(std::string("expected a ") + key +
                               ", found none");
    for (Status status : {readDtype(), readShape(), readOffsets()})
      if (!status.ok())
        return status;
    return std::move(tensor);
  }

private:
  static Status fail(std::string_view expected, const json &found) {
    return Status::failure("expected " + std::string(expected) + ", found " +
                           found.type_name());
  }

  Status readDtype() {
    const json &dtype = entry["dtype"];
    if (!dtype.is_string())
      return fail("dtype to be a string", dtype);
    const auto &name = dtype.get_ref<const std::string &>();
    for (const DtypeName &known : dtypeNames)
      if (known.name == name) {
        tensor.type = known.type;
        return Status::success();
      }
    std::string expected;
    for (const DtypeName &known : dtypeNames)
      expected += (expected.empty() ? "" : ", ") + std::string(known.name);
    return Status::failure("expected a dtype of " + expected + "; found " +
                           inQuotes(name));
  }

  Status readShape() {
    const json &shape = entry["shape"];
    if (!shape.is_array())
      return fail("shape to be an array", shape);
    for (const json &extent : shape) {
      if (!extent.is_number_unsigned())
        return Status::failure(
            "expected extents to be non-negative integers, found " +
            inQuotes(extent.dump(-1, ' ', true)));
      auto value = extent.get<uint64_t>();
      if (value > uint64_t(std::numeric_limits<int64_t>::max()))
        return Status::failure("expected extents below 2^63, found " +
                               std::to_string(value));
      tensor.shape.push_back(int64_t(value));
    }
    return Status::success();
  }

  Status readOffsets() {
    const json &offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 ||
        !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned())
      return Status::failure(
          "expected data_offsets to be two non-negative integers, found " +
          inQuotes(offsets.dump(-1, ' ', true)));
    auto begin = offsets[0].get<uint64_t>();
    auto end = offsets[1].get<uint64_t>();
    if (begin > end || begin > std::numeric_limits<uint64_t>::max() - dataBegin)
      return Status::failure("expected data_offsets in order inside the file, "
                             "found [" +
                             std::to_string(begin) + ", " +
                             std::to_string(end) + "]");
    tensor.offset = dataBegin + begin;
    tensor.byteSize = end - begin;
    return Status::success();
  }

  const json &entry;
  uint64_t dataBegin;
  CheckpointTensor tensor;
};

Status readMetadata(const json &entry,
                    std::map<std::string, std::string> &metadata) {
  if (!entry.is_object())
    return Status::failure("expected __metadata__ to be an object, found " +
                           std::string(entry.type_name()));
  for (const auto &[key, value] : entry.items()) {
    if (!value.is_string())
      return Status::failure("expected __metadata__ of strings, found " +
                             std::string(value.type_name()) + " under " +
                             inQuotes(key));
    metadata[key] = value.get<std::string>();
  }
  return Status::success();
}

/// Sets every position: by name, or as orderMetadataKey says. The tensors are
/// sorted by name.
Status readOrder(ParsedHeader &header) {
  uint32_t position = 0;
  for (CheckpointTensor &tensor : header.tensors)
    tensor.position = position++;
  auto entry = header.metadata.find(std::string(orderMetadataKey));
  if (entry == header.metadata.end())
    return Status::success();
  std::string where = "metadata " + inQuotes(orderMetadataKey) + ": ";
  auto document = parseJsonObject(entry->second);
  if (!document.ok())
    return Status::failure(where + document.message());
  auto names = document->find("names");
  if (names == document->end() || !names->is_array())
    return Status::failure(
        where + "expected an array under 'names', found " +
        (names == document->end() ? "none" : names->type_name()));
  std::map<std::string, uint32_t> places;
  for (const json &name : *names)
    if (!name.is_string() ||
        !places.emplace(name.get<std::string>(), uint32_t(places.size()))
             .second)
      return Status::failure(where + "expected distinct names, found " +
                             inQuotes(name.dump(-1, ' ', true)) +
                             (name.is_string() ? " twice" : ""));
  for (CheckpointTensor &tensor : header.tensors) {
    auto place = places.find(tensor.name);
    if (place == places.end())
      return Status::failure(where +
                             "expected the name of every tensor, found "
                             "none of tensor " +
                             inQuotes(tensor.name));
    tensor.position = place->second;
  }
  if (places.size() != header.tensors.size())
    return Status::failure(
        where + "expected " + std::to_string(header.tensors.size()) +
        " names, one for each tensor, found " + std::to_string(places.size()));
  return Status::success();
}

} // namespace

std::string_view ptir::safetensorsDtypeName(ElementType type) {
  for (const DtypeName &known : dtypeNames)
    if (known.type == type)
      return known.name;
  return {};
}

StatusOr<uint64_t> ptir::safetensorsHeaderBytes(std::string_view prefix,
                                                uint64_t fileSize,
                                                std::string_view fileName) {
  if (fileSize < lengthBytes)
    return checkpointError(fileName,
                           "expected a safetensors file of at least 8 bytes, "
                           "found " +
                               std::to_string(fileSize));
  if (prefix.size() < lengthBytes)
    return lengthBytes;
  uint64_t length = readLength(prefix);
  if (length > maxHeaderBytes)
    return checkpointError(fileName,
                           "expected a safetensors header of at most " +
                               std::to_string(maxHeaderBytes) +
                               " bytes, found " + std::to_string(length));
  if (length > fileSize - lengthBytes)
    return checkpointError(
        fileName, "expected a safetensors header of " + std::to_string(length) +
                      " bytes after its length, found " +
                      std::to_string(fileSize - lengthBytes) +
                      "; the file is truncated or damaged");
  return lengthBytes + length;
}

StatusOr<ParsedHeader> ptir::parseSafetensors(std::string_view bytes,
                                              uint64_t fileSize,
                                              std::string_view fileName) {
  auto dataBegin =
      headerBytesNeeded(ContainerKind::Safetensors, bytes, fileSize, fileName);
  if (!dataBegin.ok())
    return dataBegin.status();
  if (*dataBegin > bytes.size())
    return checkpointError(fileName, "expected " + std::to_string(*dataBegin) +
                                         " header bytes, found " +
                                         std::to_string(bytes.size()));
  std::string_view text = bytes.substr(lengthBytes, *dataBegin - lengthBytes);
  if (text.empty() || text.front() != '{')
    return checkpointError(fileName, "expected the safetensors header to "
                                     "begin with '{', found " +
                                         inQuotes(text.substr(0, 1)));
  auto document = parseJsonObject(text);
  if (!document.ok())
    return checkpointError(fileName, "header: " + document.message());

  ParsedHeader header;
  for (const auto &[name, entry] : document->items()) {
    if (name == "__metadata__") {
      if (Status status = readMetadata(entry, header.metadata); !status.ok())
        return checkpointError(fileName, status.message());
      continue;
    }
    if (name.empty())
      return checkpointError(fileName,
                             "expected tensor names, found an empty one");
    auto tensor = EntryReader(entry, *dataBegin).read();
    if (!tensor.ok())
      return tensorError(fileName, name, tensor.message());
    tensor->name = name;
    if (Status status = checkTensor(*tensor, *dataBegin, fileSize, fileName);
        !status.ok())
      return status;
    header.tensors.push_back(std::move(*tensor));
  }
  for (Status status : {sortByName(header.tensors, fileName),
                        checkLayout(header.tensors, Gaps::Forbidden, *dataBegin,
                                    fileSize, fileName)})
    if (!status.ok())
      return status;

  if (Status status = readOrder(header); !status.ok())
    return checkpointError(fileName, status.message());

  auto config = header.metadata.find(std::string(configMetadataKey));
  if (config != header.metadata.end()) {
    if (auto parsed = parseJsonObject(config->second); !parsed.ok())
      return checkpointError(fileName, "metadata " + inQuotes(config->first) +
                                           ": " + parsed.message());
    header.configJson = config->second;
  }
  return header;
}
