//===- ConvertCheckpoint.cpp - One container into another -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Checkpoint/ConvertCheckpoint.h"

#include "ptir/Checkpoint/CheckpointWriter.h"
#include "ptir/Checkpoint/TensorReader.h"

#include "CheckpointMessage.h"
#include "OutputFile.h"

#include <filesystem>

using namespace ptir;
namespace fs = std::filesystem;

namespace {

/// Files of an HF folder that belong to the model but hold no weights.
constexpr const char *companionFiles[] = {"vocab.json",
                                          "merges.txt",
                                          "tokenizer.json",
                                          "tokenizer_config.json",
                                          "added_tokens.json",
                                          "special_tokens_map.json",
                                          "generation_config.json"};

StatusOr<ContainerKind> kindOfOutput(const fs::path &path) {
  std::error_code error;
  fs::path extension = path.extension();
  if (fs::is_directory(path, error) || !path.has_filename())
    return ContainerKind::HfFolder;
  if (extension == ".safetensors")
    return ContainerKind::Safetensors;
  if (extension == ".gptrschk" || extension == ".bin")
    return ContainerKind::GptrsChk;
  if (extension == ".gptrsten")
    return ContainerKind::GptrsTen;
  if (extension.empty())
    return ContainerKind::HfFolder;
  return checkpointError(path.string(),
                         "expected an output named .safetensors, .gptrschk, "
                         ".bin or .gptrsten, or a folder (end its name with "
                         "'/'), found " +
                             inQuotes(extension.string()));
}

Status writeText(const fs::path &path, std::string_view text) {
  auto file = OutputFile::create(path.string());
  if (!file.ok())
    return file.status();
  if (Status status = file->write(text); !status.ok())
    return status;
  return file->commit();
}

Status copyFile(const fs::path &from, const fs::path &to) {
  auto input = InputFile::open(from.string());
  if (!input.ok())
    return input.status();
  std::string bytes(size_t(input->size()), '\0');
  if (Status status = input->readAt(0, bytes.data(), bytes.size());
      !status.ok())
    return status;
  return writeText(to, bytes);
}

/// Everything of an HF folder but the weights.
Status writeCompanions(const Checkpoint &checkpoint, const fs::path &folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return checkpointError(folder.string(),
                           "cannot create the folder: " + error.message());
  fs::path source = checkpoint.path;
  if (checkpoint.kind != ContainerKind::HfFolder)
    source = source.parent_path();
  for (const char *name : companionFiles) {
    fs::path from = source / name;
    fs::path to = folder / name;
    if (!fs::exists(from, error) || fs::equivalent(from, to, error))
      continue;
    if (Status status = copyFile(from, to); !status.ok())
      return status;
  }
  return writeText(folder / "config.json", checkpoint.configJson);
}

/// Whether the order of the tensors was chosen, as that of activations is.
bool hasOwnOrder(const Checkpoint &checkpoint) {
  return checkpoint.kind == ContainerKind::GptrsTen ||
         checkpoint.metadata.count(std::string(orderMetadataKey));
}

} // namespace

Status ptir::convertCheckpoint(const std::string &input,
                               const std::string &output) {
  auto kind = kindOfOutput(output);
  if (!kind.ok())
    return kind.status();
  auto checkpoint = openCheckpoint(input);
  if (!checkpoint.ok())
    return checkpoint.status();
  auto reader = TensorReader::open(*checkpoint);
  if (!reader.ok())
    return reader.status();

  std::vector<TensorDescription> tensors;
  std::vector<const CheckpointTensor *> entries =
      tensorsInFileOrder(*checkpoint);
  for (const CheckpointTensor *tensor : entries)
    tensors.push_back({tensor->name, tensor->type, tensor->shape});
  auto source = [&](size_t index, uint64_t begin, char *out, size_t count) {
    return reader->read(*entries[index], begin, out, count);
  };
  ListOrder order =
      hasOwnOrder(*checkpoint) ? ListOrder::AsGiven : ListOrder::ByName;

  bool needsConfig =
      *kind == ContainerKind::GptrsChk || *kind == ContainerKind::HfFolder;
  if (needsConfig && checkpoint->configJson.empty())
    return checkpointError(
        input, "expected a config to write " +
                   std::string(containerKindName(*kind)) + ", found none" +
                   (checkpoint->kind == ContainerKind::Safetensors
                        ? "; put config.json beside the file"
                        : ""));
  std::map<std::string, std::string> metadata = checkpoint->metadata;
  // Readers of the format look for this key.
  metadata.emplace("format", "pt");
  metadata.erase(std::string(configMetadataKey));

  switch (*kind) {
  case ContainerKind::GptrsChk:
    return writeGptrsChk(output, checkpoint->configJson, tensors, source);
  case ContainerKind::GptrsTen:
    return writeGptrsTen(output, tensors, source, order);
  case ContainerKind::Safetensors:
    if (!checkpoint->configJson.empty())
      metadata.emplace(configMetadataKey, checkpoint->configJson);
    return writeSafetensors(output, tensors, metadata, source, order);
  case ContainerKind::HfFolder:
    break;
  }
  fs::path folder = output;
  if (Status status = writeCompanions(*checkpoint, folder); !status.ok())
    return status;
  return writeSafetensors((folder / "model.safetensors").string(), tensors,
                          metadata, source);
}
