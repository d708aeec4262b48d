//===- GptrsWriter.cpp - Writing GPTRSCHK and GPTRSTEN --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/CheckpointParser.h"

#include "CheckpointMessage.h"
#include "GptrsFormat.h"
#include "StrictJson.h"
#include "WritePlan.h"

#include "ptir/Support/ParamId.h"

using namespace ptir;

namespace {

template <typename Word>
void append(std::string &bytes, Word word) {
  for (size_t i = 0; i < sizeof(Word); ++i)
    bytes += char(word >> (8 * i));
}

/// The index with absolute offsets; its length does not depend on them.
StatusOr<std::string> indexBytes(const std::string &path, bool hasIds,
                                 const std::vector<TensorDescription> &tensors,
                                 const std::vector<PlannedTensor> &plan) {
  std::string bytes;
  append(bytes, uint32_t(plan.size()));
  for (const PlannedTensor &planned : plan) {
    const TensorDescription &tensor = tensors[planned.index];
    auto id = baseParamId(tensor.name);
    if (!id.ok())
      return tensorError(path, tensor.name, id.message());
    auto tag = gptrsDtypeTag(tensor.type);
    if (!tag)
      return tensorError(path, tensor.name,
                         "expected f32, f16, bf16 or si32, all that this "
                         "container can store, found " +
                             std::string(elementTypeName(tensor.type)));
    append(bytes, uint32_t(tensor.name.size()));
    bytes += tensor.name;
    if (hasIds) {
      append(bytes, id->low);
      append(bytes, id->high);
    }
    append(bytes, uint32_t(tensor.shape.size()));
    for (int64_t extent : tensor.shape)
      append(bytes, uint64_t(extent));
    append(bytes, *tag);
    append(bytes, uint8_t(0));
    append(bytes, planned.offset);
    append(bytes, planned.byteSize);
  }
  return bytes;
}

Status writeGptrs(ContainerKind kind, const std::string &path,
                  const std::string &configJson,
                  const std::vector<TensorDescription> &tensors,
                  const TensorSource &source, ListOrder order) {
  bool hasConfig = kind == ContainerKind::GptrsChk;
  auto plan = planByName(tensors, path);
  if (!plan.ok())
    return plan.status();
  if (order == ListOrder::AsGiven)
    plan = asGiven(std::move(*plan));
  auto index = indexBytes(path, hasConfig, tensors, *plan);
  if (!index.ok())
    return index.status();

  std::string header(gptrsMagic(kind));
  append(header, gptrsVersion);
  if (hasConfig) {
    append(header, uint32_t(configJson.size()));
    header += configJson;
  }
  append(header, uint32_t(index->size()));
  uint64_t end = header.size() + index->size();
  if (end > maxHeaderBytes)
    return checkpointError(path, "expected a header of at most " +
                                     std::to_string(maxHeaderBytes) +
                                     " bytes, found " + std::to_string(end));
  for (PlannedTensor &tensor : *plan) {
    // An empty tensor has no data to align, and must not point past the file.
    tensor.offset = tensor.byteSize == 0 ? end : alignUp(end);
    end = tensor.offset + tensor.byteSize;
  }
  index = indexBytes(path, hasConfig, tensors, *plan);
  if (!index.ok())
    return index.status();
  header += *index;
  return writePlanned(path, header, *plan, source);
}

} // namespace

Status ptir::writeGptrsChk(const std::string &path,
                           const std::string &configJson,
                           const std::vector<TensorDescription> &tensors,
                           const TensorSource &source) {
  if (auto config = parseJsonObject(configJson); !config.ok())
    return checkpointError(path, "config: " + config.message());
  return writeGptrs(ContainerKind::GptrsChk, path, configJson, tensors, source,
                    ListOrder::ByName);
}

Status ptir::writeGptrsTen(const std::string &path,
                           const std::vector<TensorDescription> &tensors,
                           const TensorSource &source, ListOrder order) {
  return writeGptrs(ContainerKind::GptrsTen, path, "", tensors, source, order);
}
