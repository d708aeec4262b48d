//===- BenchCommand.cpp - ptir-run bench ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BenchMeasurement.h"
#include "BenchServer.h"
#include "Command.h"
#include "FlagChecks.h"
#include "ModelFlags.h"
#include "ParamBudget.h"
#include "TokenList.h"

#include <iostream>
#include <sys/resource.h>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct BenchFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  std::vector<std::string> cases;
  std::string tokens;
  BenchInputs inputs;
  int64_t warmup = 2;
  int64_t rounds = 20;
  bool json = false;
  bool serve = false;
};

} // namespace

static void addFlags(CLI::App &command, BenchFlags &flags) {
  addModelFlags(command, flags.model);
  command
      .add_option("--case", flags.cases,
                  "What is timed; may be given repeatedly; default: all that "
                  "the model has")
      ->type_name("prefill|first-token|decode-steady|host-overhead|forward")
      ->expected(1)
      ->take_all();
  command
      .add_option("--warmup-tokens", flags.warmup,
                  "Runs of each case before its measured ones; of "
                  "decode-steady each is a token")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0));
  command.add_option("--rounds", flags.rounds, "Measured runs of each case")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(1, 1000000));
  CLI::Option *json =
      command.add_flag("--json", flags.json, "Print one JSON object");
  command
      .add_flag("--serve", flags.serve,
                "Load one case, then run it as lines on stdin say: 'run N', "
                "'outputs FILE', 'quit'; each is answered by a line of JSON")
      ->needs("--case")
      ->excludes(json);
  const char *group = "Language models";
  command
      .add_option("--prompt-tokens", flags.inputs.promptTokens,
                  "Tokens of the prompt; default: 128, or the context")
      ->type_name("N")
      ->check(integerFrom(1))
      ->group(group);
  command
      .add_option("--context", flags.inputs.context,
                  "Tokens in the cache of decode-steady; default: 64, or one "
                  "less than the context")
      ->type_name("N")
      ->check(integerFrom(1))
      ->group(group);
  command
      .add_option("--tokens", flags.tokens,
                  "Ids to take the first ones of, instead of arbitrary ones")
      ->type_name("IDS")
      ->group(group);
  addImageFlags(command, flags.inputs.images);
  addCompileFlags(command, flags.compile);
  command.footer(
      "\nprefill feeds a prompt to a cache that exists, first-token makes the "
      "cache and chooses a\ntoken as well, decode-steady feeds one token "
      "behind "
      "a cache of --context tokens, and forward\ncomputes all logits of a "
      "prompt, or those of images. host-overhead is decode-steady and the\n"
      "choice of a token, with loops and library kernels that compute nothing: "
      "what a token costs\nbesides them. Loading and compiling are not "
      "counted.\n"
      "The exit code is 1 if anything was compiled or allocated after the "
      "warm-up.\n"
      "\nExamples:\n"
      "  ptir-run bench --threads 1\n"
      "  ptir-run bench --model gpt2 --case decode-steady --context 1000 "
      "--rounds 50 --json\n"
      "  ptir-run bench --model mobilenet_v2 --batch 4\n");
}

/// The most memory this process has held, in megabytes.
static double peakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

static void printJson(const LoadedModel &model, const BenchFlags &flags,
                      const std::vector<BenchMeasurement> &measurements) {
  ordered_json cases = ordered_json::array();
  for (const BenchMeasurement &measurement : measurements) {
    cases.push_back(measurementJson(measurement));
    if (model.paramBudget())
      cases.back()["streaming"] =
          streamingJson(model, measurement.counters, flags.rounds, "run");
  }
  ordered_json object = {{"backend", flags.compile.backend},
                         {"threads", flags.compile.threads},
                         {"warmup", flags.warmup},
                         {"rounds", flags.rounds},
                         {"load_ms", model.loadMilliseconds()},
                         {"compile_ms", model.compileMilliseconds()},
                         {"pack_ms", model.packMilliseconds()},
                         {"peak_resident_mb", peakMegabytes()},
                         {"cases", std::move(cases)}};
  std::cout << object.dump() << "\n";
}

static Status measureAll(LoadedModel &model, const BenchFlags &flags,
                         const std::vector<std::string> &names,
                         Progress &progress) {
  std::vector<BenchMeasurement> measurements;
  Status frozen = Status::success();
  for (const std::string &name : names) {
    StatusOr<std::unique_ptr<BenchCase>> benchCase =
        makeBenchCase(name, model, flags.inputs);
    if (!benchCase.ok())
      return benchCase.status();
    progress.show("running " + name);
    StatusOr<BenchMeasurement> measurement =
        measureCase(name, **benchCase, model, flags.warmup, flags.rounds);
    if (!measurement.ok())
      return measurement.status();
    if (frozen.ok())
      frozen = measurement->checkFrozen();
    measurements.push_back(std::move(*measurement));
  }
  progress.clear();
  if (flags.json)
    printJson(model, flags, measurements);
  else
    printMeasurements(measurements);
  for (const BenchMeasurement &measurement : measurements)
    if (model.paramBudget() && !flags.json)
      printNote(
          measurement.name + ": " +
          streamingText(model, measurement.counters, flags.rounds, "run"));
  return frozen;
}

static Status runBench(BenchFlags &flags) {
  if (flags.serve && flags.cases.size() != 1)
    return Status::failure("--serve: expected one --case, found " +
                           std::to_string(flags.cases.size()));
  if (!flags.compile.compileTo.empty())
    return Status::failure("bench: expected no --compile-to, which 'ptir-run "
                           "forward' and 'ptir-run generate' have");
  if (!flags.tokens.empty()) {
    StatusOr<std::vector<TokenId>> tokens = parseTokenList(flags.tokens);
    if (!tokens.ok())
      return tokens.status();
    flags.inputs.tokens = std::move(*tokens);
  }
  Progress progress;
  StatusOr<std::unique_ptr<LoadedModel>> loaded =
      loadModel(flags.model, flags.compile, progress);
  if (!loaded.ok())
    return loaded.status();
  LoadedModel &model = **loaded;
  bool hasTokenFlags = !flags.tokens.empty() || flags.inputs.promptTokens ||
                       flags.inputs.context;
  if (StatusOr<bool> takesImages = modelTakesImages(
          model, hasTokenFlags, flags.inputs.images.areGiven());
      !takesImages.ok())
    return takesImages.status();
  std::vector<std::string> names =
      flags.cases.empty() ? benchCaseNames(model) : flags.cases;
  if (!flags.serve)
    return measureAll(model, flags, names, progress);
  StatusOr<std::unique_ptr<BenchCase>> benchCase =
      makeBenchCase(names.front(), model, flags.inputs);
  if (!benchCase.ok())
    return benchCase.status();
  progress.clear();
  return serveCase(**benchCase, std::cin, std::cout);
}

void ptir::run::addBenchCommand(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("bench", "Time a model: prefill, decode, forward");
  auto flags = std::make_shared<BenchFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runBench(*flags); }; });
}
