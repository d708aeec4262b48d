//===- EvalWeightsCommand.cpp - ptir-run eval-weights ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "FlagChecks.h"
#include "ModelFlags.h"
#include "NumberJson.h"

#include "ptir/Inference/WeightQuality.h"

#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct EvalWeightsFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  std::string text;
  int64_t maxTokens = 1024;
  int64_t window = 0;
  bool json = false;
};

} // namespace

static constexpr std::pair<const char *, StoredWeights> comparedWeights[] = {
    {"f32", StoredWeights::F32},
    {"bf16", StoredWeights::BF16},
    {"int8", StoredWeights::Int8}};

static void addFlags(CLI::App &command, EvalWeightsFlags &flags) {
  addModelFlags(command, flags.model);
  command.add_option("--text", flags.text, "Text whose tokens are predicted")
      ->type_name("FILE")
      ->required();
  command
      .add_option("--max-tokens", flags.maxTokens,
                  "Tokens of the text, from its start on, at most")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(1));
  command
      .add_option("--window", flags.window,
                  "Tokens that the model sees at a time; default: 256, or the "
                  "context")
      ->type_name("N")
      ->check(integerFrom(1));
  command.add_flag("--json", flags.json, "Print one JSON object");
  addCompileFlags(command, flags.compile);
  // All types are run, and to the end.
  for (const char *flag : {"--weights", "--compile-to"})
    command.remove_option(command.get_option(flag));
  command.footer(
      "\nRuns the model with its weights as f32, bf16 and int8 over the text, "
      "in windows that\n"
      "do not overlap. Errors are those of all logits, next to f32; top-1 is "
      "the share of\n"
      "positions with the same likeliest token.\n"
      "\nExamples:\n"
      "  ptir-run eval-weights --text README.md\n"
      "  ptir-run eval-weights --model gpt2 --text wiki.txt --max-tokens 4096 "
      "--json\n");
}

static StatusOr<std::string> readText(const std::string &path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), {});
  if (!stream)
    return Status::failure("text '" + path + "': cannot read");
  return text;
}

/// 256 tokens, as many as given, or the context if that is less.
static StatusOr<int64_t> chooseWindow(const LoadedModel &model,
                                      int64_t window) {
  StatusOr<const LanguageModelInfo *> info =
      requireLanguageModel(model.definition());
  if (!info.ok())
    return info.status();
  int64_t context = (*info)->contextLength;
  if (window > context)
    return Status::failure(
        "--window: expected at most " + std::to_string(context) +
        " (the model's context), found " + std::to_string(window));
  return window ? window : std::min<int64_t>(256, context);
}

static void printText(const std::vector<WeightQuality> &qualities) {
  std::cout << std::left << std::setw(8) << "weights" << std::right
            << std::setw(12) << "max error" << std::setw(12) << "mean error"
            << std::setw(9) << "top-1" << std::setw(12) << "perplexity"
            << "\n";
  for (size_t i = 0; i < qualities.size(); ++i)
    std::cout << std::left << std::setw(8) << comparedWeights[i].first
              << std::right << std::scientific << std::setprecision(2)
              << std::setw(12) << qualities[i].maxError << std::setw(12)
              << qualities[i].meanError << std::fixed << std::setprecision(4)
              << std::setw(9) << qualities[i].topAgreement
              << std::setprecision(3) << std::setw(12)
              << qualities[i].perplexity << "\n";
}

static void printJson(const std::vector<WeightQuality> &qualities,
                      int64_t tokens, int64_t window) {
  ordered_json list = ordered_json::array();
  for (size_t i = 0; i < qualities.size(); ++i)
    list.push_back({{"weights", comparedWeights[i].first},
                    {"max_error", numberJson(qualities[i].maxError)},
                    {"mean_error", numberJson(qualities[i].meanError)},
                    {"top1_agreement", numberJson(qualities[i].topAgreement)},
                    {"perplexity", numberJson(qualities[i].perplexity)}});
  std::cout << ordered_json({{"tokens", tokens},
                             {"window", window},
                             {"weights", std::move(list)}})
                   .dump()
            << "\n";
}

static Status runEvalWeights(const EvalWeightsFlags &flags) {
  StatusOr<std::string> text = readText(flags.text);
  if (!text.ok())
    return text.status();
  Progress progress;
  std::vector<std::unique_ptr<LoadedModel>> owned;
  std::vector<LoadedModel *> models;
  for (auto [name, weights] : comparedWeights) {
    execution::CompileOptions compile = flags.compile;
    compile.weights = weights;
    StatusOr<std::unique_ptr<LoadedModel>> loaded =
        loadModel(flags.model, compile, progress);
    if (!loaded.ok())
      return loaded.status();
    models.push_back(loaded->get());
    owned.push_back(std::move(*loaded));
  }
  StatusOr<int64_t> window = chooseWindow(*models.front(), flags.window);
  if (!window.ok())
    return window.status();
  StatusOr<const Tokenizer *> tokenizer = models.front()->tokenizer();
  if (!tokenizer.ok())
    return tokenizer.status();
  StatusOr<std::vector<TokenId>> tokens = (*tokenizer)->encode(*text, {});
  if (!tokens.ok())
    return tokens.status();
  if (static_cast<int64_t>(tokens->size()) > flags.maxTokens)
    tokens->resize(static_cast<size_t>(flags.maxTokens));
  auto total = static_cast<int64_t>(tokens->size());
  StatusOr<std::vector<WeightQuality>> qualities =
      compareModels(models, *tokens, *window, [&](int64_t seen) {
        progress.show(std::to_string(seen) + " of " + std::to_string(total) +
                      " tokens");
      });
  if (!qualities.ok())
    return qualities.status();
  progress.clear();
  if (flags.json)
    printJson(*qualities, total, *window);
  else
    printText(*qualities);
  return Status::success();
}

void ptir::run::addEvalWeightsCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "eval-weights", "Compare what a model says with narrower weights");
  auto flags = std::make_shared<EvalWeightsFlags>();
  addFlags(*command, *flags);
  command->callback([flags, &action] {
    action = [flags] { return runEvalWeights(*flags); };
  });
}
