//===- TensorTable.cpp - Checks every container shares --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TensorTable.h"

#include "CheckpointMessage.h"

#include <algorithm>

using namespace ptir;

Status ptir::checkTensor(const CheckpointTensor &tensor, uint64_t dataBegin,
                         uint64_t fileSize, std::string_view fileName) {
  auto fail = [&](const std::string &message) {
    return tensorError(fileName, tensor.name, message);
  };
  auto expected = denseByteSize(tensor.type, tensor.shape);
  if (!expected.ok())
    return fail(expected.message());
  if (tensor.byteSize != *expected)
    return fail("expected " + std::to_string(*expected) + " bytes for shape " +
                shapeToString(tensor.shape) + " of " +
                std::string(elementTypeName(tensor.type)) + ", found " +
                std::to_string(tensor.byteSize));
  if (tensor.offset < dataBegin || tensor.offset > fileSize ||
      tensor.byteSize > fileSize - tensor.offset)
    return fail("expected data inside bytes [" + std::to_string(dataBegin) +
                ", " + std::to_string(fileSize) + ") of the file, found " +
                std::to_string(tensor.byteSize) + " bytes at offset " +
                std::to_string(tensor.offset));
  return Status::success();
}

Status ptir::checkLayout(const std::vector<CheckpointTensor> &tensors,
                         Gaps gaps, uint64_t dataBegin, uint64_t fileSize,
                         std::string_view fileName) {
  std::vector<const CheckpointTensor *> inOrder;
  for (const CheckpointTensor &tensor : tensors)
    if (tensor.byteSize != 0 || gaps == Gaps::Forbidden)
      inOrder.push_back(&tensor);
  std::sort(inOrder.begin(), inOrder.end(),
            [](const CheckpointTensor *a, const CheckpointTensor *b) {
              return a->offset != b->offset ? a->offset < b->offset
                                            : a->byteSize < b->byteSize;
            });

  uint64_t end = dataBegin;
  const CheckpointTensor *previous = nullptr;
  for (const CheckpointTensor *tensor : inOrder) {
    if (tensor->offset < end)
      return tensorError(fileName, tensor->name,
                         "expected bytes of its own, found an overlap with "
                         "tensor " +
                             inQuotes(previous->name) + " at offset " +
                             std::to_string(tensor->offset));
    if (gaps == Gaps::Forbidden && tensor->offset != end)
      return tensorError(fileName, tensor->name,
                         "expected data at offset " + std::to_string(end) +
                             ", found it at " + std::to_string(tensor->offset) +
                             " after a gap");
    end = tensor->offset + tensor->byteSize;
    previous = tensor;
  }
  if (gaps == Gaps::Forbidden && end != fileSize)
    return checkpointError(fileName, "expected the tensors to end with the "
                                     "file at byte " +
                                         std::to_string(fileSize) +
                                         ", found their end at " +
                                         std::to_string(end));
  return Status::success();
}

Status ptir::sortByName(std::vector<CheckpointTensor> &tensors,
                        std::string_view fileName) {
  std::sort(tensors.begin(), tensors.end(),
            [](const CheckpointTensor &a, const CheckpointTensor &b) {
              return a.name < b.name;
            });
  auto twin = std::adjacent_find(
      tensors.begin(), tensors.end(),
      [](const CheckpointTensor &a, const CheckpointTensor &b) {
        return a.name == b.name;
      });
  if (twin != tensors.end())
    return tensorError(fileName, twin->name,
                       "expected one tensor of that name, found two");
  return Status::success();
}
