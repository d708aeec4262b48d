//===- EntryBuilder.h - The public functions of GPT-2 -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_ENTRYBUILDER_H
#define PTIR_MODELS_GPT2_ENTRYBUILDER_H

#include "models/gpt2/Block.h"
#include "models/gpt2/Model.h"
#include "ptir/Layers/OutlinedLayer.h"

namespace ptir::gpt2 {

// Parameters outside of the blocks; embeddings and final norm without the
// `transformer.` prefix.
layers::ParameterList embeddingParameters(const Config &config);
layers::ParameterList normParameters(const Config &config);
layers::ParameterList headParameters(const Config &config, Head head);

/// `transformer.h.3.`
std::string layerPrefix(int64_t layer);

/// Adds entries, and the block functions that they call, to a module.
class EntryBuilder {
public:
  EntryBuilder(mlir::ModuleOp module, mlir::Location location,
               const Config &config, const BuildOptions &options)
      : module(module), location(location), config(config), options(options),
        block(config) {}

  llvm::LogicalResult addPrefill();
  llvm::LogicalResult addDecode();
  llvm::LogicalResult addForward();

private:
  using Tensors = llvm::SmallVector<functional::Tensor>;
  using EntryBody = llvm::function_ref<Tensors(
      functional::Emitter &, llvm::ArrayRef<functional::Tensor>)>;

  /// Adds a public function. Its last arguments and results are the caches if
  /// it has any.
  llvm::LogicalResult addEntry(llvm::StringRef name,
                               llvm::ArrayRef<mlir::Type> inputs,
                               bool withCaches, EntryBody body);

  mlir::RankedTensorType activationType(int64_t positions) const;
  mlir::RankedTensorType cacheType() const;

  /// Calls `function` for each layer. `extra` follows the activations; caches
  /// are replaced by the updated ones.
  functional::Tensor callLayers(functional::Emitter &emitter,
                                mlir::func::FuncOp function,
                                functional::Tensor x,
                                llvm::ArrayRef<functional::Tensor> extra,
                                Tensors &caches) const;

  /// The same with each layer's ops in place, so that taps see them.
  functional::Tensor inlineLayers(functional::Emitter &emitter,
                                  functional::Tensor x) const;

  /// Rows of the token and the position table, [B, T, E]; positions is [T].
  functional::Tensor embed(functional::Emitter &emitter,
                           functional::Tensor tokens,
                           functional::Tensor positions);
  /// 0, 1, … T - 1.
  functional::Tensor firstPositions(functional::Emitter &emitter,
                                    functional::Tensor tokens) const;
  /// [M, E] -> [M, V].
  functional::Tensor project(functional::Emitter &emitter,
                             functional::Tensor x) const;

  mlir::ModuleOp module;
  mlir::Location location;
  const Config &config;
  const BuildOptions &options;
  Block block;
  /// Of the entry under construction.
  layers::Parameters embeddings;
};

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_ENTRYBUILDER_H
