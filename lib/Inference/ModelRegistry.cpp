//===- ModelRegistry.cpp - The families of models -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/ModelRegistry.h"

#include <algorithm>

using namespace ptir;

ModelDefinition::~ModelDefinition() = default;

StatusOr<const LanguageModelInfo *>
ptir::requireLanguageModel(const ModelDefinition &model) {
  if (const LanguageModelInfo *info = model.language())
    return info;
  return Status::failure("model: expected a language model, which takes "
                         "tokens; found one that takes images");
}

StatusOr<const ImageModelInfo *>
ptir::requireImageModel(const ModelDefinition &model) {
  if (const ImageModelInfo *info = model.image())
    return info;
  return Status::failure("model: expected a model that takes images; found a "
                         "language model, which takes tokens");
}

const ModelFamily *ModelRegistry::find(std::string_view kind) const {
  for (const ModelFamily &family : families)
    if (std::find(family.kinds.begin(), family.kinds.end(), kind) !=
        family.kinds.end())
      return &family;
  return nullptr;
}

std::string ModelRegistry::knownKinds() const {
  std::string text;
  for (const ModelFamily &family : families)
    for (const std::string &kind : family.kinds)
      text += (text.empty() ? "" : ", ") + kind;
  return text;
}
