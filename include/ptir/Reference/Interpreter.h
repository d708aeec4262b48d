//===- Interpreter.h - The spec, executable ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Runs the functions of a module op by op: the judge that every backend is
// compared with. It knows `func.func`, `func.call`, `func.return` and the ops
// of the portable dialect; a composite means its region, and so do the ops of
// control flow.
//
// Everything that depends on values is checked: types of arguments and results,
// extents, bounds, indices, divisors. The module itself is expected to be
// verified.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_REFERENCE_INTERPRETER_H
#define PTIR_REFERENCE_INTERPRETER_H

#include "ptir/Reference/InterpreterError.h"
#include "ptir/Reference/Tensor.h"
#include "ptir/Support/Status.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace ptir::reference {

/// Where `ptir.param` reads from.
class ParamProvider {
public:
  virtual ~ParamProvider() = default;
  /// The parameter, as a tensor of exactly this static type. A failure's
  /// message becomes that of the op.
  virtual StatusOr<Tensor> get(llvm::StringRef name,
                               mlir::RankedTensorType type) = 0;
};

/// For modules without parameters: every `get` fails.
class NoParams : public ParamProvider {
public:
  StatusOr<Tensor> get(llvm::StringRef name, mlir::RankedTensorType) override;
};

/// Sees every op that is executed, and may replace what goes in and comes out.
class OpObserver {
public:
  virtual ~OpObserver() = default;
  virtual void beforeOp(mlir::Operation &op, std::vector<Tensor> &operands) {}
  virtual void afterOp(mlir::Operation &op, std::vector<Tensor> &results) {}
};

struct InterpreterOptions {
  /// Ops, and steps of loops, that one call may execute; 0 for no limit.
  uint64_t maxSteps = 0;
  /// Functions and composites that may be active at a time.
  unsigned maxDepth = 256;
  /// Lives as long as the interpreter; may be null.
  OpObserver *observer = nullptr;
};

/// Keeps references to the module, which must neither change nor die before
/// the interpreter, and to the provider. Not thread-safe: one thread at a time.
class Interpreter {
public:
  Interpreter(mlir::ModuleOp module, ParamProvider &params,
              InterpreterOptions options = {});

  /// Runs a function and returns its results. Arguments that the caller gives
  /// away (moves in) are freed, or reused, after their last use. Fails with an
  /// InterpreterError. Parameters that were read stay cached for later calls.
  llvm::Expected<std::vector<Tensor>> call(llvm::StringRef function,
                                           std::vector<Tensor> args);

private:
  using Results = llvm::Expected<std::vector<Tensor>>;
  using Frame = llvm::DenseMap<mlir::Value, Tensor>;

  Results callFunction(mlir::Operation *function, std::vector<Tensor> args);
  Results runBlock(mlir::Block &block, std::vector<Tensor> args);
  Results runOp(mlir::Operation &op, std::vector<Tensor> operands);
  llvm::Error countStep(mlir::Operation &op);

  // ControlFlow.cpp
  Results runCond(mlir::Operation &op, std::vector<Tensor> operands);
  Results runWhile(mlir::Operation &op, std::vector<Tensor> carries);
  Results runScan(mlir::Operation &op, std::vector<Tensor> operands);

  StatusOr<std::vector<Tensor>> readParam(mlir::Operation &op);
  Results computeParam(mlir::Operation &op);
  std::vector<Tensor> takeOperands(mlir::Operation &op, Frame &frame);
  void findLastUses(mlir::Block &block);

  mlir::ModuleOp module;
  ParamProvider &params;
  InterpreterOptions options;
  mlir::SymbolTable symbols;
  llvm::DenseMap<std::pair<mlir::Attribute, mlir::Type>, Tensor> cachedParams;
  llvm::DenseSet<mlir::Block *> analysedBlocks;
  llvm::DenseSet<mlir::OpOperand *> lastUses;
  uint64_t steps = 0;
  unsigned depth = 0;
  /// The loops that are running, the innermost one last.
  std::vector<mlir::Operation *> loops;
};

} // namespace ptir::reference

#endif // PTIR_REFERENCE_INTERPRETER_H
