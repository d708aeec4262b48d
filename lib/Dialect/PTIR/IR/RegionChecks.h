//===- RegionChecks.h - What a region takes and yields ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_REGIONCHECKS_H
#define PTIR_LIB_DIALECT_PTIR_IR_REGIONCHECKS_H

#include "mlir/IR/Operation.h"

#include <string>

namespace ptir {

/// `(tensor<2xf32>, tensor<si64>)`.
std::string describeTypes(mlir::TypeRange types);

/// The region's block takes `args` and ends in a `ptir.yield` of `yields`;
/// otherwise an error that calls the region `name`.
llvm::LogicalResult checkRegion(mlir::Operation *op, mlir::Region &region,
                                llvm::StringRef name, mlir::TypeRange args,
                                mlir::TypeRange yields);

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_REGIONCHECKS_H
