//===- ExtentSources.h - Where result extents come from --------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H
#define PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H

#include "mlir/IR/Builders.h"

namespace ptir {

/// The extent of dimension `dim` of an op's result as a `tensor<si64>` that is
/// computed from the op's operands, at the builder's insertion point. Null for
/// ops that do not tell (composites, calls, ops of other dialects).
mlir::Value createResultExtent(mlir::OpBuilder &builder, mlir::OpResult result,
                               int64_t dim);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_EXTENTSOURCES_H
