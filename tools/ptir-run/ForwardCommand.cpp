//===- ForwardCommand.cpp - ptir-run forward ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "FlagChecks.h"
#include "ModelFlags.h"
#include "OutputTensors.h"
#include "TokenList.h"

#include "ptir/Inference/Forward.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct ForwardFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  std::optional<std::string> tokens;
  std::string prompt = "The American people";
  bool special = false;
  bool allLogits = false;
  int64_t top = 5;
  std::string output;
  bool json = false;
};

} // namespace

static void addFlags(CLI::App &command, ForwardFlags &flags) {
  addModelFlags(command, flags.model);
  CLI::Option *tokens =
      command.add_option("--tokens", flags.tokens, "Token ids: 1,2,3")
          ->type_name("IDS");
  command.add_option("--prompt", flags.prompt, "Text instead of ids")
      ->type_name("TEXT")
      ->capture_default_str()
      ->excludes(tokens);
  command.add_flag("--special", flags.special,
                   "Read special tokens such as <|endoftext|> in the prompt");
  command.add_flag("--all-logits", flags.allLogits,
                   "The logits after every token, not only after the last");
  command.add_option("--top", flags.top, "How many of the likeliest to list")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0));
  command
      .add_option("--out", flags.output,
                  "Write all logits as tensor 'logits' of this file")
      ->type_name("FILE.safetensors");
  command.add_flag("--json", flags.json, "Print one JSON object");
  addCompileFlags(command, flags.compile);
  command.footer("\nThe list is of the token after the last one.\n"
                 "\nExamples:\n"
                 "  ptir-run forward --prompt \"The whale\" --top 3\n"
                 "  ptir-run forward --tokens 1,2,3 --all-logits --out "
                 "logits.safetensors\n");
}

static StatusOr<std::vector<TokenId>> chooseTokens(LoadedModel &model,
                                                   const ForwardFlags &flags) {
  if (Status status = requireLanguageModel(model.definition()).status();
      !status.ok())
    return status;
  StatusOr<std::vector<TokenId>> tokens =
      !flags.tokens ? encodePrompt(model, flags.prompt, flags.special)
                    : parseTokenList(*flags.tokens);
  if (!tokens.ok())
    return tokens;
  if (Status status = checkTokens(model.definition(), *tokens); !status.ok())
    return status;
  return tokens;
}

/// The spelling of a token, if the model has a tokenizer that knows it.
static std::optional<std::string> tokenText(LoadedModel &model, TokenId id) {
  StatusOr<const Tokenizer *> tokenizer = model.tokenizer();
  if (!tokenizer.ok())
    return std::nullopt;
  StatusOr<std::string> text = (*tokenizer)->decode({id});
  return text.ok() ? std::optional(*text) : std::nullopt;
}

/// JSON has no text for what is not finite.
static ordered_json logitJson(float logit) {
  if (std::isfinite(logit))
    return logit;
  return std::isnan(logit) ? "nan" : logit < 0 ? "-inf" : "inf";
}

static void printJson(LoadedModel &model, const Logits &logits,
                      const std::vector<TokenId> &top) {
  ordered_json list = ordered_json::array();
  for (TokenId id : top) {
    ordered_json item = {{"index", id}};
    if (std::optional<std::string> text = tokenText(model, id))
      item["token"] = *text;
    item["logit"] = logitJson(logits.lastRow()[id]);
    list.push_back(std::move(item));
  }
  std::cout
      << ordered_json({{"shape", logits.dims}, {"top", std::move(list)}}).dump()
      << "\n";
}

static void printText(LoadedModel &model, const Logits &logits,
                      const std::vector<TokenId> &top) {
  std::cout << "logits " << shapeToString(logits.dims) << "\n";
  for (TokenId id : top) {
    std::cout << std::setw(8) << id << "  " << std::setw(12) << std::fixed
              << std::setprecision(5) << logits.lastRow()[id];
    if (std::optional<std::string> text = tokenText(model, id))
      std::cout << "  " << ordered_json(*text).dump();
    std::cout << "\n";
  }
}

static Status runForward(const ForwardFlags &flags) {
  Progress progress;
  StatusOr<std::unique_ptr<LoadedModel>> loaded =
      loadModel(flags.model, flags.compile, progress);
  if (!loaded.ok())
    return loaded.status();
  LoadedModel &model = **loaded;
  StatusOr<std::vector<TokenId>> tokens = chooseTokens(model, flags);
  if (!tokens.ok())
    return tokens.status();
  if (!flags.compile.compileTo.empty()) {
    progress.clear();
    return printModule(model, {flags.allLogits ? ModelEntries::Forward
                                               : ModelEntries::Generation});
  }
  StatusOr<Logits> logits = forward(
      model, *tokens, flags.allLogits ? LogitsRows::All : LogitsRows::Last);
  if (!logits.ok())
    return logits.status();
  progress.clear();

  if (!flags.output.empty()) {
    ptir_tensor view{logits->values.data(), logits->dims.data(),
                     static_cast<int32_t>(logits->dims.size()),
                     static_cast<int32_t>(ElementType::F32)};
    if (Status status = writeTensors(flags.output, {{"logits", view}});
        !status.ok())
      return status;
  }
  std::vector<TokenId> top = likeliest(*logits, flags.top);
  if (flags.json)
    printJson(model, *logits, top);
  else
    printText(model, *logits, top);
  return Status::success();
}

void ptir::run::addForwardCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "forward", "Run a language model once and show its logits");
  auto flags = std::make_shared<ForwardFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runForward(*flags); }; });
}
