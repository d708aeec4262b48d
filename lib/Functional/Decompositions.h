//===- Decompositions.h - Decompositions used by several --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_DECOMPOSITIONS_H
#define PTIR_LIB_FUNCTIONAL_DECOMPOSITIONS_H

#include "ptir/Dialect/PTIR/IR/CoreOps.h"

namespace ptir::functional {

/// Of floats of rank at least 1, along the last dimension.
mlir::Value decomposeSoftmax(CoreOps &core, mlir::Value x);

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_DECOMPOSITIONS_H
