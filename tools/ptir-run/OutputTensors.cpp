//===- OutputTensors.cpp - Tensors into a file ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OutputTensors.h"

#include "ptir/Checkpoint/CheckpointWriter.h"

#include <cstring>

using namespace ptir;

Status ptir::run::writeTensors(const std::string &path,
                               const std::vector<NamedTensor> &tensors) {
  std::vector<TensorDescription> descriptions;
  for (const auto &[name, tensor] : tensors)
    descriptions.push_back({name,
                            static_cast<ElementType>(tensor.element_type),
                            {tensor.dims, tensor.dims + tensor.rank}});
  return writeSafetensors(
      path, descriptions, /*metadata=*/{},
      [&](size_t index, uint64_t begin, char *out, size_t count) {
        const auto *data =
            static_cast<const char *>(tensors[index].tensor.data);
        if (count)
          std::memcpy(out, data + begin, count);
        return Status::success();
      });
}
