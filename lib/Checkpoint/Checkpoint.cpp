//===- Checkpoint.cpp - What is in a checkpoint ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/Checkpoint.h"

#include <algorithm>
#include <limits>

using namespace ptir;

std::string_view ptir::containerKindName(ContainerKind kind) {
  switch (kind) {
  case ContainerKind::Safetensors:
    return "safetensors";
  case ContainerKind::HfFolder:
    return "hf-folder";
  case ContainerKind::GptrsChk:
    return "gptrschk";
  case ContainerKind::GptrsTen:
    return "gptrsten";
  }
  return "unknown";
}

const CheckpointTensor *Checkpoint::find(std::string_view name) const {
  auto it =
      std::lower_bound(tensors.begin(), tensors.end(), name,
                       [](const CheckpointTensor &tensor,
                          std::string_view key) { return tensor.name < key; });
  return it != tensors.end() && it->name == name ? &*it : nullptr;
}

std::vector<const CheckpointTensor *>
ptir::tensorsInFileOrder(const Checkpoint &checkpoint) {
  std::vector<const CheckpointTensor *> list;
  for (const CheckpointTensor &tensor : checkpoint.tensors)
    list.push_back(&tensor);
  std::stable_sort(list.begin(), list.end(),
                   [](const CheckpointTensor *a, const CheckpointTensor *b) {
                     return a->file != b->file ? a->file < b->file
                                               : a->position < b->position;
                   });
  return list;
}

StatusOr<uint64_t> ptir::denseByteSize(ElementType type,
                                       const std::vector<int64_t> &shape) {
  constexpr uint64_t limit = std::numeric_limits<int64_t>::max();
  uint64_t bytes = storageBytes(type);
  bool isEmpty = false;
  for (int64_t extent : shape) {
    if (extent < 0)
      return Status::failure("expected extents >= 0, found shape " +
                             shapeToString(shape));
    if (extent == 0)
      isEmpty = true;
    else if (uint64_t(extent) > limit / bytes)
      return Status::failure("expected less than 2^63 bytes, found shape " +
                             shapeToString(shape) + " of " +
                             std::string(elementTypeName(type)));
    else
      bytes *= uint64_t(extent);
  }
  return isEmpty ? uint64_t(0) : bytes;
}

std::string ptir::shapeToString(const std::vector<int64_t> &shape) {
  std::string text = "[";
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i != 0)
      text += ", ";
    text += std::to_string(shape[i]);
  }
  return text + "]";
}
