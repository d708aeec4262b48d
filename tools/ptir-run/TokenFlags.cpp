//===- TokenFlags.cpp - What a language model is run on -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TokenFlags.h"

#include "ModelFlags.h"
#include "TokenList.h"

#include "ptir/Inference/Forward.h"

using namespace ptir;
using namespace ptir::run;

static constexpr const char *defaultPrompt = "The American people";

void ptir::run::addTokenFlags(CLI::App &command, TokenFlags &flags) {
  const char *group = "Language models";
  CLI::Option *tokens =
      command.add_option("--tokens", flags.tokens, "Token ids: 1,2,3")
          ->type_name("IDS")
          ->group(group);
  command.add_option("--prompt", flags.prompt, "Text instead of ids")
      ->type_name("TEXT")
      ->default_str(defaultPrompt)
      ->excludes(tokens)
      ->group(group);
  command
      .add_flag("--special", flags.special,
                "Read special tokens such as <|endoftext|> in the prompt")
      ->group(group);
}

StatusOr<std::vector<TokenId>>
ptir::run::chooseTokens(LoadedModel &model, const TokenFlags &flags) {
  if (Status status = requireLanguageModel(model.definition()).status();
      !status.ok())
    return status;
  StatusOr<std::vector<TokenId>> tokens =
      flags.tokens ? parseTokenList(*flags.tokens)
                   : encodePrompt(model, flags.prompt.value_or(defaultPrompt),
                                  flags.special);
  if (!tokens.ok())
    return tokens;
  if (Status status = checkTokens(model.definition(), *tokens); !status.ok())
    return status;
  return tokens;
}
