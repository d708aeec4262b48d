//===- OpenCheckpoint.cpp - Files and folders as checkpoints --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/Checkpoint.h"

#include "CheckpointMessage.h"
#include "ContainerFile.h"
#include "StrictJson.h"
#include "TensorTable.h"

#include <algorithm>
#include <filesystem>

using namespace ptir;
namespace fs = std::filesystem;

namespace {

bool isThere(const fs::path &path) {
  std::error_code error;
  return fs::exists(path, error);
}

Status readConfig(const fs::path &path, std::string &configJson) {
  auto text = readJsonText(path.string());
  if (!text.ok())
    return text.status();
  if (auto config = parseJsonObject(*text); !config.ok())
    return checkpointError(path.string(), config.message());
  configJson = std::move(*text);
  return Status::success();
}

/// Tensor name -> file name, from `model.safetensors.index.json`.
using WeightMap = std::map<std::string, std::string>;

StatusOr<WeightMap> readWeightMap(const fs::path &path) {
  auto text = readJsonText(path.string());
  if (!text.ok())
    return text.status();
  auto document = parseJsonObject(*text);
  if (!document.ok())
    return checkpointError(path.string(), document.message());
  auto entries = document->find("weight_map");
  if (entries == document->end() || !entries->is_object())
    return checkpointError(path.string(),
                           "expected an object under 'weight_map', found none");
  WeightMap weightMap;
  for (const auto &[name, file] : entries->items()) {
    if (!file.is_string())
      return tensorError(path.string(), name,
                         "expected the name of a file, found " +
                             std::string(file.type_name()));
    auto fileName = file.get<std::string>();
    bool isPlain = !fileName.empty() && fileName != "." && fileName != ".." &&
                   fileName.find('/') == std::string::npos &&
                   fileName.find('\\') == std::string::npos &&
                   fileName.find('\0') == std::string::npos;
    if (!isPlain)
      return tensorError(path.string(), name,
                         "expected the name of a file in the same folder, "
                         "found " +
                             inQuotes(fileName));
    weightMap[name] = fileName;
  }
  return weightMap;
}

/// Adds the tensors of one shard, which must be those the index promises.
Status addShard(const fs::path &folder, const std::string &shardName,
                const WeightMap &weightMap, Checkpoint &checkpoint) {
  auto opened = openContainerFile((folder / shardName).string());
  if (!opened.ok())
    return opened.status();
  const CheckpointFile &file = opened->files.front();
  if (opened->kind != ContainerKind::Safetensors)
    return checkpointError(file.path,
                           "expected a safetensors shard, found " +
                               std::string(containerKindName(opened->kind)));
  auto index = uint32_t(checkpoint.files.size());
  for (CheckpointTensor &tensor : opened->tensors) {
    auto promised = weightMap.find(tensor.name);
    if (promised == weightMap.end())
      return tensorError(file.path, tensor.name,
                         "expected an entry in the index's weight_map, found "
                         "none");
    if (promised->second != shardName)
      return tensorError(file.path, tensor.name,
                         "expected in shard " + inQuotes(promised->second) +
                             " by the index, found in " + inQuotes(shardName));
    tensor.file = index;
    checkpoint.tensors.push_back(std::move(tensor));
  }
  checkpoint.files.push_back(file);
  return Status::success();
}

Status openShards(const fs::path &folder, const fs::path &indexPath,
                  Checkpoint &checkpoint) {
  auto weightMap = readWeightMap(indexPath);
  if (!weightMap.ok())
    return weightMap.status();
  std::vector<std::string> shards;
  for (const auto &[name, shard] : *weightMap)
    shards.push_back(shard);
  std::sort(shards.begin(), shards.end());
  shards.erase(std::unique(shards.begin(), shards.end()), shards.end());
  for (const std::string &shard : shards)
    if (Status status = addShard(folder, shard, *weightMap, checkpoint);
        !status.ok())
      return status;
  if (Status status = sortByName(checkpoint.tensors, indexPath.string());
      !status.ok())
    return status;
  for (const auto &[name, shard] : *weightMap)
    if (!checkpoint.find(name))
      return tensorError(indexPath.string(), name,
                         "expected in shard " + inQuotes(shard) +
                             ", found no such tensor there");
  return Status::success();
}

StatusOr<Checkpoint> openFolder(const fs::path &folder) {
  Checkpoint checkpoint;
  fs::path single = folder / "model.safetensors";
  fs::path index = folder / "model.safetensors.index.json";
  if (isThere(single)) {
    auto opened = openContainerFile(single.string());
    if (!opened.ok())
      return opened.status();
    checkpoint = std::move(*opened);
  } else if (isThere(index)) {
    if (Status status = openShards(folder, index, checkpoint); !status.ok())
      return status;
  } else {
    return checkpointError(folder.string(),
                           "expected model.safetensors or "
                           "model.safetensors.index.json in the folder, found "
                           "neither");
  }
  checkpoint.kind = ContainerKind::HfFolder;
  checkpoint.path = folder.string();
  fs::path config = folder / "config.json";
  if (!isThere(config))
    return checkpointError(folder.string(),
                           "expected config.json in the folder, found none");
  if (Status status = readConfig(config, checkpoint.configJson); !status.ok())
    return status;
  return checkpoint;
}

} // namespace

StatusOr<Checkpoint> ptir::openCheckpoint(const std::string &path) {
  std::error_code error;
  if (fs::is_directory(path, error))
    return openFolder(path);
  auto checkpoint = openContainerFile(path);
  if (!checkpoint.ok() || checkpoint->kind != ContainerKind::Safetensors ||
      !checkpoint->configJson.empty())
    return checkpoint;
  fs::path config = fs::path(path).parent_path() / "config.json";
  if (isThere(config))
    if (Status status = readConfig(config, checkpoint->configJson);
        !status.ok())
      return status;
  return checkpoint;
}
