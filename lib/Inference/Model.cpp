//===- Model.cpp - A model that is ready to run ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Model.h"

#include "ReadOverrides.h"

#include "ptir/Inference/CheckParams.h"
#include "ptir/Inference/Stopwatch.h"
#include "ptir/Layers/TracedEntry.h"
#include "ptir/Tokenizer/LoadTokenizer.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/ThreadPool.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace ptir;
using nlohmann::json;
using runtime::CheckpointSource;
namespace fs = std::filesystem;

/// The bytes that a budget grants a model.
static int64_t bytesOf(const ParamBudget &budget, const Checkpoint &model) {
  if (budget.bytes > 0 || !budget.isGiven())
    return budget.bytes;
  uint64_t stored = 0;
  for (const CheckpointTensor &tensor : model.tensors)
    stored += tensor.byteSize;
  return std::max<int64_t>(
      1,
      static_cast<int64_t>(budget.percent / 100 * static_cast<double>(stored)));
}

static std::string nameForMessages(const Checkpoint &checkpoint) {
  return "checkpoint '" + checkpoint.path + "'";
}

/// Where the files that belong to a checkpoint lie.
static fs::path folderOf(const Checkpoint &checkpoint) {
  fs::path path = checkpoint.path;
  std::error_code error;
  return fs::is_directory(path, error) ? path : path.parent_path();
}

StatusOr<std::string> ptir::modelKind(const Checkpoint &checkpoint) {
  std::string where = nameForMessages(checkpoint);
  if (checkpoint.configJson.empty())
    return Status::failure(where + ": expected a configuration that names the "
                                   "model's type, found none");
  json config =
      json::parse(checkpoint.configJson, nullptr, /*allow_exceptions=*/false);
  for (const char *key : {"kind", "model_type"}) {
    auto found = config.find(key);
    if (found != config.end() && found->is_string())
      return found->get<std::string>();
  }
  return Status::failure(where + ": expected 'model_type' or 'kind' in the "
                                 "configuration, found neither");
}

StatusOr<std::unique_ptr<ModelDefinition>>
ptir::configureModel(const Checkpoint &checkpoint) {
  StatusOr<std::string> kind = modelKind(checkpoint);
  if (!kind.ok())
    return kind.status();
  ModelRegistry registry;
  registerAllModels(registry);
  const ModelFamily *family = registry.find(*kind);
  if (!family)
    return Status::failure(nameForMessages(checkpoint) +
                           ": expected a model of type " +
                           registry.knownKinds() + "; found '" + *kind + "'");
  return family->configure(checkpoint);
}

LoadedModel::LoadedModel(Checkpoint checkpoint,
                         std::unique_ptr<ModelDefinition> definition,
                         LoadOptions options)
    : table(std::move(checkpoint)), options(std::move(options)),
      model(std::move(definition)),
      context(std::make_unique<mlir::MLIRContext>(
          mlir::MLIRContext::Threading::DISABLED)),
      budget(bytesOf(this->options.paramBudget, table)) {
  this->options.compile.streamParams = budget > 0;
  int threads = this->options.compile.threads;
  compileThreads = std::make_unique<llvm::DefaultThreadPool>(
      llvm::hardware_concurrency(std::max(threads, 0)));
  if (compileThreads->getMaxConcurrency() > 1)
    context->setThreadPool(*compileThreads);
}

LoadedModel::~LoadedModel() {
  // Instances may refer to the context.
  built.clear();
}

void LoadedModel::report(const std::string &activity) const {
  if (options.progress)
    options.progress(activity);
}

StatusOr<std::unique_ptr<LoadedModel>>
LoadedModel::load(const std::string &path, LoadOptions options) {
  Stopwatch sinceStart;
  if (options.progress)
    options.progress("loading " + path);
  StatusOr<Checkpoint> checkpoint = openCheckpoint(path);
  if (!checkpoint.ok())
    return checkpoint.status();
  StatusOr<std::unique_ptr<ModelDefinition>> definition =
      configureModel(*checkpoint);
  if (!definition.ok())
    return definition.status();
  std::unique_ptr<LoadedModel> model(new LoadedModel(
      std::move(*checkpoint), std::move(*definition), std::move(options)));
  if (Status status = model->readGeneration(); !status.ok())
    return status;
  if (Status status = model->prepareOverrides(); !status.ok())
    return status;
  model->loadTime = sinceStart.milliseconds();
  return model;
}

Status LoadedModel::readGeneration() {
  if (Status status = readGenerationConfig(table.configJson,
                                           nameForMessages(table), generation);
      !status.ok())
    return status;
  fs::path path = folderOf(table) / "generation_config.json";
  std::error_code error;
  if (table.kind != ContainerKind::HfFolder || !fs::exists(path, error))
    return Status::success();
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return readGenerationConfig(text.str(), "'" + path.string() + "'",
                              generation);
}

Status LoadedModel::prepareOverrides() {
  if (!options.implementations) {
    auto registry = std::make_shared<functional::ImplementationRegistry>();
    if (Status status = functional::registerAllImplementations(*registry);
        !status.ok())
      return status;
    options.implementations = std::move(registry);
  }
  policies =
      std::make_unique<functional::OverrideSet>(*options.implementations);
  if (Status status =
          readOverrides(table.configJson, nameForMessages(table), *policies);
      !status.ok())
    return status;
  for (const auto &[key, policy] : options.overrides)
    if (Status status = policies->set(key, policy); !status.ok())
      return status;
  const execution::CompileOptions &compile = options.compile;
  execution::MeasureOptions measure;
  measure.backend = compile.backend;
  measure.threads = compile.threads;
  if (compile.useCache && !compile.cacheDir.empty())
    measure.file = (fs::path(compile.cacheDir) / "overrides.json").string();
  chooser = std::make_unique<execution::OverrideChooser>(*policies,
                                                         std::move(measure));
  return Status::success();
}

StatusOr<mlir::OwningOpRef<mlir::ModuleOp>>
LoadedModel::build(BuildRequest request) {
  request.chooser = chooser.get();
  return model->build(*context, request);
}

/// Of the only entry; nothing where there are several.
static std::vector<std::vector<std::string>>
entryResultNames(mlir::ModuleOp module) {
  std::vector<std::vector<std::string>> names;
  size_t entries = 0;
  for (auto function : module.getOps<mlir::func::FuncOp>())
    if (function.isPublic() && ++entries == 1)
      names = layers::resultNames(function);
  if (entries != 1)
    names.clear();
  return names;
}

StatusOr<LoadedModel::Built> LoadedModel::compile(const BuildRequest &request) {
  report("building the model");
  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>> module = build(request);
  if (!module.ok())
    return module.status();

  runtime::ParamNameMap names = [this](std::string_view parameter) {
    return model->checkpointNames(parameter);
  };
  CheckpointSource checked(table, names);
  if (Status status = checkParams(**module, checked); !status.ok())
    return status;
  if (!params) {
    params = std::make_shared<runtime::ParamStore>(
        std::make_unique<CheckpointSource>(table, names),
        runtime::ThreadPool(options.compile.threads));
    if (budget > 0)
      params->limitResident(budget);
  }
  report("compiling");
  auto resultNames = entryResultNames(**module);
  StatusOr<std::unique_ptr<execution::Instance>> instance =
      execution::instantiate(std::move(*module), params, options.compile);
  if (!instance.ok())
    return instance.status();
  return Built{std::move(*instance), std::move(resultNames)};
}

StatusOr<execution::Instance *>
LoadedModel::instance(const BuildRequest &request) {
  auto found = built.find(request);
  if (found == built.end()) {
    Stopwatch sinceStart;
    StatusOr<Built> made = compile(request);
    if (!made.ok())
      return made.status();
    found = built.emplace(request, std::move(*made)).first;
    double packed = found->second.instance->bindMilliseconds();
    compileTime += sinceStart.milliseconds() - packed;
    packTime += packed;
  }
  return found->second.instance.get();
}

const std::vector<std::vector<std::string>> &
LoadedModel::resultNames(const BuildRequest &request) const {
  static const std::vector<std::vector<std::string>> none;
  auto found = built.find(request);
  return found == built.end() ? none : found->second.resultNames;
}

StatusOr<std::string> LoadedModel::moduleText(const BuildRequest &request) {
  StatusOr<mlir::OwningOpRef<mlir::ModuleOp>> module = build(request);
  if (!module.ok())
    return module.status();
  if (Status status = execution::compileModule(**module, options.compile);
      !status.ok())
    return status;
  std::string text;
  llvm::raw_string_ostream(text) << **module << "\n";
  return text;
}

StatusOr<const Tokenizer *> LoadedModel::tokenizer() {
  if (!loadedTokenizer) {
    std::string path = options.tokenizerPath;
    if (path.empty())
      path = folderOf(table).string();
    StatusOr<Tokenizer> loaded = loadTokenizer(path.empty() ? "." : path);
    if (!loaded.ok())
      return loaded.status();
    loadedTokenizer = std::move(*loaded);
  }
  return &*loadedTokenizer;
}
