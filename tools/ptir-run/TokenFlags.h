//===- TokenFlags.h - What a language model is run on -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_TOKENFLAGS_H
#define PTIR_TOOLS_PTIR_RUN_TOKENFLAGS_H

#include "ptir/Inference/Model.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace ptir::run {

/// --tokens, --prompt and --special.
struct TokenFlags {
  std::optional<std::string> tokens;
  std::optional<std::string> prompt;
  bool special = false;

  /// Whether the user asked for something that only a language model takes.
  bool areGiven() const { return tokens || prompt || special; }
};

/// `flags` must outlive the parse.
void addTokenFlags(CLI::App &command, TokenFlags &flags);

/// The tokens that the flags name or spell. Fails if the model is none of
/// language or cannot take them.
StatusOr<std::vector<TokenId>> chooseTokens(LoadedModel &model,
                                            const TokenFlags &flags);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_TOKENFLAGS_H
