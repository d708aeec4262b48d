//===- IterationSpace.h - Loops and operands of a generic -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the emitters know about one linalg.generic on memrefs: the extent of
// every loop and how each operand moves along it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_ITERATIONSPACE_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_ITERATIONSPACE_H

#include "LoopNest.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <optional>

namespace ptir::vectorloops {

/// How the address of an operand moves when one loop advances by one.
enum class Access { Invariant, Unit, Strided };

/// A memref or a scalar, and the map from loops to its elements.
struct GenericOperand {
  Value value;
  mlir::AffineMap map;

  /// Null for a scalar.
  mlir::MemRefType getMemRef() const;
  mlir::Type getElementType() const;
  bool uses(unsigned dim) const { return map.isFunctionOfDim(dim); }
  Access along(unsigned dim) const;

  /// One element; `lanes` > 1 reads a vector, under `mask` if there is one.
  Value load(ImplicitLocOpBuilder &b, ValueRange ivs, int64_t lanes = 1,
             Value mask = {}) const;
  /// Writes a scalar or a vector.
  void store(ImplicitLocOpBuilder &b, Value element, ValueRange ivs,
             Value mask = {}) const;
};

/// One loop of a generic that vectors run along.
struct VectorLoop {
  unsigned dim;
  int64_t lanes;
};

struct IterationSpace {
  /// Emits the extents in front of `op`.
  IterationSpace(ImplicitLocOpBuilder &b, mlir::linalg::GenericOp op);

  /// The region of the generic: one argument per input, then per output.
  mlir::Block &body;
  Values extents;
  SmallVector<unsigned> parallelDims;
  SmallVector<unsigned> reductionDims;
  SmallVector<GenericOperand> inputs;
  SmallVector<GenericOperand> outputs;

  unsigned getNumLoops() const { return extents.size(); }
  bool isReduction(unsigned dim) const {
    return llvm::is_contained(reductionDims, dim);
  }
  /// Whether an output moves along no reduction, so that registers can hold
  /// its elements while the reductions run.
  bool isAccumulator(const GenericOperand &output) const;
  /// Whether an operand is the same for all steps of the reductions and of
  /// the vector loop, so that it is read once in front of them.
  bool isHoistable(const GenericOperand &operand,
                   std::optional<unsigned> vectorDim) const;
  std::optional<int64_t> getStaticExtent(unsigned dim) const;
  /// The parallel loops but `skipped` in the order of the first output.
  SmallVector<unsigned> getOuterLoops(std::optional<unsigned> skipped) const;
};

/// Elements of the types vectors and memory agree on: whole bytes, a power of
/// two of them.
bool isVectorElement(mlir::Type type);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_ITERATIONSPACE_H
