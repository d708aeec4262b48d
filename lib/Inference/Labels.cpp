//===- Labels.cpp - What an image model's classes are called --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Labels.h"

#include "ptir/Support/FileBytes.h"

#include <algorithm>
#include <filesystem>

using namespace ptir;
namespace fs = std::filesystem;

/// No list of names is longer.
static constexpr uint64_t maxBytes = 10'000'000;

static std::vector<std::string> linesOf(const std::string &text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size());
    size_t last = end > begin && text[end - 1] == '\r' ? end - 1 : end;
    lines.push_back(text.substr(begin, last - begin));
    begin = end + 1;
  }
  return lines;
}

StatusOr<std::vector<std::string>> ptir::readLabels(const std::string &path,
                                                    int64_t classCount) {
  StatusOr<std::string> text = readFileBytes(path, "labels", maxBytes);
  if (!text.ok())
    return text.status();
  std::vector<std::string> labels = linesOf(*text);
  if (static_cast<int64_t>(labels.size()) != classCount)
    return Status::failure(
        "labels '" + path + "': expected " + std::to_string(classCount) +
        " lines, one for each class, found " + std::to_string(labels.size()));
  return labels;
}

StatusOr<std::vector<std::string>> ptir::modelLabels(const LoadedModel &model) {
  const ImageModelInfo *info = model.definition().image();
  if (!info || !info->labels.empty())
    return info ? info->labels : std::vector<std::string>();
  fs::path folder = model.checkpoint().path;
  if (model.checkpoint().kind != ContainerKind::HfFolder)
    folder = folder.parent_path();
  fs::path path =
      folder / (info->labelsFile.empty() ? "labels.txt" : info->labelsFile);
  std::error_code error;
  if (!fs::exists(path, error))
    return std::vector<std::string>();
  return readLabels(path.string(), info->classCount);
}
