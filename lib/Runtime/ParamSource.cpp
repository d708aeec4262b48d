//===- ParamSource.cpp - Where parameters come from -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/ParamSource.h"
#include "ClosestName.h"

#include <utility>

namespace ptir::runtime {

/// A model whose names are all wrong needs no hint for each.
static constexpr int maxHints = 8;

static std::string checkpointText(const std::string &path) {
  return "checkpoint '" + path + "'";
}

CheckpointSource::CheckpointSource(Checkpoint checkpoint, ParamNameMap names)
    : checkpoint(std::move(checkpoint)), names(std::move(names)),
      files(this->checkpoint.files.size()), hintsLeft(maxHints) {}

Status CheckpointSource::missing(std::string_view name,
                                 const std::vector<std::string> &candidates) {
  std::string message = checkpointText(checkpoint.path) + ": tensor ";
  for (size_t i = 0; i < candidates.size(); ++i)
    message += (i ? " or '" : "'") + candidates[i] + "'";
  if (candidates.empty())
    message += "for parameter '" + std::string(name) + "'";
  message += ": not found";
  if (hintsLeft > 0) {
    --hintsLeft;
    std::vector<std::string_view> known;
    for (const CheckpointTensor &tensor : checkpoint.tensors)
      known.push_back(tensor.name);
    std::string_view wanted = candidates.empty() ? name : candidates.front();
    std::string_view closest = closestName(wanted, known);
    if (!closest.empty())
      message += "; the closest name is '" + std::string(closest) + "'";
  }
  return Status::failure(std::move(message));
}

StatusOr<SourceTensor> CheckpointSource::find(std::string_view name) {
  std::vector<std::string> candidates =
      names ? names(name) : std::vector<std::string>{std::string(name)};
  const CheckpointTensor *tensor = nullptr;
  for (size_t i = 0; !tensor && i < candidates.size(); ++i)
    tensor = checkpoint.find(candidates[i]);
  if (!tensor)
    return missing(name, candidates);

  const CheckpointFile &file = checkpoint.files[tensor->file];
  std::optional<MappedFile> &mapping = files[tensor->file];
  if (!mapping) {
    StatusOr<MappedFile> opened = MappedFile::open(file.path, file.size);
    if (!opened.ok())
      return Status::failure(checkpointText(checkpoint.path) + ": " +
                             opened.message());
    mapping = std::move(*opened);
  }
  return SourceTensor{
      checkpointText(file.path) + ": tensor '" + tensor->name + "'",
      tensor->type, tensor->shape, mapping->data() + tensor->offset, &*mapping};
}

void MemorySource::add(std::string name, HostTensor tensor) {
  tensors.insert_or_assign(std::move(name), std::move(tensor));
}

void MemorySource::removeIf(
    const std::function<bool(const std::string &, const HostTensor &)>
        &condition) {
  for (auto entry = tensors.begin(); entry != tensors.end();)
    entry = condition(entry->first, entry->second) ? tensors.erase(entry)
                                                   : std::next(entry);
}

StatusOr<SourceTensor> MemorySource::find(std::string_view name) {
  auto found = tensors.find(name);
  if (found == tensors.end()) {
    std::vector<std::string_view> known;
    for (const auto &entry : tensors)
      known.push_back(entry.first);
    std::string_view closest = closestName(name, known);
    std::string hint = closest.empty() ? ""
                                       : "; the closest name is '" +
                                             std::string(closest) + "'";
    return Status::failure("memory: tensor '" + std::string(name) +
                           "': not found" + hint);
  }
  const HostTensor &tensor = found->second;
  return SourceTensor{"memory: tensor '" + found->first + "'", tensor.type(),
                      tensor.dims(), tensor.as<unsigned char>()};
}

} // namespace ptir::runtime
