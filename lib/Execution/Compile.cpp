//===- Compile.cpp - From a module to an instance -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Execution/Compile.h"

#include "CacheKey.h"
#include "CodeGeneration.h"
#include "GiveBackMemory.h"
#include "LoadedCode.h"
#include "NativeInstance.h"
#include "ObjectCache.h"
#include "PhaseRunner.h"
#include "ReferenceInstance.h"
#include "Signature.h"

#include "ptir/Pipelines/InitAll.h"
#include "ptir/Pipelines/Phases.h"

using namespace ptir;
using namespace ptir::execution;

/// The phases that are left to run, as positions in the phase table.
struct PhaseRange {
  size_t begin, end;
};

static StatusOr<PhaseRange> choosePhases(mlir::ModuleOp module,
                                         const CompileOptions &options) {
  PhaseRange range{0, getPhases().size()};
  for (const std::string &name : {options.compileFrom, options.compileTo})
    if (!name.empty() && !findPhase(name))
      return Status::failure("compile: expected a phase of " + listPhases() +
                             ", found '" + name + "'");
  if (!options.compileFrom.empty())
    range.begin = *findPhase(options.compileFrom) + 1;
  else if (const Phase &phase = detectPhase(module);
           phase.name != getPhases().front().name)
    range.begin = *findPhase(phase.name) + 1;
  if (!options.compileTo.empty())
    range.end = *findPhase(options.compileTo) + 1;
  range.begin = std::min(range.begin, range.end);
  return range;
}

static StatusOr<const Backend *> chooseBackend(const BackendRegistry &backends,
                                               const CompileOptions &options) {
  const Backend *backend = backends.lookup(options.backend);
  if (!backend)
    return Status::failure("backend: expected one of " + backends.listNames() +
                           ", found '" + options.backend + "'");
  if (options.streamParams && backend->isInterpreter())
    return Status::failure("parameter budget: expected none for backend '" +
                           options.backend +
                           "', which has all parameters in memory");
  if (options.weights == StoredWeights::F32)
    return backend;
  if (backend->isInterpreter())
    return Status::failure("weights: expected f32 for backend '" +
                           options.backend + "', which keeps them as they are");
  if (!options.optimize)
    return Status::failure(
        "weights: expected f32 where nothing is optimised, found another type");
  return backend;
}

static void addDialects(mlir::ModuleOp module) {
  mlir::DialectRegistry registry;
  registerAllDialects(registry);
  module->getContext()->appendDialectRegistry(registry);
}

Status ptir::execution::compileModule(mlir::ModuleOp module,
                                      const CompileOptions &options) {
  BackendRegistry backends;
  registerAllBackends(backends);
  StatusOr<const Backend *> backend = chooseBackend(backends, options);
  if (!backend.ok())
    return backend.status();
  StatusOr<PhaseRange> range = choosePhases(module, options);
  if (!range.ok())
    return range.status();
  addDialects(module);
  for (size_t i = range->begin; i < range->end; ++i)
    if (Status status = runPhase(module, i,
                                 {**backend,
                                  options.optimize,
                                  {options.weights, options.roundActivations},
                                  options.streamParams},
                                 options.dumpDir);
        !status.ok())
      return status;
  return Status::success();
}

/// The objects of a module, from the cache if it has them.
static StatusOr<ObjectFiles> compileObjects(mlir::ModuleOp module,
                                            const CompileOptions &options) {
  std::optional<ObjectCache> cache;
  std::string key;
  if (options.useCache && !options.cacheDir.empty()) {
    StatusOr<ObjectCache> opened = ObjectCache::open(options.cacheDir);
    if (!opened.ok())
      return opened.status();
    cache = std::move(*opened);
    key = cacheKey(module, options);
    bool wantsDumps = !options.dumpDir.empty() &&
                      options.dumpMode == CompileOptions::DumpMode::All;
    if (!wantsDumps)
      if (ObjectFiles objects = cache->load(key); !objects.empty())
        return objects;
  }
  CompileOptions wholeWay = options;
  wholeWay.compileTo.clear();
  if (Status status = compileModule(module, wholeWay); !status.ok())
    return status;
  StatusOr<ObjectFiles> objects = generateObjects(module);
  if (objects.ok() && cache)
    cache->store(key, *objects);
  return objects;
}

StatusOr<std::unique_ptr<Instance>>
ptir::execution::instantiate(mlir::OwningOpRef<mlir::ModuleOp> module,
                             std::shared_ptr<runtime::ParamStore> params,
                             const CompileOptions &options) {
  BackendRegistry backends;
  registerAllBackends(backends);
  StatusOr<const Backend *> backend = chooseBackend(backends, options);
  if (!backend.ok())
    return backend.status();
  if ((*backend)->isInterpreter())
    return createReferenceInstance(std::move(module), std::move(params),
                                   options.maxSteps);
  // The lowering takes tensors of the contract in public functions for granted.
  if (StatusOr<std::vector<EntrySignature>> signatures =
          readSignatures(*module);
      !signatures.ok())
    return signatures.status();
  StatusOr<ObjectFiles> objects = compileObjects(*module, options);
  if (!objects.ok())
    return objects.status();
  StatusOr<runtime::Module> code = loadObjects(std::move(*objects));
  if (!code.ok())
    return code.status();
  if (options.streamParams) {
    // Memory is short: what the compiler had is not kept for later.
    module = nullptr;
    giveBackMemory();
  }
  return createNativeInstance(std::move(*code), std::move(params),
                              options.threads, options.maxSteps);
}
