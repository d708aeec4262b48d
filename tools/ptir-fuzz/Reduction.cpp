//===- Reduction.cpp - The smallest program that fails -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Reduction.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Validation/SeededTensors.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;
using reference::Tensor;

/// Programs that are tried for one reduction.
static constexpr int maxTries = 300;

namespace {

/// Writes down what each op of the entry computes.
class Recorder final : public reference::OpObserver {
public:
  void afterOp(Operation &op, std::vector<Tensor> &results) override {
    for (auto [value, tensor] : llvm::zip_equal(op.getResults(), results))
      tensors[value] = tensor;
  }
  llvm::DenseMap<Value, Tensor> tensors;
};

class Reducer {
public:
  Reducer(Program &program, const std::function<bool(Program &)> &fails)
      : program(program), fails(fails) {}

  void run() {
    keepOneCall();
    flatten();
    while (tries < maxTries &&
           (returnLess() || returnEarlier() || cutBefore() || dropArgument()))
      ;
  }

private:
  /// Takes the candidate if it is valid and still fails.
  bool accept(Program candidate) {
    if (tries >= maxTries || failed(verify(*candidate.module)))
      return false;
    ++tries;
    if (!fails(candidate))
      return false;
    program = std::move(candidate);
    return true;
  }

  void keepOneCall();
  void flatten();
  bool returnLess();
  bool returnEarlier();
  bool cutBefore();
  bool dropArgument();
  bool replaceByInputs(unsigned index);

  Program &program;
  const std::function<bool(Program &)> &fails;
  int tries = 0;
};

} // namespace

static func::ReturnOp returnOf(func::FuncOp function) {
  return cast<func::ReturnOp>(function.getBody().back().getTerminator());
}

static void setReturned(func::FuncOp function, ValueRange values) {
  returnOf(function)->setOperands(values);
  function.setFunctionType(FunctionType::get(
      function.getContext(), function.getArgumentTypes(), values.getTypes()));
}

/// Removes ops that nobody uses, those that may fail included.
static void removeUnused(Program &program) {
  llvm::SmallVector<Operation *> ops;
  for (Operation &op :
       program.function().getBody().front().without_terminator())
    ops.push_back(&op);
  for (Operation *op : llvm::reverse(ops))
    if (op->use_empty())
      op->erase();
  PassManager manager(program.module->getContext());
  manager.addPass(createSymbolDCEPass());
  (void)manager.run(*program.module);
}

static Operation *opAt(Program &program, unsigned index) {
  return &*std::next(program.function().getBody().front().begin(), index);
}

static unsigned countOps(Program &program) {
  Block &block = program.function().getBody().front();
  return static_cast<unsigned>(block.getOperations().size() - 1);
}

void Reducer::keepOneCall() {
  for (size_t i = 0; i < program.calls.size() && program.calls.size() > 1;
       ++i) {
    Program candidate = program.clone();
    candidate.calls = {program.calls[i]};
    if (accept(std::move(candidate)))
      return;
  }
}

void Reducer::flatten() {
  Program candidate = program.clone();
  PassManager manager(candidate.module->getContext());
  manager.addPass(createInlineCompositesPass());
  manager.addPass(createInlinerPass());
  manager.addPass(createSymbolDCEPass());
  if (succeeded(manager.run(*candidate.module)))
    accept(std::move(candidate));
}

/// One result only, or one less.
bool Reducer::returnLess() {
  unsigned results = program.function().getNumResults();
  if (results < 2)
    return false;
  for (unsigned i = 0; i < results; ++i) {
    Program candidate = program.clone();
    Value kept = returnOf(candidate.function()).getOperand(i);
    setReturned(candidate.function(), kept);
    removeUnused(candidate);
    if (accept(std::move(candidate)))
      return true;
  }
  return false;
}

/// An operand of the op whose result is returned, in its place.
bool Reducer::returnEarlier() {
  func::ReturnOp returned = returnOf(program.function());
  for (unsigned i = 0; i < returned.getNumOperands(); ++i) {
    Operation *last =
        returnOf(program.function()).getOperand(i).getDefiningOp();
    for (unsigned j = 0; last && j < last->getNumOperands(); ++j) {
      Program candidate = program.clone();
      func::ReturnOp copy = returnOf(candidate.function());
      llvm::SmallVector<Value> values(copy.getOperands());
      values[i] = values[i].getDefiningOp()->getOperand(j);
      setReturned(candidate.function(), values);
      removeUnused(candidate);
      if (accept(std::move(candidate)))
        return true;
    }
  }
  return false;
}

/// The results of op number `index` become inputs with the values they had.
bool Reducer::replaceByInputs(unsigned index) {
  Program candidate = program.clone();
  func::FuncOp function = candidate.function();
  Operation *op = opAt(candidate, index);
  if (op->getNumResults() == 0)
    return false;
  for (validation::Call &call : candidate.calls) {
    Recorder recorder;
    validation::SeededParams params(*candidate.module, paramSeed);
    reference::InterpreterOptions options;
    options.observer = &recorder;
    options.maxSteps = 20000;
    reference::Interpreter interpreter(*candidate.module, params, options);
    auto results = interpreter.call(call.entry, call.args);
    if (!results)
      llvm::consumeError(results.takeError());
    for (Value value : op->getResults()) {
      auto found = recorder.tensors.find(value);
      if (found == recorder.tensors.end())
        return false; // the call fails before
      call.args.push_back(found->second);
    }
  }
  Block &block = function.getBody().front();
  for (Value value : op->getResults())
    value.replaceAllUsesWith(block.addArgument(value.getType(), op->getLoc()));
  function.setFunctionType(FunctionType::get(function.getContext(),
                                             block.getArgumentTypes(),
                                             function.getResultTypes()));
  removeUnused(candidate);
  return accept(std::move(candidate));
}

bool Reducer::cutBefore() {
  for (unsigned index = countOps(program); index-- > 0;)
    if (replaceByInputs(index))
      return true;
  return false;
}

bool Reducer::dropArgument() {
  func::FuncOp function = program.function();
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    if (!function.getArgument(i).use_empty())
      continue;
    Program candidate = program.clone();
    if (failed(candidate.function().eraseArgument(i)))
      continue;
    for (validation::Call &call : candidate.calls)
      call.args.erase(call.args.begin() + i);
    if (accept(std::move(candidate)))
      return true;
  }
  return false;
}

void ptir::fuzz::reduceProgram(Program &program,
                               const std::function<bool(Program &)> &fails) {
  Reducer(program, fails).run();
}
