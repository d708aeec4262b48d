//===- ModelFlags.h - Flags of commands that run something ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_MODELFLAGS_H
#define PTIR_TOOLS_PTIR_RUN_MODELFLAGS_H

#include "Terminal.h"

#include "ptir/Inference/Model.h"

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

namespace ptir::run {

/// The names of all phases, as help shows them: `canonical|fused|…`.
std::string phaseChoices();

/// The words of --weights.
const std::map<std::string, StoredWeights> &weightChoices();

/// --backend, --threads, --weights, --compile-to, --dump-dir, --dump-mode,
/// --no-cache, --cache-dir. `options` must outlive the parse.
void addCompileFlags(CLI::App &command, execution::CompileOptions &options);

/// What --model, --tokenizer, --override and --param-budget say.
struct ModelFlags {
  std::string model;
  std::string tokenizer;
  /// KEY=POLICY each.
  std::vector<std::string> overrides;
  ParamBudget paramBudget;
};

/// `flags` must outlive the parse.
void addModelFlags(CLI::App &command, ModelFlags &flags);

/// Loads the model the flags name, or the default one; shows what it does.
StatusOr<std::unique_ptr<LoadedModel>>
loadModel(const ModelFlags &flags, const execution::CompileOptions &compile,
          Progress &progress);

/// Prints a module of the model after the phase of --compile-to.
Status printModule(LoadedModel &model, const BuildRequest &request);

/// Whether the model is to be run on images, or else on tokens. Fails if flags
/// of the other kind were given.
StatusOr<bool> modelTakesImages(const LoadedModel &model, bool hasTokenFlags,
                                bool hasImageFlags);

/// The ids of a text, with the spellings of special tokens as these tokens if
/// `special`. The empty text is the model's start token.
StatusOr<std::vector<TokenId>>
encodePrompt(LoadedModel &model, const std::string &text, bool special);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_MODELFLAGS_H
