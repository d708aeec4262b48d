//===- Programs.cpp - Cases, compiled -------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Programs.h"

#include "ptir/Backends/Backend.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Pipelines/InitAll.h"
#include "ptir/Runtime/ParamStore.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"

#include <chrono>
#include <cstring>
#include <mutex>
#include <thread>

using namespace ptir;
using namespace ptir::parity;

/// Few enough that a bad case does not cost much, and that memory stays small.
static constexpr size_t casesPerModule = 24;

struct Programs::Module {
  std::unique_ptr<mlir::MLIRContext> context;
  std::unique_ptr<execution::Instance> instance;
};

std::vector<Variant> parity::allVariants() {
  BackendRegistry backends;
  registerAllBackends(backends);
  std::vector<Variant> variants;
  for (const auto &backend : backends.all())
    for (bool optimised : {false, true})
      variants.push_back(
          {backend->getName().str(), optimised, backend->isInterpreter()});
  return variants;
}

//===----------------------------------------------------------------------===//
// Emission
//===----------------------------------------------------------------------===//

namespace {

/// Keeps the diagnostics of a context.
class Messages {
public:
  explicit Messages(mlir::MLIRContext &context)
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          if (!text.empty())
            text += "\n";
          text += diagnostic.str();
        }) {}

  std::string text;

private:
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace

static std::unique_ptr<mlir::MLIRContext> createContext() {
  mlir::DialectRegistry registry;
  registerAllDialects(registry);
  auto context = std::make_unique<mlir::MLIRContext>(
      registry, mlir::MLIRContext::Threading::DISABLED);
  context->loadDialect<PTIRDialect, mlir::func::FuncDialect>();
  return context;
}

static std::string nameOf(const Case &testCase, const std::string &entry) {
  return entry.empty() ? testCase.name : testCase.name + "." + entry;
}

/// Adds the public function; failure, and no function, if it is refused.
static mlir::LogicalResult
emitEntry(mlir::ModuleOp module, const std::string &name,
          const std::vector<TensorType> &args, const Emit &emit,
          const layers::ParameterList &parameters, const std::string &prefix) {
  mlir::MLIRContext *context = module.getContext();
  mlir::Location location = mlir::NameLoc::get(
      mlir::StringAttr::get(context, name), mlir::UnknownLoc::get(context));
  llvm::SmallVector<mlir::Type> types;
  for (const TensorType &type : args) {
    llvm::SmallVector<int64_t> dims(type.dims.begin(), type.dims.end());
    for (int64_t &extent : dims)
      extent = extent == dynamic ? mlir::ShapedType::kDynamic : extent;
    types.push_back(mlir::RankedTensorType::get(
        dims, getMLIRType(context, type.elementType)));
  }
  auto end = mlir::OpBuilder::atBlockEnd(module.getBody());
  auto function = mlir::func::FuncOp::create(end, location, name,
                                             end.getFunctionType(types, {}));
  auto builder = mlir::OpBuilder::atBlockBegin(function.addEntryBlock());
  Emitter emitter(builder, location);
  Program program;
  for (mlir::Value argument : function.getArguments())
    program.args.push_back(argument);
  program.parameters = layers::readParameters(emitter, parameters, prefix);
  Results results = emit(emitter, program);
  llvm::SmallVector<mlir::Value> values;
  bool whole = succeeded(emitter.status()) && !results.empty();
  for (Tensor result : results) {
    whole &= bool(result);
    values.push_back(result.getValue());
  }
  if (!whole) {
    function.erase();
    return mlir::failure();
  }
  auto ret = mlir::func::ReturnOp::create(builder, location, values);
  function.setFunctionType(
      builder.getFunctionType(types, ret.getOperandTypes()));
  return mlir::verify(function);
}

Refused parity::emitRefusal(const Refusal &refusal) {
  std::unique_ptr<mlir::MLIRContext> context = createContext();
  Messages messages(*context);
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::ModuleOp::create(mlir::UnknownLoc::get(context.get()));
  bool refused =
      failed(emitEntry(*module, "main", refusal.args, refusal.emit, {}, ""));
  return {refused, messages.text};
}

/// Adds the functions of the case; what was said if one is refused.
static Status emitCase(mlir::ModuleOp module, const Case &testCase) {
  Messages messages(*module.getContext());
  layers::ParameterList parameters;
  for (const auto &[name, data] : testCase.parameters)
    parameters.push_back(
        {name, {data.dims.begin(), data.dims.end()}, data.type});
  for (const Entry &entry : testCase.entries)
    if (failed(emitEntry(module, nameOf(testCase, entry.name), entry.args,
                         entry.emit, parameters, testCase.name + ".")))
      return Status::failure("emission failed: " + messages.text);
  return Status::success();
}

//===----------------------------------------------------------------------===//
// Compilation
//===----------------------------------------------------------------------===//

static void addParameters(runtime::MemorySource &source, const Case &testCase) {
  for (const auto &[name, data] : testCase.parameters) {
    auto tensor = runtime::HostTensor::zeros(data.type, data.dims);
    if (!tensor.ok())
      continue; // the session will miss it
    std::memcpy(tensor->data(), data.bytes.data(), data.bytes.size());
    source.add(testCase.name + "." + name, std::move(*tensor));
  }
}

static StatusOr<std::unique_ptr<execution::Instance>>
compile(mlir::OwningOpRef<mlir::ModuleOp> module,
        std::unique_ptr<runtime::ParamSource> source, const Variant &variant,
        int threads) {
  execution::CompileOptions options;
  options.backend = variant.backend;
  options.optimize = variant.optimised;
  options.useCache = false;
  options.threads = threads;
  if (variant.isInterpreter && variant.optimised) {
    execution::CompileOptions portable = options;
    portable.compileTo = "fused";
    if (Status status = execution::compileModule(*module, portable);
        !status.ok())
      return status;
  }
  return execution::instantiate(
      std::move(module),
      std::make_shared<runtime::ParamStore>(std::move(source)), options);
}

using CaseList = llvm::ArrayRef<const Case *>;

namespace {

/// A module with its context, and why cases are missing in it.
struct Compiled {
  std::unique_ptr<mlir::MLIRContext> context;
  StatusOr<std::unique_ptr<execution::Instance>> instance =
      Status::failure("not compiled");
  std::map<std::string, std::string> failures;
};

} // namespace

static Compiled compileCases(CaseList cases, const Variant &variant,
                             int threads) {
  Compiled compiled;
  compiled.context = createContext();
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::ModuleOp::create(mlir::UnknownLoc::get(compiled.context.get()));
  auto source = std::make_unique<runtime::MemorySource>();
  for (const Case *testCase : cases) {
    if (Status status = emitCase(*module, *testCase); !status.ok())
      compiled.failures[testCase->name] = status.message();
    addParameters(*source, *testCase);
  }
  Messages messages(*compiled.context);
  compiled.instance =
      compile(std::move(module), std::move(source), variant, threads);
  if (!compiled.instance.ok() && !messages.text.empty())
    compiled.instance =
        Status::failure(compiled.instance.message() + "\n" + messages.text);
  return compiled;
}

Programs::Programs(const Variant &variant,
                   const std::vector<const Case *> &cases, int threads)
    : variant(variant), threads(threads) {
  std::vector<CaseList> waiting;
  for (CaseList rest = cases; !rest.empty();) {
    waiting.push_back(rest.take_front(casesPerModule));
    rest = rest.drop_front(waiting.back().size());
  }
  std::mutex mutex; // guards `waiting` and the members
  auto work = [&] {
    std::unique_lock<std::mutex> lock(mutex);
    while (!waiting.empty()) {
      CaseList list = waiting.back();
      waiting.pop_back();
      lock.unlock();
      Compiled compiled = compileCases(list, variant, threads);
      lock.lock();
      if (!compiled.instance.ok() && list.size() > 1) {
        // Its halves are tried, so that one bad case hides no other.
        waiting.push_back(list.take_front(list.size() / 2));
        waiting.push_back(list.drop_front(list.size() / 2));
        continue;
      }
      failures.insert(compiled.failures.begin(), compiled.failures.end());
      if (!compiled.instance.ok()) {
        failures.emplace(list[0]->name, compiled.instance.message());
        continue;
      }
      modules.push_back(std::make_unique<Module>(
          Module{std::move(compiled.context), std::move(*compiled.instance)}));
      for (const Case *testCase : list)
        moduleOf[testCase->name] = modules.back().get();
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < threads; ++i)
    helpers.emplace_back(work);
  work();
  for (std::thread &helper : helpers)
    helper.join();
}

Programs::~Programs() = default;

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

StatusOr<DataList> Programs::call(const Case &testCase,
                                  const std::string &entry,
                                  const DataList &args, double &seconds) {
  if (auto failure = failures.find(testCase.name); failure != failures.end())
    return Status::failure(failure->second);
  auto module = moduleOf.find(testCase.name);
  if (module == moduleOf.end())
    return Status::failure("the case was not compiled");
  std::vector<ptir_tensor> views, found;
  for (const Data &arg : args)
    views.push_back(arg.view());
  auto begin = std::chrono::steady_clock::now();
  Status status =
      module->second->instance->call(nameOf(testCase, entry), views, found);
  std::chrono::duration<double> taken =
      std::chrono::steady_clock::now() - begin;
  seconds += taken.count();
  if (!status.ok())
    return status;
  DataList results;
  for (const ptir_tensor &result : found) {
    Data copy =
        conformance::zeros(ElementType(result.element_type),
                           Dims(result.dims, result.dims + result.rank));
    std::memcpy(copy.bytes.data(), result.data, copy.bytes.size());
    results.push_back(std::move(copy));
  }
  return results;
}

StatusOr<Outcome> Programs::run(const Case &testCase) {
  if (!testCase.drive)
    return run(testCase, testCase.args);
  Outcome outcome;
  StatusOr<DataList> results =
      testCase.drive([&](const std::string &entry, const DataList &args) {
        return call(testCase, entry, args, outcome.seconds);
      });
  if (!results.ok())
    return results.status();
  outcome.results = std::move(*results);
  return outcome;
}

StatusOr<Outcome> Programs::run(const Case &testCase, const DataList &args) {
  Outcome outcome;
  StatusOr<DataList> results =
      call(testCase, testCase.entries.front().name, args, outcome.seconds);
  if (!results.ok())
    return results.status();
  outcome.results = std::move(*results);
  return outcome;
}
