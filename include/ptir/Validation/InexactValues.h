//===- InexactValues.h - What may be rounded differently --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// IEEE arithmetic, conversions and everything that moves or compares elements
// give the same bits wherever they are computed correctly. Transcendental
// functions, sums whose order is free, and products of complex numbers do not:
// their results, and whatever is computed from those, are inexact.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_INEXACTVALUES_H
#define PTIR_VALIDATION_INEXACTVALUES_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseSet.h"

namespace ptir::validation {

/// How an op of the portable dialect treats floats and complex numbers.
enum class Rounding {
  Exact,    ///< the same bits from the same operands everywhere
  Moving,   ///< exact, and the elements are those of the operands
  Function, ///< a function whose last bits are free
  Sum,      ///< sums in a free order
};

/// `op` may be any op; those of other dialects count as moving.
Rounding getRounding(mlir::Operation &op);

/// Every value of a portable module that an inexact op may have contributed to.
llvm::DenseSet<mlir::Value> findInexactValues(mlir::ModuleOp module);

} // namespace ptir::validation

#endif // PTIR_VALIDATION_INEXACTVALUES_H
