//===- ForwardCommand.cpp - ptir-run forward ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "FlagChecks.h"
#include "ForwardImages.h"
#include "ModelFlags.h"
#include "NumberJson.h"
#include "OutputTensors.h"
#include "TokenFlags.h"

#include "ptir/Inference/Forward.h"

#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct ForwardFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  TokenFlags tokens;
  ImageFlags images;
  ForwardOutput output;
  RepeatedRuns runs;
  bool allLogits = false;
};

} // namespace

static void addFlags(CLI::App &command, ForwardFlags &flags) {
  addModelFlags(command, flags.model);
  command
      .add_option("--top", flags.output.top,
                  "How many of the likeliest to list")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0));
  command
      .add_option("--out", flags.output.archive,
                  "Write all logits as tensor 'logits' of this file; those of "
                  "images with what they were computed from, 'input'")
      ->type_name("FILE.safetensors|FILE.gptrsten");
  command.add_flag("--json", flags.output.json, "Print one JSON object");
  flags.runs.addFlag(command);
  addTokenFlags(command, flags.tokens);
  command
      .add_flag("--all-logits", flags.allLogits,
                "The logits after every token, not only after the last")
      ->group("Language models");
  addImageFlags(command, flags.images);
  command
      .add_option("--labels", flags.output.labels,
                  "Text file with the name of each class on a line; default: "
                  "the one beside the model, if any")
      ->type_name("FILE")
      ->group("Image models");
  addCompileFlags(command, flags.compile);
  command.footer("\nThe list is of the token after the last one, or of the "
                 "classes of each image.\n"
                 "\nExamples:\n"
                 "  ptir-run forward --prompt \"The whale\" --top 3\n"
                 "  ptir-run forward --tokens 1,2,3 --all-logits --out "
                 "logits.safetensors\n"
                 "  ptir-run forward --model mobilenet_v2 --image cat.jpg "
                 "--image dog.png\n"
                 "  ptir-run forward --model mobilenet_v2 --seed 1 --batch 4 "
                 "--out run.gptrsten\n");
}

/// The spelling of a token, if the model has a tokenizer that knows it.
static std::optional<std::string> tokenText(LoadedModel &model, TokenId id) {
  StatusOr<const Tokenizer *> tokenizer = model.tokenizer();
  if (!tokenizer.ok())
    return std::nullopt;
  StatusOr<std::string> text = (*tokenizer)->decode({id});
  return text.ok() ? std::optional(*text) : std::nullopt;
}

static void printJson(LoadedModel &model, const Logits &logits,
                      const std::vector<TokenId> &top,
                      const RepeatedRuns &runs) {
  ordered_json list = ordered_json::array();
  for (TokenId id : top) {
    ordered_json item = {{"index", id}};
    if (std::optional<std::string> text = tokenText(model, id))
      item["token"] = *text;
    item["logit"] = numberJson(logits.lastRow()[id]);
    list.push_back(std::move(item));
  }
  ordered_json object = {{"shape", logits.dims}, {"top", std::move(list)}};
  runs.appendJson(object);
  std::cout << object.dump() << "\n";
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

static Status runTokens(LoadedModel &model, ForwardFlags &flags,
                        Progress &progress) {
  StatusOr<std::vector<TokenId>> tokens = chooseTokens(model, flags.tokens);
  if (!tokens.ok())
    return tokens.status();
  if (!flags.compile.compileTo.empty()) {
    progress.clear();
    return printModule(model, {flags.allLogits ? ModelEntries::Forward
                                               : ModelEntries::Generation});
  }
  StatusOr<Logits> logits = flags.runs.run(model, [&] {
    return forward(model, *tokens,
                   flags.allLogits ? LogitsRows::All : LogitsRows::Last);
  });
  if (!logits.ok())
    return logits.status();
  progress.clear();

  if (!flags.output.archive.empty()) {
    ptir_tensor view{logits->values.data(), logits->dims.data(),
                     static_cast<int32_t>(logits->dims.size()),
                     static_cast<int32_t>(ElementType::F32)};
    if (Status status = writeTensors(flags.output.archive, {{"logits", view}});
        !status.ok())
      return status;
  }
  std::vector<TokenId> top = likeliest(*logits, flags.output.top);
  if (flags.output.json) {
    printJson(model, *logits, top, flags.runs);
  } else {
    printText(model, *logits, top);
    flags.runs.printText();
  }
  return Status::success();
}

static Status runForward(ForwardFlags &flags) {
  if (Status status = checkOutputName(flags.output.archive); !status.ok())
    return status;
  Progress progress;
  StatusOr<std::unique_ptr<LoadedModel>> loaded =
      loadModel(flags.model, flags.compile, progress);
  if (!loaded.ok())
    return loaded.status();
  LoadedModel &model = **loaded;
  bool hasImageFlags = flags.images.areGiven() || !flags.output.labels.empty();
  StatusOr<bool> takesImages = modelTakesImages(
      model, flags.tokens.areGiven() || flags.allLogits, hasImageFlags);
  if (!takesImages.ok())
    return takesImages.status();
  if (!*takesImages)
    return runTokens(model, flags, progress);
  if (flags.compile.compileTo.empty())
    return runImages(model, flags.images, flags.output, flags.runs, progress);
  StatusOr<ImageBatch> images =
      makeImages(*model.definition().image(), flags.images);
  if (!images.ok())
    return images.status();
  progress.clear();
  return printModule(model, imageRequest(images->tensor));
}

void ptir::run::addForwardCommand(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("forward", "Run a model once and show its logits");
  auto flags = std::make_shared<ForwardFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runForward(*flags); }; });
}
