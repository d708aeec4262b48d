//===- ContainerFile.cpp - One container in one file ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ContainerFile.h"

#include "ptir/Checkpoint/CheckpointParser.h"
#include "ptir/Checkpoint/InputFile.h"

#include "CheckpointMessage.h"
#include "GptrsFormat.h"
#include "HeaderLength.h"

#include <algorithm>
#include <filesystem>

using namespace ptir;

StatusOr<uint64_t> ptir::headerBytesNeeded(ContainerKind kind,
                                           std::string_view prefix,
                                           uint64_t fileSize,
                                           std::string_view fileName) {
  switch (kind) {
  case ContainerKind::Safetensors:
    return safetensorsHeaderBytes(prefix, fileSize, fileName);
  case ContainerKind::GptrsChk:
  case ContainerKind::GptrsTen:
    return gptrsHeaderBytes(kind, prefix, fileSize, fileName);
  case ContainerKind::HfFolder:
    break;
  }
  return checkpointError(fileName, "expected a file, found a folder");
}

namespace {

StatusOr<std::string> readHeader(ContainerKind kind, const InputFile &file) {
  std::string header;
  for (;;) {
    auto needed = headerBytesNeeded(kind, header, file.size(), file.path());
    if (!needed.ok())
      return needed.status();
    size_t have = header.size();
    if (*needed <= have)
      return header;
    header.resize(size_t(*needed));
    if (Status status =
            file.readAt(have, header.data() + have, header.size() - have);
        !status.ok())
      return status;
  }
}

StatusOr<ParsedHeader> parseFile(ContainerKind kind, const InputFile &file) {
  auto header = readHeader(kind, file);
  if (!header.ok())
    return header.status();
  switch (kind) {
  case ContainerKind::GptrsChk:
    return parseGptrsChk(*header, file.size(), file.path());
  case ContainerKind::GptrsTen:
    return parseGptrsTen(*header, file.size(), file.path());
  default:
    return parseSafetensors(*header, file.size(), file.path());
  }
}

StatusOr<ContainerKind> detectKind(const InputFile &file) {
  std::string magic(std::min<uint64_t>(file.size(), 8), '\0');
  if (Status status = file.readAt(0, magic.data(), magic.size()); !status.ok())
    return status;
  for (ContainerKind kind : {ContainerKind::GptrsChk, ContainerKind::GptrsTen})
    if (magic == gptrsMagic(kind))
      return kind;
  if (std::filesystem::path(file.path()).extension() == ".safetensors")
    return ContainerKind::Safetensors;
  return checkpointError(file.path(),
                         "expected a .safetensors file or the magic GPTRSCHK "
                         "or GPTRSTEN, found " +
                             inQuotes(magic));
}

} // namespace

StatusOr<Checkpoint> ptir::openContainerFile(const std::string &path) {
  auto file = InputFile::open(path);
  if (!file.ok())
    return file.status();
  auto kind = detectKind(*file);
  if (!kind.ok())
    return kind.status();
  auto header = parseFile(*kind, *file);
  if (!header.ok())
    return header.status();

  Checkpoint checkpoint;
  checkpoint.kind = *kind;
  checkpoint.path = path;
  checkpoint.configJson = std::move(header->configJson);
  checkpoint.metadata = std::move(header->metadata);
  checkpoint.files.push_back({path, file->size()});
  checkpoint.tensors = std::move(header->tensors);
  return checkpoint;
}

StatusOr<std::string> ptir::readJsonText(const std::string &path) {
  auto file = InputFile::open(path);
  if (!file.ok())
    return file.status();
  if (file->size() > maxHeaderBytes)
    return checkpointError(
        path, "expected at most " + std::to_string(maxHeaderBytes) +
                  " bytes, found " + std::to_string(file->size()));
  std::string text(size_t(file->size()), '\0');
  if (Status status = file->readAt(0, text.data(), text.size()); !status.ok())
    return status;
  return text;
}
