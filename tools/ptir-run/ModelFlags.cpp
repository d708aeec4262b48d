//===- ModelFlags.cpp - Flags of commands that run something --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModelFlags.h"

#include "DefaultModel.h"
#include "Environment.h"
#include "FlagChecks.h"
#include "ParamBudget.h"

#include "ptir/Backends/Backend.h"
#include "ptir/Pipelines/Phases.h"

#include "llvm/ADT/StringExtras.h"

#include <filesystem>
#include <iostream>
#include <unistd.h>

using namespace ptir;
using execution::CompileOptions;

/// Without --cache-dir the cache is the user's. Where that cannot be written,
/// as in a read-only home, nothing is cached; a folder that was asked for and
/// cannot be written is an error later on.
static void chooseCache(CompileOptions &options) {
  if (!options.useCache || !options.cacheDir.empty())
    return;
  std::string folder = run::readEnvironment().cacheDir;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && ::access(folder.c_str(), W_OK | X_OK) == 0)
    options.cacheDir = folder;
}

const std::map<std::string, StoredWeights> &ptir::run::weightChoices() {
  static const std::map<std::string, StoredWeights> choices = {
      {"f32", StoredWeights::F32},
      {"bf16", StoredWeights::BF16},
      {"int8", StoredWeights::Int8}};
  return choices;
}

std::string ptir::run::phaseChoices() {
  return llvm::join(
      llvm::map_range(getPhases(),
                      [](const Phase &phase) { return phase.name; }),
      "|");
}

void ptir::run::addCompileFlags(CLI::App &command, CompileOptions &options) {
  using Mode = CompileOptions::DumpMode;
  CLI::CheckedTransformer dumpModes(std::map<std::string, Mode>{
      {"all", Mode::All}, {"compile", Mode::Compile}});
  const char *group = "Compilation";
  BackendRegistry backends;
  registerAllBackends(backends);
  auto names = llvm::map_range(
      backends.all(), [](const auto &backend) { return backend->getName(); });
  // The first is what suits most.
  options.backend = *names.begin();
  command.add_option("--backend", options.backend, "What runs the model")
      ->type_name(llvm::join(names, "|"))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--threads", options.threads,
                  "Threads of parallel loops; 0 for all cores")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0, 1024))
      ->group(group);
  command
      .add_option("--compile-to", options.compileTo,
                  "Print the module after that phase and do not run it")
      ->type_name(phaseChoices())
      ->group(group);
  command
      .add_option("--dump-dir", options.dumpDir,
                  "Write the module after each phase into this folder")
      ->type_name("DIR")
      ->group(group);
  command
      .add_option("--dump-mode", options.dumpMode,
                  "all: always; compile: only when something is compiled")
      ->type_name("all|compile")
      ->transform(dumpModes.description(""))
      ->needs("--dump-dir")
      ->group(group);
  CLI::CheckedTransformer weights(weightChoices());
  CLI::CheckedTransformer activations(
      std::map<std::string, bool>{{"auto", true}, {"f32", false}});
  command
      .add_option(
          "--weights", options.weights,
          "What the matrices of a model are kept as in memory (default: f32)")
      ->type_name("f32|bf16|int8")
      ->transform(weights.description(""))
      ->group(group);
  command
      .add_option("--activations", options.roundActivations,
                  "auto: a backend may round what narrower weights multiply "
                  "to bf16; f32: it may not (default: auto)")
      ->type_name("auto|f32")
      ->transform(activations.description(""))
      ->group(group);
  command
      .add_flag("!--no-optimize", options.optimize,
                "Only lower: nothing is recognised, folded, fused or packed")
      ->group(group);
  command
      .add_flag("!--no-cache", options.useCache,
                "Neither read nor write the object cache")
      ->group(group);
  command
      .add_option("--cache-dir", options.cacheDir,
                  "Folder of the object cache instead of the user's")
      ->type_name("DIR")
      ->group(group);
  command.parse_complete_callback([&options] { chooseCache(options); });
}

/// The policy may be empty, but the sign that ends the key must be there.
static std::string isKeyWithPolicy(const std::string &text) {
  return text.find('=') == std::string::npos
             ? "expected KEY=POLICY, found '" + text + "'"
             : "";
}

void ptir::run::addModelFlags(CLI::App &command, ModelFlags &flags) {
  command
      .add_option("--model", flags.model,
                  "Folder in the Hugging Face layout, or a .safetensors or "
                  "GPTRSCHK file; default: the model that comes with PTIR")
      ->type_name("DIR|FILE");
  command
      .add_option("--tokenizer", flags.tokenizer,
                  "Folder or file of the tokenizer; default: beside the model")
      ->type_name("DIR|FILE");
  command
      .add_option("--override", flags.overrides,
                  "How a functional is implemented, whatever the model says: "
                  "matmul=force=transposed_rhs, linear=benchmark; may be given "
                  "repeatedly ('ptir-run functionals' lists keys and "
                  "implementations)")
      ->type_name("KEY=POLICY")
      ->expected(1)
      ->take_all()
      ->check(isKeyWithPolicy);
  command
      .add_option_function<std::string>(
          "--param-budget",
          [&flags](const std::string &text) {
            flags.paramBudget = *parseParamBudget(text); // checked
          },
          "The most memory that parameters take: they are read when they are "
          "needed, again and again; 128MB, 0.5GiB, or 25% of the checkpoint's")
      ->type_name("SIZE")
      ->check([](const std::string &text) {
        return parseParamBudget(text).message();
      });
}

StatusOr<std::unique_ptr<LoadedModel>>
ptir::run::loadModel(const ModelFlags &flags, const CompileOptions &compile,
                     Progress &progress) {
  StatusOr<std::string> path = chooseModel(flags.model);
  if (!path.ok())
    return path.status();
  LoadOptions options;
  options.compile = compile;
  options.tokenizerPath = flags.tokenizer;
  options.paramBudget = flags.paramBudget;
  for (const std::string &text : flags.overrides) {
    size_t end = text.find('=');
    options.overrides.emplace_back(text.substr(0, end), text.substr(end + 1));
  }
  options.progress = [&progress](const std::string &activity) {
    progress.show(activity);
  };
  return LoadedModel::load(*path, std::move(options));
}

Status ptir::run::printModule(LoadedModel &model, const BuildRequest &request) {
  StatusOr<std::string> text = model.moduleText(request);
  if (!text.ok())
    return text.status();
  return std::cout << *text << std::flush
             ? Status::success()
             : Status::failure("stdout: cannot write");
}

StatusOr<bool> ptir::run::modelTakesImages(const LoadedModel &model,
                                           bool hasTokenFlags,
                                           bool hasImageFlags) {
  if (hasTokenFlags)
    if (Status status = requireLanguageModel(model.definition()).status();
        !status.ok())
      return status;
  if (hasImageFlags)
    if (Status status = requireImageModel(model.definition()).status();
        !status.ok())
      return status;
  return model.definition().image() && !hasTokenFlags;
}

StatusOr<std::vector<TokenId>> ptir::run::encodePrompt(LoadedModel &model,
                                                       const std::string &text,
                                                       bool special) {
  StatusOr<const Tokenizer *> tokenizer = model.tokenizer();
  if (!tokenizer.ok())
    return tokenizer.status();
  const std::optional<int32_t> &start = model.generationConfig().startToken;
  if (text.empty() && start)
    return std::vector<TokenId>{*start};
  EncodeOptions options;
  options.parseSpecial = special;
  return (*tokenizer)->encode(text, options);
}
