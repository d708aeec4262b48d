//===- RuntimeMatmul.h - Steps of the runtime's products --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_RUNTIMEMATMUL_H
#define PTIR_LIB_BACKENDS_ONEDNN_RUNTIMEMATMUL_H

#include "mlir/IR/BuiltinAttributes.h"

namespace ptir {

/// Whether `ptir.matmul` does the steps of a call's configuration, `epilogue`:
/// `sum` and one of its own. What is no list of words it does not do.
bool doesMatmulSteps(mlir::DictionaryAttr config);

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_RUNTIMEMATMUL_H
