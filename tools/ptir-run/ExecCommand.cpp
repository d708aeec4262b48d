//===- ExecCommand.cpp - ptir-run exec ------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "ExecInputs.h"
#include "FlagChecks.h"
#include "ModelFlags.h"
#include "ModuleFile.h"
#include "OutputTensors.h"
#include "TensorText.h"

#include "ptir/Runtime/TensorView.h"

#include <iostream>

using namespace ptir;
using namespace ptir::run;
using execution::EntrySignature;
using execution::Instance;
using runtime::HostTensor;
using runtime::ParamStore;

namespace {

struct ExecFlags {
  std::string file;
  std::string entry;
  std::string model;
  InputFlags inputs;
  execution::CompileOptions compile;
  std::string output;
  bool json = false;
};

} // namespace

static void addFlags(CLI::App &command, ExecFlags &flags) {
  command.add_option("FILE", flags.file, "Module, as text or bytecode")
      ->type_name("FILE.mlir")
      ->required();
  command
      .add_option("--entry", flags.entry,
                  "Public function to call; default: the only one, or 'main'")
      ->type_name("NAME");
  command
      .add_option("--model", flags.model,
                  "Checkpoint that the module's parameters are read from")
      ->type_name("DIR|FILE");
  command
      .add_option("--input", flags.inputs.files,
                  "Argument out of a .npy file, or arguments out of a "
                  ".safetensors or .gptrsten file (arg0, arg1, …); may be "
                  "given repeatedly")
      ->type_name("FILE")
      ->expected(1)
      ->take_all();
  command
      .add_option("--seed", flags.inputs.seed,
                  "For arguments without a file, which are random")
      ->type_name("S")
      ->capture_default_str();
  command
      .add_option("--extent", flags.inputs.extents,
                  "Extents of '?' in random arguments, in order of "
                  "appearance; default: 4")
      ->type_name("N")
      ->expected(1)
      ->take_all()
      ->check(integerFrom(0));
  command
      .add_option("--max-steps", flags.compile.maxSteps,
                  "Fail after that many steps; 0 for no limit")
      ->type_name("N")
      ->capture_default_str()
      ->check(integerFrom(0));
  command
      .add_option("--output", flags.output,
                  "Write the results as result0, result1, …")
      ->type_name("FILE.safetensors|FILE.gptrsten");
  command.add_flag("--json", flags.json, "Print one JSON object");
  command
      .add_option("--compile-from", flags.compile.compileFrom,
                  "Phase at which the module already is")
      ->type_name(phaseChoices());
  addCompileFlags(command, flags.compile);
  command.footer("\nRandom floats are normal, integers 0 to 7.\n"
                 "\nExamples:\n"
                 "  ptir-run exec add.mlir --json\n"
                 "  ptir-run exec model.mlir --entry forward --input "
                 "tokens.npy --model gpt2\n"
                 "  ptir-run exec dumps/linalg.mlir --compile-from linalg\n");
}

/// The checkpoint's tensors under their own names and, for a model PTIR knows,
/// under the names the model gives them.
static StatusOr<std::shared_ptr<ParamStore>>
openParams(const std::string &path, const execution::CompileOptions &options) {
  if (path.empty())
    return std::shared_ptr<ParamStore>();
  StatusOr<Checkpoint> checkpoint = openCheckpoint(path);
  if (!checkpoint.ok())
    return checkpoint.status();
  std::shared_ptr<ModelDefinition> model;
  if (auto known = configureModel(*checkpoint); known.ok())
    model = std::move(*known);
  auto names = [model](std::string_view name) {
    std::vector<std::string> candidates = {std::string(name)};
    if (model)
      for (std::string &other : model->checkpointNames(name))
        candidates.push_back(std::move(other));
    return candidates;
  };
  return std::make_shared<ParamStore>(
      std::make_unique<runtime::CheckpointSource>(std::move(*checkpoint),
                                                  names),
      runtime::ThreadPool(options.threads));
}

static StatusOr<EntrySignature> chooseEntry(const Instance &instance,
                                            const std::string &asked) {
  const std::vector<EntrySignature> &entries = instance.entries();
  std::string wanted = asked.empty() ? "main" : asked;
  if (asked.empty() && entries.size() == 1)
    return entries.front();
  std::string names;
  for (const EntrySignature &entry : entries) {
    if (entry.name == wanted)
      return entry;
    names += (names.empty() ? "" : ", ") + entry.name;
  }
  if (entries.empty())
    return Status::failure("expected a public function in the module, found "
                           "none");
  if (asked.empty())
    return Status::failure("expected one public function or 'main', found " +
                           names + "; choose one with --entry");
  return Status::failure("expected an entry of " + names + "; found '" + asked +
                         "'");
}

static void printResults(const std::vector<ptir_tensor> &results, bool json) {
  if (json) {
    std::cout << "{\"results\":[";
    for (size_t i = 0; i < results.size(); ++i)
      std::cout << (i ? "," : "") << tensorJson(results[i]);
    std::cout << "]}\n";
    return;
  }
  for (size_t i = 0; i < results.size(); ++i) {
    const ptir_tensor &result = results[i];
    std::cout << "result " << i << ": "
              << runtime::tensorText(result.dims, result.rank,
                                     result.element_type)
              << "\n"
              << tensorRows(result) << "\n";
  }
}

static Status runExec(const ExecFlags &flags) {
  Progress progress;
  progress.show("compiling " + flags.file);
  mlir::MLIRContext context(allDialects(),
                            mlir::MLIRContext::Threading::DISABLED);
  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>> module =
      readModule(flags.file, context);
  if (!module.ok())
    return module.status();
  StatusOr<std::shared_ptr<ParamStore>> params =
      openParams(flags.model, flags.compile);
  if (!params.ok())
    return params.status();
  if (!flags.compile.compileTo.empty()) {
    if (Status status = execution::compileModule(**module, flags.compile);
        !status.ok())
      return status;
    progress.clear();
    std::string text;
    llvm::raw_string_ostream(text) << **module << "\n";
    std::cout << text << std::flush;
    return Status::success();
  }
  StatusOr<std::unique_ptr<Instance>> instance =
      execution::instantiate(std::move(*module), *params, flags.compile);
  if (!instance.ok())
    return instance.status();
  StatusOr<EntrySignature> entry = chooseEntry(**instance, flags.entry);
  if (!entry.ok())
    return entry.status();
  StatusOr<std::vector<HostTensor>> args =
      makeArguments(entry->args, flags.inputs);
  if (!args.ok())
    return args.status();
  progress.clear();

  std::vector<ptir_tensor> views, results;
  for (const HostTensor &arg : *args)
    views.push_back(arg.view());
  if (Status status = (*instance)->call(entry->name, views, results);
      !status.ok())
    return status;
  printResults(results, flags.json);
  if (flags.output.empty())
    return Status::success();
  std::vector<NamedTensor> named;
  for (size_t i = 0; i < results.size(); ++i)
    named.push_back({"result" + std::to_string(i), results[i]});
  return writeTensors(flags.output, named);
}

void ptir::run::addExecCommand(CLI::App &app, Action &action) {
  CLI::App *command =
      app.add_subcommand("exec", "Call a function of a module on disk");
  auto flags = std::make_shared<ExecFlags>();
  addFlags(*command, *flags);
  command->callback(
      [flags, &action] { action = [flags] { return runExec(*flags); }; });
}
