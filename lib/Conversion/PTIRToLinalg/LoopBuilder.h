//===- LoopBuilder.h - Extents and loops over tensors ----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The vocabulary of the lowering patterns: extents as values, checks of
// extents, and linalg.generic loops whose bodies are scalar code.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_LOOPBUILDER_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_LOOPBUILDER_H

#include "mlir/IR/AffineMap.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "ptir/Support/ElementType.h"

namespace ptir {

/// The element type of a portable tensor.
ElementType elementTypeOf(mlir::Type portableTensor);

/// Whether a tensor has no element, whatever its dynamic extents are. A box of
/// one may begin nowhere: extract_slice and insert_slice refuse offset 0. See
/// LoopBuilder::slice, and ptirrt's canonicalisation for what folds to it.
bool hasNoElement(mlir::Value tensor);

/// Helps one op to its lowering; lives as long as the pattern's call.
class LoopBuilder {
public:
  /// `op` names the portable op in run-time errors.
  LoopBuilder(mlir::OpBuilder &builder, mlir::Operation *op)
      : builder(builder), op(op), loc(op->getLoc()) {}

  /// The extent of a dimension: an attribute where it is static.
  mlir::OpFoldResult extent(mlir::Value tensor, int64_t dim);
  llvm::SmallVector<mlir::OpFoldResult> extents(mlir::Value tensor);
  mlir::Value extentValue(mlir::Value tensor, int64_t dim);
  mlir::Value toValue(mlir::OpFoldResult extent);
  /// A converted `tensor<i64>` operand of `dims` as an index; negative ones
  /// are reported and become 0.
  mlir::Value fromDims(mlir::Value dims);
  /// An extent as the converted form of `tensor<si64>`.
  mlir::Value toExtentTensor(mlir::OpFoldResult extent);
  /// Static extents of `shape`, the dynamic ones from `dims` in order.
  llvm::SmallVector<mlir::OpFoldResult> shapeFrom(llvm::ArrayRef<int64_t> shape,
                                                  mlir::ValueRange dims);

  mlir::Value constantIndex(int64_t value);
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs);

  /// Reports a shape mismatch unless the extents are equal at run time, and
  /// returns whether they are. Null, and no code, where they surely are.
  mlir::Value checkEqual(mlir::OpFoldResult actual, mlir::OpFoldResult wanted,
                         const llvm::Twine &what);
  /// All extents of two tensors of the same rank.
  void checkSameShape(mlir::Value lhs, mlir::Value rhs,
                      const llvm::Twine &what);
  void check(mlir::Value condition, unsigned kind, const llvm::Twine &what,
             mlir::Value actual, mlir::Value limit);

  /// An uninitialised tensor.
  mlir::Value empty(llvm::ArrayRef<mlir::OpFoldResult> shape,
                    mlir::Type element);

  /// Whether all conditions hold. Null stands for one that surely does.
  mlir::Value all(llvm::ArrayRef<mlir::Value> conditions);
  /// `compute(init)` if all conditions hold, else `init`: for loops that would
  /// leave a tensor otherwise.
  mlir::Value
  computeIf(llvm::ArrayRef<mlir::Value> conditions, mlir::Value init,
            llvm::function_ref<mlir::Value(mlir::Value init)> compute);

  using Body = llvm::function_ref<mlir::Value(mlir::OpBuilder &, mlir::Location,
                                              mlir::ValueRange)>;
  /// A linalg.generic with the given maps (inputs, then the output) and
  /// iterators: the first `numParallel` loops are parallel, the rest reduce.
  /// Returns null when the body does.
  mlir::Value generic(mlir::ValueRange inputs, mlir::Value init,
                      llvm::ArrayRef<mlir::AffineMap> maps, int numParallel,
                      Body body);
  /// All loops parallel, identity maps.
  mlir::Value elementwise(mlir::ValueRange inputs, mlir::Value init, Body body);

  /// The box at `offsets` of a tensor, as `type` where one is given: the
  /// leading axis may be dropped. Uninitialised where the tensor has no
  /// element.
  mlir::Value slice(mlir::Value tensor,
                    llvm::ArrayRef<mlir::OpFoldResult> offsets,
                    llvm::ArrayRef<mlir::OpFoldResult> sizes,
                    llvm::ArrayRef<mlir::OpFoldResult> strides = {},
                    mlir::RankedTensorType type = {});
  /// `destination` with the box at `offsets` replaced by `source`; the loop
  /// writes into the destination, so no copy of it is asked for.
  mlir::Value insert(mlir::Value source, mlir::Value destination,
                     llvm::ArrayRef<mlir::OpFoldResult> offsets,
                     llvm::ArrayRef<mlir::OpFoldResult> sizes);

  mlir::OpBuilder &builder;
  mlir::Operation *op;
  mlir::Location loc;
};

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_LOOPBUILDER_H
