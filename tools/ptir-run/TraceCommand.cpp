//===- TraceCommand.cpp - ptir-run trace ----------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "ImageFlags.h"
#include "ModelFlags.h"
#include "NumberJson.h"
#include "OutputTensors.h"
#include "TokenFlags.h"

#include "ptir/Inference/Forward.h"
#include "ptir/Inference/Trace.h"
#include "ptir/Runtime/TensorView.h"

#include <algorithm>
#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

namespace {

struct TraceFlags {
  ModelFlags model;
  execution::CompileOptions compile;
  TokenFlags tokens;
  ImageFlags images;
  std::string output;
  bool json = false;
};

/// Of the elements of an f32 tensor; NaN if there are none or one of them is.
struct Summary {
  double least = NAN, most = NAN, mean = NAN;

  explicit Summary(const ptir_tensor &tensor) {
    int64_t count = 1;
    for (int32_t i = 0; i < tensor.rank; ++i)
      count *= tensor.dims[i];
    const auto *data = static_cast<const float *>(tensor.data);
    if (static_cast<ElementType>(tensor.element_type) != ElementType::F32 ||
        count == 0 ||
        std::any_of(data, data + count, [](float x) { return std::isnan(x); }))
      return;
    least = *std::min_element(data, data + count);
    most = *std::max_element(data, data + count);
    double sum = 0;
    for (int64_t i = 0; i < count; ++i)
      sum += data[i];
    mean = sum / static_cast<double>(count);
  }
};

} // namespace

static void addFlags(CLI::App &command, TraceFlags &flags) {
  addModelFlags(command, flags.model);
  command
      .add_option("--out", flags.output,
                  "Write every intermediate result to this file, in order")
      ->type_name("FILE.safetensors|FILE.gptrsten");
  command.add_flag("--json", flags.json, "Print one JSON object");
  addTokenFlags(command, flags.tokens);
  addImageFlags(command, flags.images);
  addCompileFlags(command, flags.compile);
  command.footer(
      "\nPrints name, type, least, largest and mean element of each. Inside "
      "of\n"
      "image models channels come last.\n"
      "\nExamples:\n"
      "  ptir-run trace --tokens 1,2,3 --out native.safetensors\n"
      "  ptir-run trace --tokens 1,2,3 --out reference.safetensors --backend "
      "reference\n"
      "  ptir-run compare native.safetensors reference.safetensors\n"
      "  ptir-run trace --model mobilenet_v2 --image cat.jpg --out "
      "cat.gptrsten\n");
}

static void printText(const std::vector<Activation> &activations) {
  size_t nameWidth = 4, typeWidth = 6;
  auto typeOf = [](const ptir_tensor &value) {
    return runtime::tensorText(value.dims, value.rank, value.element_type);
  };
  for (const Activation &activation : activations) {
    nameWidth = std::max(nameWidth, activation.name.size());
    typeWidth = std::max(typeWidth, typeOf(activation.value).size());
  }
  std::cout << std::left << std::setw(int(nameWidth)) << "name" << "  "
            << std::setw(int(typeWidth)) << "tensor" << std::right
            << std::setw(14) << "least" << std::setw(14) << "largest"
            << std::setw(14) << "mean" << "\n";
  for (const Activation &activation : activations) {
    Summary summary(activation.value);
    std::cout << std::left << std::setw(int(nameWidth)) << activation.name
              << "  " << std::setw(int(typeWidth)) << typeOf(activation.value)
              << std::right << std::fixed << std::setprecision(5);
    for (double figure : {summary.least, summary.most, summary.mean})
      std::cout << std::setw(14) << figure;
    std::cout << "\n";
  }
}

static void printJson(const std::vector<Activation> &activations) {
  ordered_json list = ordered_json::array();
  for (const auto &[name, value] : activations) {
    Summary summary(value);
    list.push_back(
        {{"name", name},
         {"shape", std::vector<int64_t>(value.dims, value.dims + value.rank)},
         {"dtype",
          elementTypeName(static_cast<ElementType>(value.element_type))},
         {"least", numberJson(summary.least)},
         {"largest", numberJson(summary.most)},
         {"mean", numberJson(summary.mean)}});
  }
  std::cout << ordered_json({{"activations", std::move(list)}}).dump() << "\n";
}

/// Prints the module of --compile-to in place of running it.
static StatusOr<std::vector<Activation>>
printTraceModule(LoadedModel &model, BuildRequest request, Progress &progress) {
  request.trace = true;
  progress.clear();
  if (Status status = printModule(model, request); !status.ok())
    return status;
  return std::vector<Activation>();
}

static StatusOr<std::vector<Activation>>
trace(LoadedModel &model, const TraceFlags &flags, Progress &progress) {
  bool stops = !flags.compile.compileTo.empty();
  StatusOr<bool> takesImages =
      modelTakesImages(model, flags.tokens.areGiven(), flags.images.areGiven());
  if (!takesImages.ok())
    return takesImages.status();
  if (!*takesImages) {
    StatusOr<std::vector<TokenId>> tokens = chooseTokens(model, flags.tokens);
    if (!tokens.ok())
      return tokens.status();
    return stops ? printTraceModule(model, {ModelEntries::Forward}, progress)
                 : traceTokens(model, *tokens);
  }
  StatusOr<ImageBatch> images =
      makeImages(*model.definition().image(), flags.images);
  if (!images.ok())
    return images.status();
  return stops ? printTraceModule(model, imageRequest(images->tensor), progress)
               : traceImages(model, images->tensor);
}

static Status runTrace(const TraceFlags &flags) {
  if (Status status = checkOutputName(flags.output); !status.ok())
    return status;
  Progress progress;
  StatusOr<std::unique_ptr<LoadedModel>> loaded =
      loadModel(flags.model, flags.compile, progress);
  if (!loaded.ok())
    return loaded.status();
  StatusOr<std::vector<Activation>> activations =
      trace(**loaded, flags, progress);
  if (!activations.ok())
    return activations.status();
  if (!flags.compile.compileTo.empty())
    return Status::success();
  progress.clear();
  if (!flags.output.empty()) {
    std::vector<NamedTensor> tensors;
    for (const Activation &activation : *activations)
      tensors.push_back({activation.name, activation.value});
    if (Status status = writeTensors(flags.output, tensors); !status.ok())
      return status;
  }
  if (flags.json)
    printJson(*activations);
  else
    printText(*activations);
  return Status::success();
}

void ptir::run::addTraceCommand(CLI::App &app, Action &action) {
  CLI::App *command = app.add_subcommand(
      "trace", "Run a model once and keep every intermediate result");
  auto flags = std::make_shared<TraceFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runTrace(*flags); }; });
}
