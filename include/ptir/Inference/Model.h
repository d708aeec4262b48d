//===- Model.h - A model that is ready to run -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// From a checkpoint on disk to entries that can be called. Opening reads and
// validates headers only; modules are built and compiled, and the tokenizer is
// read, when they are first asked for.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_MODEL_H
#define PTIR_INFERENCE_MODEL_H

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Execution/OverrideChooser.h"
#include "ptir/Inference/GenerationConfig.h"
#include "ptir/Inference/ModelRegistry.h"
#include "ptir/Tokenizer/Tokenizer.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace llvm {
class ThreadPoolInterface;
} // namespace llvm

namespace ptir {

/// The most memory that the parameters of a model may take: bytes, or a
/// percentage of the bytes its checkpoint has.
struct ParamBudget {
  int64_t bytes = 0;
  double percent = 0;

  bool isGiven() const { return bytes > 0 || percent > 0; }
};

struct LoadOptions {
  execution::CompileOptions compile;
  /// Folder or file of the tokenizer. Empty: the model's folder, or the folder
  /// its file lies in.
  std::string tokenizerPath;
  /// With one, parameters are read when code needs them, again and again:
  /// docs/runtime.md. Sets CompileOptions::streamParams.
  ParamBudget paramBudget;
  /// Keys of functionals with policies (ptir/Functional/Overrides.h), set in
  /// order after those of the checkpoint's configuration.
  std::vector<std::pair<std::string, std::string>> overrides;
  /// What policies choose from; null for registerAllImplementations.
  std::shared_ptr<const functional::ImplementationRegistry> implementations;
  /// Told what is being done, in a few words, before it is done; may be empty.
  std::function<void(const std::string &activity)> progress;
};

/// What the model's `model_type` (Hugging Face) or `kind` (gpt.rs) says; fails
/// when the checkpoint has no configuration or it says neither.
StatusOr<std::string> modelKind(const Checkpoint &checkpoint);

/// The model a checkpoint describes. Fails for a kind that is not registered,
/// naming those that are, and for a configuration the model refuses.
StatusOr<std::unique_ptr<ModelDefinition>>
configureModel(const Checkpoint &checkpoint);

/// A checkpoint, its model, and what was made of them so far. For one thread
/// at a time.
class LoadedModel {
public:
  /// Opens a folder or file. Fails for a damaged checkpoint, when
  /// configureModel does, and for overrides of what does not exist.
  static StatusOr<std::unique_ptr<LoadedModel>> load(const std::string &path,
                                                     LoadOptions options);
  ~LoadedModel();

  const Checkpoint &checkpoint() const { return table; }
  const ModelDefinition &definition() const { return *model; }
  const GenerationConfig &generationConfig() const { return generation; }

  /// The policies of functionals; a change counts for modules that are built
  /// after it.
  functional::OverrideSet &overrides() { return *policies; }

  /// The module that `request` describes, compiled, with the parameters bound.
  /// Fails with one line if the checkpoint lacks a parameter or has it in
  /// another shape. Owned by this model.
  StatusOr<execution::Instance *> instance(const BuildRequest &request);

  /// The names of each result of its only entry (ptir/Layers/TracedEntry.h); of
  /// a request that `instance` was called with.
  const std::vector<std::vector<std::string>> &
  resultNames(const BuildRequest &request) const;

  /// The module that `request` describes after the phase `compileTo` of the
  /// compile options, as text.
  StatusOr<std::string> moduleText(const BuildRequest &request);

  /// Fails if the model has none. Owned by this model.
  StatusOr<const Tokenizer *> tokenizer();

  /// Bytes of the budget; 0 without one.
  int64_t paramBudget() const { return budget; }
  /// What streaming did for all instances; all 0 without a budget.
  runtime::ParamStreamCounters streamCounters() const {
    return params ? params->streamCounters() : runtime::ParamStreamCounters();
  }

  /// Milliseconds spent in `load`; in building and compiling modules, or
  /// finding them in the object cache; and in reading and packing their
  /// parameters.
  double loadMilliseconds() const { return loadTime; }
  double compileMilliseconds() const { return compileTime; }
  double packMilliseconds() const { return packTime; }

private:
  LoadedModel(Checkpoint checkpoint,
              std::unique_ptr<ModelDefinition> definition, LoadOptions options);

  Status readGeneration();
  Status prepareOverrides();
  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>> build(BuildRequest request);
  struct Built {
    std::unique_ptr<execution::Instance> instance;
    std::vector<std::vector<std::string>> resultNames;
  };
  StatusOr<Built> compile(const BuildRequest &request);
  void report(const std::string &activity) const;

  Checkpoint table;
  LoadOptions options;
  std::unique_ptr<ModelDefinition> model;
  GenerationConfig generation;
  std::unique_ptr<functional::OverrideSet> policies;
  std::unique_ptr<execution::OverrideChooser> chooser;
  std::shared_ptr<runtime::ParamStore> params;
  std::unique_ptr<llvm::ThreadPoolInterface> compileThreads;
  std::unique_ptr<mlir::MLIRContext> context;
  std::map<BuildRequest, Built> built;
  std::optional<Tokenizer> loadedTokenizer;
  int64_t budget = 0;
  double loadTime = 0;
  double compileTime = 0;
  double packTime = 0;
};

} // namespace ptir

#endif // PTIR_INFERENCE_MODEL_H
