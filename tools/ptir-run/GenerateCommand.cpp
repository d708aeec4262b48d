//===- GenerateCommand.cpp - ptir-run generate ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "FlagChecks.h"
#include "ModelFlags.h"
#include "ParamBudget.h"

#include "ptir/Inference/Forward.h"
#include "ptir/Inference/Generator.h"
#include "ptir/Inference/Stopwatch.h"

#include <nlohmann/json.hpp>

#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct GenerateFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  std::string prompt = "The American people";
  bool special = false;
  GenerateOptions generate;
  bool noCache = false;
  bool json = false;
  /// What was said about sampling; the rest is up to the model.
  bool greedy = false;
  std::optional<double> temperature, topP, repetitionPenalty;
  std::optional<int64_t> topK;
};

/// Times in milliseconds since the command started.
struct CommandTimes {
  double firstToken = 0;
  double total = 0;
};

} // namespace

static void addSamplingFlags(CLI::App &command, GenerateFlags &flags) {
  const char *group = "Sampling (defaults: the model's generation_config.json)";
  CLI::Option *greedy =
      command.add_flag("--greedy", flags.greedy, "Always the likeliest token")
          ->group(group);
  auto add = [&](const char *name, auto &value, const char *what,
                 const char *type) {
    command.add_option(name, value, what)
        ->type_name(type)
        ->excludes(greedy)
        ->group(group);
  };
  add("--temperature", flags.temperature,
      "Logits are divided by it; 0 is greedy", "T");
  add("--top-k", flags.topK, "Of the likeliest K tokens; 0 for all", "K");
  add("--top-p", flags.topP, "Of the fewest tokens whose share is P", "P");
  command
      .add_option("--repetition-penalty", flags.repetitionPenalty,
                  "Above 1 discourages tokens that already occurred")
      ->type_name("R")
      ->group(group);
  command
      .add_option("--seed", flags.generate.sampling.seed,
                  "The same seed gives the same text")
      ->type_name("S")
      ->capture_default_str()
      ->group(group);
}

static void addFlags(CLI::App &command, GenerateFlags &flags) {
  addModelFlags(command, flags.model);
  command.add_option("--prompt", flags.prompt, "Text to continue")
      ->type_name("TEXT")
      ->capture_default_str();
  command.add_flag("--special", flags.special,
                   "Read special tokens such as <|endoftext|> in the prompt");
  command
      .add_option("--max-tokens", flags.generate.maxTokens,
                  "New tokens at most")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0));
  command
      .add_option("--stop", flags.generate.stops,
                  "End the text before this string; may be given repeatedly")
      ->type_name("TEXT")
      ->expected(1)
      ->take_all();
  command.add_flag("--no-kv-cache", flags.noCache,
                   "Feed the whole text again for each token");
  command
      .add_option("--kv-cache-capacity", flags.generate.cacheCapacity,
                  "Positions of the key/value cache; default: as many as "
                  "needed")
      ->type_name("N")
      ->check(integerFrom(1));
  command.add_flag("--json", flags.json,
                   "Print one JSON object instead of the text");
  addSamplingFlags(command, flags);
  addCompileFlags(command, flags.compile);
  command.footer(
      "\nThe text stops after --max-tokens, at the model's end token, before a "
      "--stop string,\nor at the end of the context. A prompt longer than the "
      "context is an error.\n"
      "\nExamples:\n"
      "  ptir-run generate --prompt \"The whale\" --greedy --max-tokens 20\n"
      "  ptir-run generate --temperature 0.9 --top-p 0.95 --seed 7 "
      "--stop .\n"
      "  ptir-run generate --model gpt2 --prompt Hello --json\n");
}

/// The model's defaults, overridden by what the user said.
static SamplerOptions chooseSampling(const GenerateFlags &flags,
                                     const SamplerOptions &defaults) {
  SamplerOptions options = defaults;
  options.seed = flags.generate.sampling.seed;
  if (flags.temperature || flags.topK || flags.topP)
    options.greedy = false;
  if (flags.greedy)
    options.greedy = true;
  options.temperature = flags.temperature.value_or(options.temperature);
  options.topK = flags.topK.value_or(options.topK);
  options.topP = flags.topP.value_or(options.topP);
  options.repetitionPenalty =
      flags.repetitionPenalty.value_or(options.repetitionPenalty);
  return options;
}

static ordered_json timingsJson(const LoadedModel &model,
                                const GenerateTimings &timings,
                                const CommandTimes &times) {
  return {{"load_ms", model.loadMilliseconds()},
          {"compile_ms", model.compileMilliseconds()},
          {"pack_ms", model.packMilliseconds()},
          {"prefill_ms", timings.prefill},
          {"first_token_ms", times.firstToken},
          {"decode_ms", timings.decode},
          {"decode_tokens", timings.decodeTokens},
          {"decode_ms_per_token", timings.perToken()},
          {"tokens_per_second", timings.tokensPerSecond()},
          {"total_ms", times.total}};
}

static void printJson(const LoadedModel &model,
                      const std::vector<TokenId> &prompt,
                      const GenerateResult &result, ordered_json timings) {
  ordered_json object = {
      {"ids", prompt},
      {"new_ids", result.newIds},
      {"text", result.text},
      {"stop_reason", stopReasonName(result.reason)},
      {"timings", std::move(timings)},
      {"steady_counters",
       {{"arena_growths", result.steadyCounters.arenaGrowths},
        {"result_allocations", result.steadyCounters.resultAllocations},
        {"copies", result.steadyCounters.copies},
        {"copied_bytes", result.steadyCounters.copiedBytes},
        {"kernels_prepared", result.steadyCounters.kernelsPrepared}}}};
  if (model.paramBudget())
    object["streaming"] = streamingJson(model, result.decodeCounters,
                                        result.timings.decodeTokens, "token");
  std::cout << object.dump(-1, ' ', false,
                           ordered_json::error_handler_t::replace)
            << "\n";
}

static void printFigures(const LoadedModel &model, const GenerateResult &result,
                         const CommandTimes &times) {
  const GenerateTimings &timings = result.timings;
  char text[256];
  std::snprintf(text, sizeof(text),
                "%zu tokens, %.1f tokens/s (%.2f ms per token); first token "
                "after %.0f ms (load %.0f, compile %.0f, pack %.0f, "
                "prefill %.0f); "
                "stopped by %s",
                result.newIds.size(), timings.tokensPerSecond(),
                timings.perToken(), times.firstToken, model.loadMilliseconds(),
                model.compileMilliseconds(), model.packMilliseconds(),
                timings.prefill,
                std::string(stopReasonName(result.reason)).c_str());
  printNote(text);
  if (model.paramBudget())
    printNote(streamingText(model, result.decodeCounters, timings.decodeTokens,
                            "token"));
}

static Status runGenerate(const GenerateFlags &flags) {
  Stopwatch sinceStart;
  Progress progress;
  StatusOr<std::unique_ptr<LoadedModel>> loaded =
      loadModel(flags.model, flags.compile, progress);
  if (!loaded.ok())
    return loaded.status();
  LoadedModel &model = **loaded;
  StatusOr<const LanguageModelInfo *> info =
      requireLanguageModel(model.definition());
  if (!info.ok())
    return info.status();
  StatusOr<std::vector<TokenId>> prompt =
      encodePrompt(model, flags.prompt, flags.special);
  if (!prompt.ok())
    return prompt.status();

  GenerateOptions options = flags.generate;
  options.useCache = !flags.noCache;
  options.endTokens = model.generationConfig().endTokens;
  options.sampling = chooseSampling(flags, model.generationConfig().sampling);
  if (Status status =
          checkGenerateOptions(options, prompt->size(), (*info)->contextLength);
      !status.ok())
    return status;
  if (Status status = checkTokens(model.definition(), *prompt); !status.ok())
    return status;
  if (!flags.compile.compileTo.empty()) {
    progress.clear();
    return printModule(model, {ModelEntries::Generation});
  }
  StatusOr<execution::Instance *> instance =
      model.instance({ModelEntries::Generation});
  if (!instance.ok())
    return instance.status();
  progress.clear();

  bool streamed = false;
  TextSink sink;
  if (!flags.json)
    sink = [&streamed](std::string_view piece) {
      streamed = true;
      return std::cout << piece << std::flush
                 ? Status::success()
                 : Status::failure("stdout: cannot write");
    };
  GeneratorModel target{*instance, (*info)->contextLength, *model.tokenizer()};
  CommandTimes times;
  double ready = sinceStart.milliseconds();
  StatusOr<GenerateResult> result = generate(target, *prompt, options, sink);
  if (streamed)
    std::cout << "\n" << std::flush;
  if (!result.ok())
    return result.status();
  times.firstToken = ready + result->timings.firstToken;
  times.total = sinceStart.milliseconds();
  if (flags.json)
    printJson(model, *prompt, *result,
              timingsJson(model, result->timings, times));
  else
    printFigures(model, *result, times);
  return Status::success();
}

void ptir::run::addGenerateCommand(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("generate", "Continue a text with a language model");
  auto flags = std::make_shared<GenerateFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runGenerate(*flags); }; });
}
