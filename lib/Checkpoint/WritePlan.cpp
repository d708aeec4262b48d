//===- WritePlan.cpp - Where a writer puts tensors ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "WritePlan.h"

#include "CheckpointMessage.h"
#include "ptir/Checkpoint/Checkpoint.h"

#include <algorithm>

using namespace ptir;

StatusOr<std::vector<PlannedTensor>>
ptir::planByName(const std::vector<TensorDescription> &tensors,
                 const std::string &path) {
  std::vector<PlannedTensor> plan;
  for (size_t i = 0; i < tensors.size(); ++i) {
    auto bytes = denseByteSize(tensors[i].type, tensors[i].shape);
    if (!bytes.ok())
      return tensorError(path, tensors[i].name, bytes.message());
    plan.push_back({i, 0, *bytes});
  }
  std::sort(plan.begin(), plan.end(),
            [&](const PlannedTensor &a, const PlannedTensor &b) {
              return tensors[a.index].name < tensors[b.index].name;
            });
  for (size_t i = 1; i < plan.size(); ++i)
    if (tensors[plan[i].index].name == tensors[plan[i - 1].index].name)
      return tensorError(path, tensors[plan[i].index].name,
                         "expected one tensor of that name, found two");
  return plan;
}

std::vector<PlannedTensor> ptir::asGiven(std::vector<PlannedTensor> plan) {
  std::sort(plan.begin(), plan.end(),
            [](const PlannedTensor &a, const PlannedTensor &b) {
              return a.index < b.index;
            });
  return plan;
}

Status ptir::writePlanned(const std::string &path, std::string_view header,
                          const std::vector<PlannedTensor> &plan,
                          const TensorSource &source) {
  constexpr uint64_t blockBytes = 4 << 20;
  auto file = OutputFile::create(path);
  if (!file.ok())
    return file.status();
  if (Status status = file->write(header); !status.ok())
    return status;
  std::vector<char> block;
  for (const PlannedTensor &tensor : plan) {
    if (Status status = file->padTo(tensor.offset); !status.ok())
      return status;
    for (uint64_t begin = 0; begin < tensor.byteSize; begin += block.size()) {
      block.resize(size_t(std::min(blockBytes, tensor.byteSize - begin)));
      if (Status status =
              source(tensor.index, begin, block.data(), block.size());
          !status.ok())
        return status;
      if (Status status = file->write({block.data(), block.size()});
          !status.ok())
        return status;
    }
  }
  return file->commit();
}
