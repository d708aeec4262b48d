//===- SafetensorsWriter.cpp - Writing safetensors ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/CheckpointParser.h"

#include "CheckpointMessage.h"
#include "WritePlan.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace ptir;
using nlohmann::json;

namespace {

/// A JSON string; nothing when the text is not UTF-8.
std::optional<std::string> jsonString(const std::string &text) {
  try {
    return json(text).dump();
  } catch (const json::exception &) {
    return std::nullopt;
  }
}

void appendLength(std::string &bytes, uint64_t value) {
  for (unsigned i = 0; i < 8; ++i)
    bytes += char(value >> (8 * i));
}

StatusOr<std::string>
metadataText(const std::string &path,
             const std::map<std::string, std::string> &metadata) {
  std::string text;
  for (const auto &[key, value] : metadata) {
    auto quotedKey = jsonString(key);
    auto quotedValue = jsonString(value);
    if (!quotedKey || !quotedValue)
      return checkpointError(path, "metadata " + inQuotes(key) +
                                       ": expected UTF-8, found other bytes");
    text += (text.empty() ? "" : ",") + *quotedKey + ":" + *quotedValue;
  }
  return text;
}

bool isSortedAsGiven(const std::vector<PlannedTensor> &byName) {
  return std::is_sorted(byName.begin(), byName.end(),
                        [](const PlannedTensor &a, const PlannedTensor &b) {
                          return a.index < b.index;
                        });
}

/// The value of orderMetadataKey.
StatusOr<std::string> orderText(const std::string &path,
                                const std::vector<TensorDescription> &tensors) {
  std::string names;
  for (const TensorDescription &tensor : tensors) {
    auto name = jsonString(tensor.name);
    if (!name)
      return tensorError(path, tensor.name,
                         "expected a UTF-8 name, found other bytes");
    names += (names.empty() ? "" : ",") + *name;
  }
  return R"({"names":[)" + names + "]}";
}

/// `"name":{…}`, offsets counted from the start of the data.
StatusOr<std::string> entryText(const std::string &path,
                                const TensorDescription &tensor, uint64_t begin,
                                uint64_t byteSize) {
  if (tensor.name.empty() || tensor.name == "__metadata__")
    return tensorError(path, tensor.name,
                       "expected a name that is not empty or __metadata__");
  auto name = jsonString(tensor.name);
  if (!name)
    return tensorError(path, tensor.name,
                       "expected a UTF-8 name, found other bytes");
  std::string_view dtype = safetensorsDtypeName(tensor.type);
  if (dtype.empty())
    return tensorError(path, tensor.name,
                       "expected an element type that safetensors can store, "
                       "found " +
                           std::string(elementTypeName(tensor.type)));
  return *name + R"(:{"dtype":")" + std::string(dtype) + R"(","shape":)" +
         json(tensor.shape).dump() + R"(,"data_offsets":[)" +
         std::to_string(begin) + "," + std::to_string(begin + byteSize) + "]}";
}

} // namespace

Status
ptir::writeSafetensors(const std::string &path,
                       const std::vector<TensorDescription> &tensors,
                       const std::map<std::string, std::string> &metadata,
                       const TensorSource &source, ListOrder order) {
  auto byName = planByName(tensors, path);
  if (!byName.ok())
    return byName.status();
  std::map<std::string, std::string> allMetadata = metadata;
  allMetadata.erase(std::string(orderMetadataKey));
  if (order == ListOrder::AsGiven && !isSortedAsGiven(*byName)) {
    auto names = orderText(path, tensors);
    if (!names.ok())
      return names.status();
    allMetadata.emplace(orderMetadataKey, *names);
  }

  std::vector<PlannedTensor *> dataOrder;
  for (PlannedTensor &tensor : *byName)
    dataOrder.push_back(&tensor);
  std::stable_sort(dataOrder.begin(), dataOrder.end(),
                   [&](const PlannedTensor *a, const PlannedTensor *b) {
                     return storageBytes(tensors[a->index].type) >
                            storageBytes(tensors[b->index].type);
                   });
  uint64_t end = 0;
  for (PlannedTensor *tensor : dataOrder) {
    tensor->offset = end;
    end += tensor->byteSize;
  }

  std::string text = "{";
  if (!allMetadata.empty()) {
    auto entry = metadataText(path, allMetadata);
    if (!entry.ok())
      return entry.status();
    text += "\"__metadata__\":{" + *entry + "}";
  }
  for (const PlannedTensor &tensor : *byName) {
    auto entry =
        entryText(path, tensors[tensor.index], tensor.offset, tensor.byteSize);
    if (!entry.ok())
      return entry.status();
    text += (text.size() == 1 ? "" : ",") + *entry;
  }
  text += "}";
  // The format allows spaces after the object.
  text.resize(size_t(alignUp(8 + text.size()) - 8), ' ');
  if (text.size() > maxHeaderBytes)
    return checkpointError(
        path, "expected a header of at most " + std::to_string(maxHeaderBytes) +
                  " bytes, found " + std::to_string(text.size()));

  std::string header;
  appendLength(header, text.size());
  header += text;
  std::vector<PlannedTensor> plan;
  for (PlannedTensor *tensor : dataOrder)
    plan.push_back(
        {tensor->index, header.size() + tensor->offset, tensor->byteSize});
  return writePlanned(path, header, plan, source);
}
