//===- OutputTensors.cpp - Tensors into a file ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OutputTensors.h"

#include "ptir/Checkpoint/CheckpointWriter.h"

#include <cstring>
#include <filesystem>

using namespace ptir;

static std::string extensionOf(const std::string &path) {
  return std::filesystem::path(path).extension().string();
}

Status ptir::run::checkOutputName(const std::string &path) {
  std::string extension = extensionOf(path);
  if (path.empty() || extension == ".safetensors" || extension == ".gptrsten")
    return Status::success();
  return Status::failure("output '" + path +
                         "': expected a name that ends in .safetensors or "
                         ".gptrsten");
}

Status ptir::run::writeTensors(const std::string &path,
                               const std::vector<NamedTensor> &tensors) {
  std::vector<TensorDescription> descriptions;
  for (const auto &[name, tensor] : tensors)
    descriptions.push_back({name,
                            static_cast<ElementType>(tensor.element_type),
                            {tensor.dims, tensor.dims + tensor.rank}});
  auto source = [&](size_t index, uint64_t begin, char *out, size_t count) {
    const auto *data = static_cast<const char *>(tensors[index].tensor.data);
    if (count)
      std::memcpy(out, data + begin, count);
    return Status::success();
  };
  if (Status status = checkOutputName(path); !status.ok())
    return status;
  if (extensionOf(path) == ".gptrsten")
    return writeGptrsTen(path, descriptions, source, ListOrder::AsGiven);
  return writeSafetensors(path, descriptions, /*metadata=*/{}, source,
                          ListOrder::AsGiven);
}
