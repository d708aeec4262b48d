//===- ModelRegistry.h - The families of models -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A family turns a checkpoint's configuration into a definition; a definition
// builds the modules that run the model. Families are registered explicitly,
// by `registerAllModels`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_MODELREGISTRY_H
#define PTIR_INFERENCE_MODELREGISTRY_H

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Functional/Chooser.h"
#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace ptir {

/// Which functions a module has.
enum class ModelEntries {
  /// `prefill(tokens [B, T], caches…) -> (logits of the last row [B, V],
  /// caches…)` and `decode(tokens [B, 1], position, caches…)` with the same
  /// results; tokens and position are si32, a cache is [B, H, C, D]. Language
  /// models have it.
  Generation,
  /// `forward(tokens [B, T]) -> logits [B, T, V]`. Language models have it.
  Forward,
  /// `forward(images f32 [N, C, H, W]) -> logits [N, classes]`, with the batch,
  /// height and width of the request. Image models have it.
  Image,
};

/// What a language model says about itself.
struct LanguageModelInfo {
  int64_t vocabularySize = 0;
  /// Positions the model has, at least 1.
  int64_t contextLength = 0;
};

/// What a model that classifies images says about itself. Pixels are x / 255,
/// then (x - mean[channel]) / deviation[channel].
struct ImageModelInfo {
  int64_t channels = 3;
  /// Height and width of the crop the model was trained on.
  int64_t imageSize = 0;
  /// What the shorter side is scaled to before the crop.
  int64_t resizeTo = 0;
  /// Height and width must be at least this.
  int64_t minimumSize = 1;
  /// One value per channel.
  std::vector<float> mean, deviation;
  int64_t classCount = 0;
  /// In the order of the classes, if the configuration lists them.
  std::vector<std::string> labels;
  /// File beside the model with one label per line; may be empty.
  std::string labelsFile;
};

/// Extents of the argument of ModelEntries::Image.
struct ImageShape {
  int64_t batch = 1;
  /// 0 stands for the model's own size.
  int64_t height = 0, width = 0;

  bool operator<(const ImageShape &other) const {
    return std::tie(batch, height, width) <
           std::tie(other.batch, other.height, other.width);
  }
};

/// The module that is wanted of a model.
struct BuildRequest {
  ModelEntries entries;
  /// For ModelEntries::Image.
  ImageShape image = {};
  /// `forward` returns its named intermediate results, in order, in place of
  /// the logits, which are the last of them; see ptir/Layers/TracedEntry.h.
  bool trace = false;
  /// Chooses how functionals are implemented; null for the portable way.
  functional::Chooser *chooser = nullptr;

  bool operator<(const BuildRequest &other) const {
    return std::tie(entries, image, trace) <
           std::tie(other.entries, other.image, other.trace);
  }
};

/// One configured model. Immutable; any thread may use it, a context at a time.
class ModelDefinition {
public:
  virtual ~ModelDefinition();

  // What the model can do; null for what it cannot. Owned by the definition.
  virtual const LanguageModelInfo *language() const { return nullptr; }
  virtual const ImageModelInfo *image() const { return nullptr; }

  /// The names a parameter may have in a checkpoint, best first.
  virtual std::vector<std::string>
  checkpointNames(std::string_view parameter) const = 0;

  /// A verified module in the portable dialect. Loads the dialects it needs
  /// into `context`. Fails for entries and extents the model does not have.
  virtual StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, const BuildRequest &request) const = 0;
};

/// What a model must offer to be used with tokens, or with images; fails,
/// saying which kind it is instead. Owned by the model.
StatusOr<const LanguageModelInfo *>
requireLanguageModel(const ModelDefinition &model);
StatusOr<const ImageModelInfo *>
requireImageModel(const ModelDefinition &model);

struct ModelFamily {
  std::string name;
  /// The values of `model_type` (Hugging Face) or `kind` (gpt.rs) it serves.
  std::vector<std::string> kinds;
  /// Reads the checkpoint's configuration and, where it leaves a choice, which
  /// tensors there are.
  std::function<StatusOr<std::unique_ptr<ModelDefinition>>(const Checkpoint &)>
      configure;
};

class ModelRegistry {
public:
  void add(ModelFamily family) { families.push_back(std::move(family)); }

  /// The family that serves `kind`, or null. Valid until the next `add`.
  const ModelFamily *find(std::string_view kind) const;

  /// All kinds, for messages: `gpt2, gpt`.
  std::string knownKinds() const;

private:
  std::vector<ModelFamily> families;
};

void registerAllModels(ModelRegistry &registry);

} // namespace ptir

#endif // PTIR_INFERENCE_MODELREGISTRY_H
