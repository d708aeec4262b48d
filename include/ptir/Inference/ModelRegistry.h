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
#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ptir {

/// Which functions a module has.
enum class ModelEntries {
  /// `prefill(tokens [B, T], caches…) -> (logits of the last row [B, V],
  /// caches…)` and `decode(tokens [B, 1], position, caches…)` with the same
  /// results; tokens and position are si32, a cache is [B, H, C, D].
  Generation,
  /// `forward(tokens [B, T]) -> logits [B, T, V]`.
  Forward,
};

/// One configured language model. Immutable; any thread may use it, a context
/// at a time.
class ModelDefinition {
public:
  virtual ~ModelDefinition();

  virtual int64_t vocabularySize() const = 0;
  /// Positions the model has, at least 1.
  virtual int64_t contextLength() const = 0;

  /// The names a parameter may have in a checkpoint, best first.
  virtual std::vector<std::string>
  checkpointNames(std::string_view parameter) const = 0;

  /// A verified module in the portable dialect. Loads the dialects it needs
  /// into `context`.
  virtual StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
  build(mlir::MLIRContext &context, ModelEntries entries) const = 0;
};

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
