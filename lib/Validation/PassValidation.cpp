//===- PassValidation.cpp - Does a pass keep the meaning? -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/PassValidation.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Pipelines/Phases.h"
#include "ptir/Validation/ErrorBounds.h"
#include "ptir/Validation/ModuleCalls.h"
#include "ptir/Validation/SeededTensors.h"
#include "ptir/Validation/TensorAttributes.h"

#include "mlir/IR/OperationSupport.h"
#include "mlir/Pass/Pass.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::validation;
using reference::Tensor;

/// Ops of one interpreted call, steps of the loops of a compiled one.
static constexpr int64_t maxSteps = 1000000;
/// Between results of which no portable program is known.
static constexpr int unknownProgramUlps = 64;
/// What an unknown extent is, by draw.
static constexpr int64_t drawnExtents[] = {3, 2, 1, 5, 0};

namespace {

/// A module as it was last run.
struct Snapshot {
  OwningOpRef<ModuleOp> module;
  std::vector<Answer> answers;
};

class PassValidation final : public PassInstrumentation {
public:
  explicit PassValidation(PassValidationOptions options)
      : options(std::move(options)) {}

  void runBeforePass(Pass *pass, Operation *op) override;
  void runAfterPass(Pass *pass, Operation *op) override;

private:
  std::optional<execution::CompileOptions> howToRun(ModuleOp module,
                                                    const Phase *ended);
  StatusOr<std::vector<Answer>> answer(ModuleOp module,
                                       const execution::CompileOptions &how);
  Status start(ModuleOp module);
  Status drawCalls(ModuleOp module, const execution::CompileOptions &how);
  void findBounds(ModuleOp module);
  std::string compare(Snapshot &after, size_t call);
  void report(Pass *pass, Snapshot &after, size_t call,
              const std::string &difference);
  void validate(Pass *pass, ModuleOp module,
                const execution::CompileOptions &how, bool phaseEnded);

  PassValidationOptions options;
  bool stopped = false;
  /// The last phase that ended, as a position in the table.
  std::optional<size_t> phase;
  std::shared_ptr<runtime::ParamStore> params;
  std::unique_ptr<SeededParams> seeded;
  std::vector<Call> calls;
  std::vector<std::vector<ElementBounds>> bounds; // one list per call
  std::optional<Snapshot> before;
  std::optional<OperationFingerPrint> fingerprint;
};

} // namespace

static ModuleOp findTopModule(Operation *op) {
  while (Operation *parent = op->getParentOp())
    op = parent;
  return dyn_cast<ModuleOp>(op);
}

static bool hasOpsOf(ModuleOp module, llvm::StringRef dialect) {
  return module
      .walk([&](Operation *op) {
        return op->getName().getDialectNamespace() == dialect
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// Whether a module may stand in the middle of the phases `kernels` and
/// `linalg`, which can be run again on it.
static bool isBetweenTensors(ModuleOp module) {
  llvm::ArrayRef<Phase> phases = getPhases();
  const Phase &kernels = phases[*findPhase("kernels")];
  const Phase &linalg = phases[*findPhase("linalg")];
  return !module
              .walk([&](Operation *op) {
                llvm::StringRef name = op->getName().getDialectNamespace();
                bool known = name == "builtin" ||
                             llvm::is_contained(kernels.legalDialects, name) ||
                             llvm::is_contained(linalg.legalDialects, name);
                bool memory = llvm::any_of(op->getResultTypes(), [](Type type) {
                  return isa<BaseMemRefType>(type);
                });
                // Entries that hand results over belong to the next phase.
                return known && !memory && !isa<rt::SetResultOp>(op)
                           ? WalkResult::advance()
                           : WalkResult::interrupt();
              })
              .wasInterrupted();
}

/// How to run a module after a pass, or after the phase `ended`; nothing if it
/// is not whole.
std::optional<execution::CompileOptions>
PassValidation::howToRun(ModuleOp module, const Phase *ended) {
  execution::CompileOptions how;
  how.useCache = false;
  how.threads = 1;
  how.maxSteps = maxSteps;
  how.backend = options.backend;
  if (isPortable(module)) {
    how.backend = "reference";
    return how;
  }
  size_t linalg = *findPhase("linalg");
  if (!phase || *phase <= linalg) {
    if (!isBetweenTensors(module))
      return std::nullopt;
    how.compileFrom = hasOpsOf(module, PTIRDialect::getDialectNamespace())
                          ? "fused"
                          : "kernels";
    return how;
  }
  if (!ended)
    return std::nullopt;
  how.compileFrom = ended->name.str();
  return how;
}

StatusOr<std::vector<Answer>>
PassValidation::answer(ModuleOp module, const execution::CompileOptions &how) {
  return answerCalls(module, calls, params, how);
}

Status PassValidation::drawCalls(ModuleOp module,
                                 const execution::CompileOptions &how) {
  auto instance = execution::instantiate(OwningOpRef<ModuleOp>(module.clone()),
                                         params, how);
  if (!instance.ok())
    return instance.status();
  for (const execution::EntrySignature &entry : (*instance)->entries())
    for (unsigned draw = 0; draw < options.draws; ++draw) {
      SplitMix64 random(options.seed * 1000003 + draw);
      Elements elements = draw % 2 ? Elements::Special : Elements::Ordinary;
      Call call{entry.name, {}};
      size_t extentsUsed = 0;
      for (const execution::TensorType &type : entry.args) {
        std::vector<int64_t> dims = type.dims;
        for (int64_t &extent : dims)
          if (extent == PTIR_DYNAMIC)
            extent = extentsUsed < options.extents.size()
                         ? options.extents[extentsUsed++]
                         : drawnExtents[draw % std::size(drawnExtents)];
        StatusOr<Tensor> arg =
            drawTensor(type.elementType, dims, elements, random);
        if (!arg.ok())
          return arg.status();
        call.args.push_back(std::move(*arg));
      }
      calls.push_back(std::move(call));
    }
  return Status::success();
}

void PassValidation::findBounds(ModuleOp module) {
  for (auto [call, answer] : llvm::zip_equal(calls, before->answers)) {
    if (!answer.ok())
      bounds.emplace_back();
    else if (isPortable(module))
      bounds.push_back(findErrorBounds({module, call.entry, call.args, *answer},
                                       *seeded, maxSteps));
    else
      bounds.push_back(uniformBounds(*answer, unknownProgramUlps));
  }
}

/// Runs the module before the first pass.
Status PassValidation::start(ModuleOp module) {
  const Phase &found = detectPhase(module);
  const Phase *ended = nullptr;
  if (!isPortable(module) && *findPhase(found.name) >= *findPhase("linalg")) {
    phase = findPhase(found.name);
    ended = &found;
  }
  std::optional<execution::CompileOptions> how = howToRun(module, ended);
  if (!how)
    return Status::failure("expected a module that can be run at some phase");
  seeded = std::make_unique<SeededParams>(module, options.seed);
  StatusOr<std::shared_ptr<runtime::ParamStore>> store = seeded->makeStore();
  if (!store.ok())
    return store.status();
  params = std::move(*store);
  if (Status status = drawCalls(module, *how); !status.ok())
    return status;
  StatusOr<std::vector<Answer>> answers = answer(module, *how);
  if (!answers.ok())
    return answers.status();
  before = {module.clone(), std::move(*answers)};
  findBounds(*before->module);
  return Status::success();
}

void PassValidation::runBeforePass(Pass *pass, Operation *op) {
  if (stopped || before)
    return;
  ModuleOp module = findTopModule(op);
  Status status =
      module ? start(module) : Status::failure("expected a module at the top");
  if (!status.ok()) {
    stopped = true;
    emitError(op->getLoc(), "passes cannot be validated: ") << status.message();
    signalPassFailure(pass);
    return;
  }
  fingerprint.emplace(module);
}

/// Ops that an error names: `'ptir.div' op …`.
static size_t countFailingOps(ModuleOp module, llvm::StringRef error) {
  llvm::StringRef name = error.split("' op").first;
  if (!name.consume_front("'"))
    return 0;
  size_t count = 0;
  module.walk(
      [&](Operation *op) { count += op->getName().getStringRef() == name; });
  return count;
}

/// How the answers to a call differ; empty if they may be what they are.
std::string PassValidation::compare(Snapshot &after, size_t call) {
  const Answer &expected = before->answers[call];
  const Answer &found = after.answers[call];
  if (expected.ok() && found.ok())
    return describeDifference(*expected, *found, bounds[call]);
  if (expected.ok())
    return "expected results, found an error: " + found.message();
  if (!found.ok())
    return ""; // which of several errors is reported is not specified
  // With its op an error may vanish; loops that were cut short may end.
  if (llvm::StringRef(expected.message()).contains("at most") ||
      llvm::StringRef(expected.message()).contains("--max-steps"))
    return "";
  size_t had = countFailingOps(*before->module, expected.message());
  size_t has = countFailingOps(*after.module, expected.message());
  if (had > has)
    return "";
  return "expected an error, found results: " + expected.message();
}

static std::string nameOf(Pass *pass) {
  if (const Phase *ended = getPhaseEndedBy(*pass))
    return "phase '" + ended->name.str() + "'";
  llvm::StringRef argument = pass->getArgument();
  return "pass '" + (argument.empty() ? pass->getName() : argument).str() + "'";
}

/// Writes a module under a comment; returns the path, or why there is no file.
static std::string writeModule(ModuleOp module, const std::string &folder,
                               const llvm::Twine &name,
                               llvm::StringRef comment) {
  llvm::SmallString<128> path(folder);
  std::error_code error = llvm::sys::fs::create_directories(path);
  llvm::sys::path::append(path, name);
  if (!error) {
    llvm::raw_fd_ostream stream(path, error);
    if (!error) {
      llvm::SmallVector<llvm::StringRef> lines;
      comment.split(lines, '\n', -1, /*KeepEmpty=*/false);
      for (llvm::StringRef line : lines)
        stream << "// " << line << "\n";
      module.print(stream, OpPrintingFlags().enableDebugInfo());
      stream.close();
      error = stream.error();
      stream.clear_error();
    }
  }
  return "'" + path.str().str() + "'" +
         (error ? ", which cannot be written: " + error.message() : "");
}

void PassValidation::report(Pass *pass, Snapshot &after, size_t call,
                            const std::string &difference) {
  std::string comment;
  llvm::raw_string_ostream stream(comment);
  stream << nameOf(pass) << " changes what '" << calls[call].entry
         << "' answers: " << difference;
  std::string message = comment;
  llvm::SmallVector<std::string> inputs;
  for (auto [i, arg] : llvm::enumerate(calls[call].args)) {
    std::string text;
    llvm::raw_string_ostream(text)
        << "argument " << i << ": "
        << toAttribute(after.module->getContext(), arg);
    stream << "\n" << text;
    inputs.push_back(std::move(text));
  }
  std::string name;
  for (char c : nameOf(pass))
    name += llvm::isAlnum(c) || c == '-' ? std::string(1, c)
            : c == ' '                   ? "-"
                                         : "";
  std::string beforePath = writeModule(*before->module, options.folder,
                                       name + ".before.mlir", comment);
  std::string afterPath =
      writeModule(*after.module, options.folder, name + ".after.mlir", comment);
  ModuleOp module = *after.module;
  InFlightDiagnostic error = emitError(module.getLoc(), message);
  for (const std::string &input : inputs)
    error.attachNote() << input;
  error.attachNote() << "the module before is in " << beforePath
                     << ", the module after in " << afterPath;
}

void PassValidation::validate(Pass *pass, ModuleOp module,
                              const execution::CompileOptions &how,
                              bool phaseEnded) {
  StatusOr<std::vector<Answer>> answers = answer(module, how);
  if (!answers.ok()) {
    // Between passes a module need not be ready for what follows.
    if (!phaseEnded)
      return;
    stopped = true;
    emitError(module.getLoc(), "the module after ")
        << nameOf(pass) << " cannot be compiled: " << answers.message();
    signalPassFailure(pass);
    return;
  }
  Snapshot after{module.clone(), std::move(*answers)};
  for (size_t call = 0; call < calls.size(); ++call) {
    std::string difference = compare(after, call);
    if (difference.empty())
      continue;
    stopped = true;
    report(pass, after, call, difference);
    signalPassFailure(pass);
    return;
  }
  // The first answers are kept, so that errors do not add up from pass to pass.
  for (size_t call = 0; call < calls.size(); ++call) {
    if (before->answers[call].ok())
      after.answers[call] = std::move(before->answers[call]);
    else if (after.answers[call].ok())
      bounds[call] = uniformBounds(*after.answers[call], unknownProgramUlps);
  }
  before = std::move(after);
}

void PassValidation::runAfterPass(Pass *pass, Operation *op) {
  ModuleOp module = findTopModule(op);
  if (stopped || !before || !module)
    return;
  const Phase *ended = getPhaseEndedBy(*pass);
  if (ended)
    phase = findPhase(ended->name);
  OperationFingerPrint now(module);
  if (now == *fingerprint)
    return;
  std::optional<execution::CompileOptions> how = howToRun(module, ended);
  if (!how)
    return;
  fingerprint = now;
  validate(pass, module, *how, ended != nullptr);
}

std::unique_ptr<PassInstrumentation>
ptir::validation::createPassValidation(PassValidationOptions options) {
  return std::make_unique<PassValidation>(std::move(options));
}
