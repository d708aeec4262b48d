//===- Harness.cpp - Runs cases on every backend and compares -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Harness.h"

#include "Reproducer.h"
#include "TorchOracle.h"

#include "ptir/Backends/Backend.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Execution/Compile.h"
#include "ptir/Pipelines/InitAll.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Parser/Parser.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::conformance;
using execution::Instance;

static constexpr const char *sourceName = "case.mlir";

/// Few enough that the inliners and schedulers of LLVM stay linear.
static constexpr size_t functionsPerModule = 100;

std::vector<std::string> ptir::conformance::compiledBackends() {
  BackendRegistry registry;
  registerAllBackends(registry);
  std::vector<std::string> names;
  for (const auto &backend : registry.all())
    if (!backend->isInterpreter())
      names.push_back(backend->getName().str());
  return names;
}

static mlir::DialectRegistry dialects() {
  mlir::DialectRegistry registry;
  registerAllDialects(registry);
  return registry;
}

namespace {

/// A backend with the module of all cases.
struct Compiled {
  std::unique_ptr<mlir::MLIRContext> context;
  std::unique_ptr<Instance> instance;
};

/// What one call gave.
struct Outcome {
  Status status = Status::success();
  std::vector<Tensor> results;
};

} // namespace

static StatusOr<Compiled> compile(const std::string &text,
                                  const std::string &backend,
                                  const HarnessOptions &options) {
  Compiled compiled;
  compiled.context = std::make_unique<mlir::MLIRContext>(
      dialects(), mlir::MLIRContext::Threading::DISABLED);
  std::string messages;
  mlir::ScopedDiagnosticHandler handler(
      compiled.context.get(), [&](mlir::Diagnostic &diagnostic) {
        llvm::raw_string_ostream stream(messages);
        stream << diagnostic.getLocation() << ": " << diagnostic << "\n";
      });
  mlir::OwningOpRef<mlir::ModuleOp> module =
      mlir::parseSourceString<mlir::ModuleOp>(text, compiled.context.get(),
                                              sourceName);
  if (!module)
    return Status::failure(messages);
  execution::CompileOptions compile;
  compile.backend = backend;
  compile.useCache = false;
  compile.threads = 2;
  compile.maxSteps = options.maxSteps;
  StatusOr<std::unique_ptr<Instance>> instance =
      execution::instantiate(std::move(module), nullptr, compile);
  if (!instance.ok())
    return Status::failure(instance.message() + "\n" + messages);
  compiled.instance = std::move(*instance);
  return compiled;
}

static std::string nameOf(size_t index) { return "f" + std::to_string(index); }

static Outcome run(Instance &instance, const std::string &entry,
                   const std::vector<Tensor> &args) {
  std::vector<ptir_tensor> views, found;
  for (const Tensor &arg : args)
    views.push_back(arg.view());
  Outcome outcome;
  outcome.status = instance.call(entry, views, found);
  if (!outcome.status.ok())
    return outcome;
  for (const ptir_tensor &result : found) {
    Tensor copy = zeros(ElementType(result.element_type),
                        Dims(result.dims, result.dims + result.rank));
    const auto *data = static_cast<const uint8_t *>(result.data);
    copy.bytes.assign(data, data + copy.bytes.size());
    outcome.results.push_back(std::move(copy));
  }
  return outcome;
}

namespace {

/// Compares the outcomes of one call and tells what is wrong.
class CallCheck {
public:
  CallCheck(const Case &testCase, const Call &call, int line)
      : testCase(testCase), call(call), line(line) {}

  void judgeReference(const Outcome &reference) const {
    if (!call.failing.empty())
      return expectError("reference", call.failing, reference);
    if (!reference.status.ok())
      return fail("reference: " + reference.status.message());
    if (!call.golden.empty())
      expectSame("golden", call.golden, "reference", reference.results);
    if (testCase.judge != Judge::None && torchIsPresent())
      compareWithTorch(reference.results);
  }

  void compare(const Outcome &reference, const std::string &backend,
               const Outcome &outcome) const {
    if (!call.failing.empty())
      expectError(backend,
                  call.failingPart.empty() ? call.failing : call.failingPart,
                  outcome);
    else if (!outcome.status.ok())
      fail(backend + ": " + outcome.status.message());
    else if (reference.status.ok())
      expectSame("reference", reference.results, backend, outcome.results);
  }

  void fail(const std::string &message) const {
    ADD_FAILURE() << message << "\n" << writeReproducer(testCase, call.args);
  }

private:
  void expectError(const std::string &backend, const std::string &op,
                   const Outcome &outcome) const {
    std::string expected =
        "'" + op + "' op at " + sourceName + ":" +
        (testCase.body.empty() ? std::to_string(line + 1) + ":" : "");
    if (outcome.status.ok())
      fail(backend + ": expected an error of " + op + ", found " +
           describe(outcome.results.front()));
    else if (outcome.status.message().find(expected) != 0)
      fail(backend + ": expected an error that starts with \"" + expected +
           "\", found \"" + outcome.status.message() + "\"");
  }

  void compareWithTorch(const std::vector<Tensor> &reference) const {
    StatusOr<std::vector<Tensor>> torch =
        askTorch(testCase, call.args, reference);
    if (!torch.ok())
      fail("LibTorch: " + torch.message());
    else
      expectSame("LibTorch", *torch, "reference", reference,
                 testCase.judge == Judge::TorchUpToZeroSigns);
  }

  void expectSame(const char *judge, const std::vector<Tensor> &expected,
                  const std::string &judged, const std::vector<Tensor> &found,
                  bool anyZero = false) const {
    if (expected.size() != found.size()) {
      fail(judged + ": expected " + std::to_string(expected.size()) +
           " results, found " + std::to_string(found.size()));
      return;
    }
    for (size_t i = 0; i < expected.size(); ++i)
      if (auto text =
              difference(expected[i], found[i],
                         call.accuracy.value_or(testCase.accuracy), anyZero))
        fail("result " + std::to_string(i) + ", " + judge + " against " +
             judged + ": " + *text + "\n  " + judge + ": " +
             describe(expected[i]) + "\n  " + judged + ": " +
             describe(found[i]));
  }

  const Case &testCase;
  const Call &call;
  int line;
};

/// The module of some cases, and where each begins.
struct ModuleText {
  std::string text;
  std::vector<int> lines;

  ModuleText(const std::vector<Case> &cases, size_t begin, size_t end) {
    int line = 1;
    for (size_t i = begin; i < end; ++i) {
      std::string function = spell(cases[i], nameOf(i));
      lines.push_back(line);
      line += int(std::count(function.begin(), function.end(), '\n'));
      text += function;
    }
  }
};

} // namespace

/// The module on the reference, then on every other backend. Fails with what
/// the first that refuses it says.
static StatusOr<std::vector<Compiled>>
compileAll(const std::string &text, const HarnessOptions &options) {
  std::vector<Compiled> all;
  StatusOr<Compiled> reference = compile(text, "reference", options);
  if (!reference.ok())
    return Status::failure("reference: " + reference.message());
  all.push_back(std::move(*reference));
  for (const std::string &backend : options.backends) {
    StatusOr<Compiled> compiled = compile(text, backend, options);
    if (!compiled.ok())
      return Status::failure(backend + ": " + compiled.message());
    all.push_back(std::move(*compiled));
  }
  return all;
}

/// Compiles and runs the cases in [begin, end); gives the number of calls. When
/// a backend refuses the module, its halves are tried, so that one bad case
/// hides no other.
static int checkRange(const std::vector<Case> &cases, size_t begin, size_t end,
                      const HarnessOptions &options) {
  ModuleText module(cases, begin, end);
  StatusOr<std::vector<Compiled>> compiled = compileAll(module.text, options);
  if (!compiled.ok() && end - begin > 1) {
    size_t middle = begin + (end - begin) / 2;
    return checkRange(cases, begin, middle, options) +
           checkRange(cases, middle, end, options);
  }
  if (!compiled.ok()) {
    ADD_FAILURE() << compiled.message() << "\n" << spell(cases[begin], "main");
    return 0;
  }
  int calls = 0;
  for (size_t i = begin; i < end; ++i) {
    if (cases[i].calls.empty())
      ADD_FAILURE() << "no calls of\n" << spell(cases[i], "main");
    for (const Call &call : cases[i].calls) {
      ++calls;
      CallCheck check(cases[i], call, module.lines[i - begin]);
      Outcome reference =
          run(*compiled->front().instance, nameOf(i), call.args);
      check.judgeReference(reference);
      for (size_t k = 0; k < options.backends.size(); ++k)
        check.compare(reference, options.backends[k],
                      run(*(*compiled)[k + 1].instance, nameOf(i), call.args));
    }
  }
  return calls;
}

void conformance::check(const std::vector<Case> &cases,
                        HarnessOptions options) {
  ASSERT_FALSE(cases.empty());
  int calls = 0;
  for (size_t begin = 0; begin < cases.size(); begin += functionsPerModule)
    calls +=
        checkRange(cases, begin,
                   std::min(begin + functionsPerModule, cases.size()), options);
  testing::Test::RecordProperty("functions", int(cases.size()));
  testing::Test::RecordProperty("calls", calls);
}
