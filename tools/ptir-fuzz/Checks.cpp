//===- Checks.cpp - What every program must do ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Checks.h"

#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Raise/Passes.h"
#include "ptir/Validation/ErrorBounds.h"
#include "ptir/Validation/SeededTensors.h"

#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;
using validation::Answer;
using validation::Call;
using validation::ElementBounds;

/// Ops of one interpreted call.
static constexpr uint64_t maxSteps = 20000;

namespace {

/// What the interpreter says about a program.
struct Expected {
  std::vector<Answer> answers;
  std::vector<std::vector<ElementBounds>> bounds;
  /// Ops that may fail: with more than one, which error comes is open.
  size_t failingOps = 0;
};

} // namespace

static void addCleanup(OpPassManager &manager) {
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

static constexpr PortablePass portablePasses[] = {
    {"canonicalize",
     [](OpPassManager &m) { m.addPass(createCanonicalizerPass()); }},
    {"cse", [](OpPassManager &m) { m.addPass(createCSEPass()); }},
    {"inline", [](OpPassManager &m) { m.addPass(createInlinerPass()); }},
    {"sccp", [](OpPassManager &m) { m.addPass(createSCCPPass()); }},
    {"ptir-raise",
     [](OpPassManager &m) {
       m.addNestedPass<func::FuncOp>(createRaisePass());
     }},
    {"ptir-inline-composites",
     [](OpPassManager &m) { m.addPass(createInlineCompositesPass()); }},
    // Whatever error survives this must come from compiled code, too.
    {"all",
     [](OpPassManager &m) {
       addCleanup(m);
       m.addNestedPass<func::FuncOp>(createRaisePass());
       addCleanup(m);
       m.addPass(createInlineCompositesPass());
       addCleanup(m);
     }},
};

static Answer interpret(reference::Interpreter &interpreter, const Call &call) {
  auto results = interpreter.call(call.entry, call.args);
  if (!results)
    return Status::failure(llvm::toString(results.takeError()));
  return std::move(*results);
}

static Expected findExpected(Program &program) {
  Expected expected;
  validation::SeededParams params(*program.module, paramSeed);
  reference::InterpreterOptions options;
  options.maxSteps = maxSteps;
  reference::Interpreter interpreter(*program.module, params, options);
  for (const Call &call : program.calls) {
    expected.answers.push_back(interpret(interpreter, call));
    expected.bounds.emplace_back();
    if (const Answer &answer = expected.answers.back(); answer.ok())
      expected.bounds.back() = validation::findErrorBounds(
          {*program.module, call.entry, call.args, *answer}, params, maxSteps);
  }
  program.module->walk(
      [&](Operation *op) { expected.failingOps += !isSpeculatable(op); });
  return expected;
}

/// The functions of all programs in one module. Their names differ.
static OwningOpRef<ModuleOp> combine(std::vector<Program> &programs) {
  OwningOpRef<ModuleOp> batch =
      ModuleOp::create((*programs.front().module)->getLoc());
  for (Program &program : programs)
    for (Operation &op : *program.module->getBody())
      batch->getBody()->push_back(op.clone());
  return batch;
}

/// `'ptir.take' op at p7:3:1`.
static StringRef whereOf(StringRef error) { return error.split(": ").first; }

/// How a compiled call may not differ from an interpreted one. `vanished`: the
/// portable passes remove the failing op.
static std::string compareCompiled(const Answer &expected, const Answer &found,
                                   ArrayRef<ElementBounds> bounds,
                                   bool vanished, bool oneError) {
  if (expected.ok() && found.ok())
    return validation::describeDifference(*expected, *found, bounds);
  if (expected.ok())
    return "expected results, found an error: " + found.message();
  if (found.ok())
    return vanished ? ""
                    : "expected an error, found results: " + expected.message();
  if (oneError && whereOf(expected.message()) != whereOf(found.message()))
    return "expected the error '" + expected.message() + "', found '" +
           found.message() + "'";
  return "";
}

static std::string describeCall(size_t index, const std::string &difference) {
  return "call " + std::to_string(index) + ": " + difference;
}

namespace {

class BatchCheck {
public:
  BatchCheck(std::vector<Program> &programs, const CheckOptions &options)
      : programs(programs), options(options), batch(combine(programs)),
        params(*batch, paramSeed) {
    for (Program &program : programs)
      expected.push_back(findExpected(program));
  }

  std::vector<Finding> run() {
    for (const PortablePass &pass : portablePasses)
      if (wants(pass.name))
        checkPass(pass);
    for (const PortablePass &pass : options.morePasses)
      if (wants(pass.name))
        checkPass(pass);
    if (wants("native"))
      checkNative();
    return std::move(findings);
  }

  AnswerCounts count() const {
    AnswerCounts counts;
    for (const Expected &all : expected)
      for (const Answer &answer : all.answers)
        ++(answer.ok() ? counts.results : counts.errors);
    return counts;
  }

private:
  bool wants(StringRef stage) const {
    return options.stages.empty() ||
           llvm::is_contained(options.stages, stage) ||
           // Tells which errors may vanish.
           (stage == "all" && llvm::is_contained(options.stages, "native"));
  }
  bool reports(StringRef stage) const {
    return options.stages.empty() || llvm::is_contained(options.stages, stage);
  }

  void add(const Program &program, StringRef stage, std::string message) {
    if (reports(stage))
      findings.push_back({program.seed, stage.str(), std::move(message)});
  }

  void checkPass(const PortablePass &pass);
  void checkNative();
  void reportFailure(StringRef stage, std::string message);

  std::vector<Program> &programs;
  const CheckOptions &options;
  OwningOpRef<ModuleOp> batch;
  validation::SeededParams params;
  std::vector<Expected> expected;
  /// The answers after all portable passes.
  std::vector<std::vector<Answer>> portableAnswers;
  std::vector<Finding> findings;
};

} // namespace

/// Finds out for which programs a stage that failed for all of them fails.
void BatchCheck::reportFailure(StringRef stage, std::string message) {
  if (programs.size() == 1)
    return add(programs.front(), stage, std::move(message));
  size_t half = programs.size() / 2;
  CheckOptions onlyStage = options;
  onlyStage.stages = {stage.str()};
  for (auto [begin, end] :
       {std::pair(size_t(0), half), std::pair(half, programs.size())}) {
    std::vector<Program> part;
    for (size_t i = begin; i < end; ++i)
      part.push_back(programs[i].clone());
    for (Finding &finding : BatchCheck(part, onlyStage).run())
      findings.push_back(std::move(finding));
  }
}

void BatchCheck::checkPass(const PortablePass &pass) {
  OwningOpRef<ModuleOp> module(batch->clone());
  std::string errors;
  ScopedDiagnosticHandler handler(
      module->getContext(), [&](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          llvm::raw_string_ostream(errors)
              << diagnostic.getLocation() << ": " << diagnostic << "\n";
      });
  PassManager manager(module->getContext(), ModuleOp::getOperationName());
  pass.add(manager);
  bool last = pass.name == "all";
  if (failed(manager.run(*module))) {
    if (last)
      for (const Expected &want : expected)
        portableAnswers.push_back(want.answers);
    return reportFailure(pass.name, "the pass fails: " + errors);
  }
  reference::InterpreterOptions limits;
  limits.maxSteps = maxSteps;
  reference::Interpreter interpreter(*module, params, limits);
  for (auto [program, want] : llvm::zip_equal(programs, expected)) {
    std::string message;
    std::vector<Answer> answers;
    for (auto [i, call] : llvm::enumerate(program.calls)) {
      answers.push_back(interpret(interpreter, call));
      if (!message.empty())
        continue;
      std::string difference =
          compareCompiled(want.answers[i], answers.back(), want.bounds[i],
                          /*vanished=*/true, /*oneError=*/false);
      if (!difference.empty())
        message = describeCall(i, difference);
    }
    if (!message.empty())
      add(program, pass.name, std::move(message));
    if (last)
      portableAnswers.push_back(std::move(answers));
  }
}

void BatchCheck::checkNative() {
  execution::CompileOptions how;
  how.backend = options.backend;
  how.useCache = false;
  how.threads = options.threads;
  std::vector<Call> calls;
  for (const Program &program : programs)
    calls.insert(calls.end(), program.calls.begin(), program.calls.end());
  StatusOr<std::shared_ptr<runtime::ParamStore>> store = params.makeStore();
  StatusOr<std::vector<Answer>> answers =
      store.ok() ? validation::answerCalls(*batch, calls, *store, how)
                 : StatusOr<std::vector<Answer>>(store.status());
  if (!answers.ok())
    return reportFailure("native", std::string(answers.message()));
  auto answer = answers->begin();
  for (auto [p, program] : llvm::enumerate(programs)) {
    const Expected &want = expected[p];
    std::string message;
    for (size_t i = 0; i < program.calls.size(); ++i, ++answer) {
      if (!message.empty())
        continue;
      bool vanished = portableAnswers[p][i].ok();
      std::string difference =
          compareCompiled(want.answers[i], *answer, want.bounds[i], vanished,
                          want.failingOps == 1);
      if (!difference.empty())
        message = describeCall(i, difference);
    }
    if (!message.empty())
      add(program, "native", std::move(message));
  }
}

std::vector<Finding> ptir::fuzz::checkPrograms(std::vector<Program> &programs,
                                               const CheckOptions &options,
                                               AnswerCounts &answers) {
  std::vector<Finding> findings;
  for (Program &program : programs)
    if (failed(verify(*program.module)))
      findings.push_back({program.seed, "verify", "the program is not valid"});
  if (programs.empty() || !findings.empty())
    return findings;
  BatchCheck check(programs, options);
  answers = check.count();
  return check.run();
}
