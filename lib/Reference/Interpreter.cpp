//===- Interpreter.cpp - The spec, executable -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Reference/Interpreter.h"

#include "Evaluate.h"

#include "ptir/Support/DerivedParam.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"

using namespace ptir;
using namespace ptir::reference;

StatusOr<Tensor> NoParams::get(llvm::StringRef name, mlir::RankedTensorType) {
  return Status::failure("parameter '" + name.str() +
                         "': there are no parameters here");
}

static llvm::Error fail(mlir::Operation *op, const llvm::Twine &message) {
  return llvm::make_error<InterpreterError>(op, message.str());
}

static std::string describe(mlir::Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  return text;
}

/// That the tensors have the declared types. `what` names one of them.
static llvm::Error checkTypes(mlir::Operation *op, mlir::TypeRange types,
                              llvm::ArrayRef<Tensor> tensors,
                              llvm::StringRef what) {
  if (types.size() != tensors.size())
    return fail(op, "expected " + llvm::Twine(types.size()) + " " + what +
                        "s, found " + llvm::Twine(tensors.size()));
  for (auto [i, type, tensor] : llvm::enumerate(types, tensors)) {
    auto tensorType = llvm::dyn_cast<mlir::RankedTensorType>(type);
    if (!tensor || !tensorType || !hasType(tensor, tensorType))
      return fail(op, "expected " + what + " " + llvm::Twine(i) + " of type " +
                          describe(type) + ", found " +
                          (tensor ? tensor.describeType() : "no tensor"));
  }
  return llvm::Error::success();
}

Interpreter::Interpreter(mlir::ModuleOp module, ParamProvider &params,
                         InterpreterOptions options)
    : module(module), params(params), options(options), symbols(module) {}

llvm::Expected<std::vector<Tensor>>
Interpreter::call(llvm::StringRef function, std::vector<Tensor> args) {
  steps = 0;
  loops.clear();
  if (auto func = symbols.lookup<mlir::func::FuncOp>(function))
    return callFunction(func, std::move(args));
  auto names =
      llvm::map_range(module.getOps<mlir::func::FuncOp>(),
                      [](mlir::func::FuncOp func) { return func.getName(); });
  return fail(module, "expected a function '" + function +
                          "', found: " + llvm::join(names, ", "));
}

Interpreter::Results Interpreter::callFunction(mlir::Operation *op,
                                               std::vector<Tensor> args) {
  auto function = llvm::cast<mlir::func::FuncOp>(op);
  if (function.isExternal())
    return fail(op, "expected a body of '" + function.getName() +
                        "', found a declaration");
  if (llvm::Error error =
          checkTypes(op, function.getArgumentTypes(), args, "argument"))
    return error;
  return runBlock(function.getBody().front(), std::move(args));
}

Interpreter::Results Interpreter::runBlock(mlir::Block &block,
                                           std::vector<Tensor> args) {
  if (depth == options.maxDepth)
    return fail(block.getParentOp(),
                "expected at most " + llvm::Twine(options.maxDepth) +
                    " nested calls (does a function call itself?)");
  ++depth;
  llvm::scope_exit leave([&] { --depth; });

  findLastUses(block);
  Frame frame;
  for (auto [value, tensor] : llvm::zip_equal(block.getArguments(), args))
    if (!value.use_empty())
      frame[value] = std::move(tensor);
  args.clear(); // those nobody uses

  for (mlir::Operation &op : block) {
    std::vector<Tensor> operands = takeOperands(op, frame);
    if (llvm::isa<mlir::func::ReturnOp, YieldOp>(op))
      return operands;
    if (llvm::Error error = countStep(op))
      return error;
    if (options.observer)
      options.observer->beforeOp(op, operands);
    Results results = runOp(op, std::move(operands));
    if (!results)
      return results;
    if (options.observer)
      options.observer->afterOp(op, *results);
    if (llvm::Error error =
            checkTypes(&op, op.getResultTypes(), *results, "result"))
      return error;
    for (auto [value, tensor] : llvm::zip_equal(op.getResults(), *results))
      if (!value.use_empty())
        frame[value] = std::move(tensor);
  }
  return fail(block.getParentOp(), "expected a body that ends in a return");
}

/// A limit that is reached inside a loop is the loop's fault.
llvm::Error Interpreter::countStep(mlir::Operation &op) {
  if (options.maxSteps == 0 || steps++ < options.maxSteps)
    return llvm::Error::success();
  std::string limit = std::to_string(options.maxSteps);
  if (loops.empty())
    return fail(&op, "expected at most " + limit +
                         " ops in one call, found one more");
  return fail(loops.back(), "the limit of " + limit +
                                " steps is reached; raise it with --max-steps");
}

Interpreter::Results Interpreter::runOp(mlir::Operation &op,
                                        std::vector<Tensor> operands) {
  if (auto call = llvm::dyn_cast<mlir::func::CallOp>(op)) {
    if (auto callee = symbols.lookup<mlir::func::FuncOp>(call.getCallee()))
      return callFunction(callee, std::move(operands));
    return fail(&op, "expected a function '" + call.getCallee() +
                         "' in the module, found none");
  }
  if (auto composite = llvm::dyn_cast<CompositeOp>(op))
    return runBlock(composite.getBody().front(), std::move(operands));
  if (llvm::isa<CondOp>(op))
    return runCond(op, std::move(operands));
  if (llvm::isa<WhileOp>(op))
    return runWhile(op, std::move(operands));
  if (llvm::isa<ScanOp>(op))
    return runScan(op, std::move(operands));
  if (auto param = llvm::dyn_cast<ParamOp>(op);
      param && isDerivedParam(param.getName().str()))
    return computeParam(op);
  StatusOr<std::vector<Tensor>> results =
      llvm::isa<ParamOp>(op) ? readParam(op) : evaluateOp(op, operands);
  if (!results.ok())
    return fail(&op, results.message());
  return std::move(*results);
}

/// A derived parameter is what the function of its name returns.
Interpreter::Results Interpreter::computeParam(mlir::Operation &op) {
  auto param = llvm::cast<ParamOp>(op);
  std::pair<mlir::Attribute, mlir::Type> key = {param.getNameAttr(),
                                                param.getType()};
  if (auto known = cachedParams.find(key); known != cachedParams.end())
    return std::vector<Tensor>{known->second};
  auto function = symbols.lookup<mlir::func::FuncOp>(param.getName());
  if (!function)
    return fail(&op, "expected a function '" + param.getName() +
                         "' in the module, found none");
  Results computed = callFunction(function, {});
  if (computed && computed->size() == 1)
    cachedParams[key] = computed->front();
  return computed;
}

StatusOr<std::vector<Tensor>> Interpreter::readParam(mlir::Operation &op) {
  auto param = llvm::cast<ParamOp>(op);
  Tensor &cached = cachedParams[{param.getNameAttr(), param.getType()}];
  if (!cached) {
    StatusOr<Tensor> read = params.get(param.getName(), param.getType());
    if (!read.ok())
      return read.status();
    cached = std::move(*read);
  }
  return std::vector<Tensor>{cached};
}

/// The operands of an op; the frame forgets those that nobody uses later.
std::vector<Tensor> Interpreter::takeOperands(mlir::Operation &op,
                                              Frame &frame) {
  std::vector<Tensor> operands;
  for (mlir::OpOperand &operand : op.getOpOperands()) {
    auto entry = frame.find(operand.get());
    if (entry == frame.end()) {
      operands.emplace_back();
    } else if (lastUses.contains(&operand)) {
      operands.push_back(std::move(entry->second));
      frame.erase(entry);
    } else {
      operands.push_back(entry->second);
    }
  }
  return operands;
}

/// Values do not cross the boundaries of regions that are executed, so the last
/// use of a value stands in its own block.
void Interpreter::findLastUses(mlir::Block &block) {
  if (!analysedBlocks.insert(&block).second)
    return;
  llvm::DenseSet<mlir::Value> usedLater;
  for (mlir::Operation &op : llvm::reverse(block))
    for (mlir::OpOperand &operand : llvm::reverse(op.getOpOperands()))
      if (usedLater.insert(operand.get()).second)
        lastUses.insert(&operand);
}
