//===- LayoutAssignment.h - One layout for every image ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_LAYOUTASSIGNMENT_H
#define PTIR_LIB_BACKENDS_ONEDNN_LAYOUTASSIGNMENT_H

#include "MinCut.h"

#include "mlir/IR/SymbolTable.h"
#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"
#include "llvm/ADT/MapVector.h"

#include <optional>

namespace ptir {

/// Channels of one block.
inline constexpr int64_t channelBlock = 16;

/// [N, H, W, C] of f32 with all extents known and whole blocks of channels.
bool canBeBlocked(mlir::Type type);

/// A reshape that drops height and width of one pixel reads the same bytes in
/// either layout.
bool ignoresLayout(mlir::Operation *op);

/// The layouts of the images of one module, and what they make of it.
class LayoutAssignment {
public:
  explicit LayoutAssignment(mlir::ModuleOp module)
      : module(module), symbols(module), calls(module) {}

  /// Whether any value is to be blocked.
  bool solve();
  void rewrite();

  int64_t numBlocked = 0, numReorders = 0, numWinograd = 0;

private:
  using Function = mlir::func::FuncOp;
  void countRuns();
  int64_t runsOf(mlir::Operation *op) {
    return runs.lookup(op->getParentOfType<Function>());
  }
  /// A node for the layout of a value that some op makes; none if it is plain.
  std::optional<size_t> nodeOf(mlir::Value value);
  std::optional<size_t> nodeOfOp(mlir::Operation *op);
  void addOpCosts(mlir::Operation *op);
  void addUse(mlir::OpOperand &use);
  void link(std::optional<size_t> from, std::optional<size_t> to,
            mlir::Type type, int64_t count);
  bool isBlocked(std::optional<size_t> node) const {
    return node && blocked[*node];
  }
  /// Whether all calls of the function are known: its types may change.
  bool isCallee(Function function) const { return !calls.of(function).empty(); }
  std::optional<size_t> resultNode(Function function, unsigned index);

  void retype(mlir::Operation *op);
  mlir::Value reordered(mlir::Value value, bool toBlocked,
                        mlir::OpBuilder &builder);
  void fixUse(mlir::OpOperand &use, bool wanted);

  mlir::ModuleOp module;
  mlir::SymbolTable symbols;
  PrivateCalls calls;
  MinCut cut;
  /// The functions with a body, in the order of the module, and how often each
  /// runs when every entry runs once: more than 2^20 times count as 2^20.
  llvm::MapVector<mlir::Operation *, int64_t> runs;
  llvm::MapVector<mlir::Operation *, size_t> opNodes;
  llvm::MapVector<mlir::Value, size_t> argumentNodes;
  llvm::DenseMap<std::pair<mlir::Operation *, unsigned>, size_t> resultNodes;
  std::vector<bool> blocked;
  /// Values that were retyped, and what stands for them in the other layout.
  llvm::DenseSet<mlir::Value> blockedValues;
  llvm::DenseMap<std::pair<mlir::Value, mlir::Block *>, mlir::Value> others;
};

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_LAYOUTASSIGNMENT_H
