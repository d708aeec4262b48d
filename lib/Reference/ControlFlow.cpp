//===- ControlFlow.cpp - Regions that run or not --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every step of a loop counts as one op, so that a loop without ops reaches the
// limit as well.
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"
#include "ptir/Reference/Interpreter.h"

#include "llvm/ADT/ScopeExit.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

//===----------------------------------------------------------------------===//
// cond, while
//===----------------------------------------------------------------------===//

Interpreter::Results Interpreter::runCond(mlir::Operation &op,
                                          std::vector<Tensor> operands) {
  auto cond = llvm::cast<CondOp>(op);
  bool pred = operands.front().integerAt(0) != 0;
  operands.erase(operands.begin());
  mlir::Region &taken = pred ? cond.getOnTrue() : cond.getOnFalse();
  return runBlock(taken.front(), std::move(operands));
}

Interpreter::Results Interpreter::runWhile(mlir::Operation &op,
                                           std::vector<Tensor> carries) {
  auto loop = llvm::cast<WhileOp>(op);
  loops.push_back(&op);
  llvm::scope_exit leave([&] { loops.pop_back(); });
  while (true) {
    Results pred = runBlock(loop.getCond().front(), carries);
    if (!pred)
      return pred;
    if (pred->front().integerAt(0) == 0)
      return carries;
    if (llvm::Error error = countStep(op))
      return error;
    Results next = runBlock(loop.getBody().front(), std::move(carries));
    if (!next)
      return next;
    carries = std::move(*next);
  }
}

//===----------------------------------------------------------------------===//
// scan
//===----------------------------------------------------------------------===//

/// Slice `step` along the leading axis, without it.
static Result sliceOf(const Tensor &x, int64_t step) {
  Result slice = Tensor::create(x.elementType(), x.dims().drop_front());
  if (!slice.ok())
    return slice;
  size_t bytes = slice->bytes().size();
  if (bytes != 0)
    std::memcpy(slice->mutableData<uint8_t>(),
                x.data<uint8_t>() + bytes * static_cast<size_t>(step), bytes);
  return slice;
}

namespace {
/// One stacked output, made when the extents of a step's output are known.
class Stack {
public:
  Stack(mlir::RankedTensorType type, int64_t steps)
      : type(type), steps(steps) {}

  Status push(const Tensor &output, int64_t step) {
    if (step == 0)
      if (Status status = start(output.dims()); !status.ok())
        return status;
    if (output.dims() != stacked.dims().drop_front())
      return Status::failure("expected outputs of equal shape in all steps, "
                             "found " +
                             formatShape(stacked.dims().drop_front()) +
                             " in step 0 and " + formatShape(output.dims()) +
                             " in step " + std::to_string(step));
    llvm::ArrayRef<uint8_t> bytes = output.bytes();
    if (!bytes.empty())
      std::memcpy(stacked.mutableData<uint8_t>() +
                      bytes.size() * static_cast<size_t>(step),
                  bytes.data(), bytes.size());
    return Status::success();
  }

  /// Without a step, dynamic extents are 0.
  Result take() {
    if (steps == 0) {
      Shape extents(type.getShape().drop_front());
      llvm::replace(extents, mlir::ShapedType::kDynamic, int64_t(0));
      if (Status status = start(extents); !status.ok())
        return status;
    }
    return std::move(stacked);
  }

private:
  Status start(ShapeRef extents) {
    Shape shape = {steps};
    llvm::append_range(shape, extents);
    Result created =
        Tensor::create(*getElementType(type.getElementType()), shape);
    if (!created.ok())
      return created.status();
    stacked = std::move(*created);
    return Status::success();
  }

  mlir::RankedTensorType type;
  int64_t steps;
  Tensor stacked;
};
} // namespace

/// The leading extent that the scanned inputs share.
static StatusOr<int64_t> countSteps(llvm::ArrayRef<Tensor> scanned) {
  int64_t steps = scanned.front().dims().front();
  for (const Tensor &x : scanned)
    if (x.dims().front() != steps)
      return Status::failure("expected scanned inputs of equal leading "
                             "extents, found " +
                             std::to_string(steps) + " and " +
                             std::to_string(x.dims().front()));
  return steps;
}

Interpreter::Results Interpreter::runScan(mlir::Operation &op,
                                          std::vector<Tensor> operands) {
  auto loop = llvm::cast<ScanOp>(op);
  auto fail = [&](const Status &status) {
    return llvm::make_error<InterpreterError>(&op, status.message());
  };
  auto numCarries = static_cast<size_t>(loop.getCarryCount());
  std::vector<Tensor> scanned(operands.begin() + numCarries, operands.end());
  std::vector<Tensor> carries = std::move(operands);
  carries.resize(numCarries);

  StatusOr<int64_t> steps = countSteps(scanned);
  if (!steps.ok())
    return fail(steps.status());
  std::vector<Stack> stacks;
  for (mlir::Type type : llvm::drop_begin(op.getResultTypes(), numCarries))
    stacks.emplace_back(llvm::cast<mlir::RankedTensorType>(type), *steps);

  loops.push_back(&op);
  llvm::scope_exit leave([&] { loops.pop_back(); });
  for (int64_t step = 0; step < *steps; ++step) {
    if (llvm::Error error = countStep(op))
      return error;
    for (const Tensor &x : scanned) {
      Result slice = sliceOf(x, step);
      if (!slice.ok())
        return fail(slice.status());
      carries.push_back(std::move(*slice));
    }
    Results yielded = runBlock(loop.getBody().front(), std::move(carries));
    if (!yielded)
      return yielded;
    carries = std::move(*yielded);
    for (auto [i, stack] : llvm::enumerate(stacks))
      if (Status status = stack.push(carries[numCarries + i], step);
          !status.ok())
        return fail(status);
    carries.resize(numCarries);
  }
  for (Stack &stack : stacks) {
    Result stacked = stack.take();
    if (!stacked.ok())
      return fail(stacked.status());
    carries.push_back(std::move(*stacked));
  }
  return carries;
}
