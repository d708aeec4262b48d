//===- ConvolutionCalls.h - What a convolution's call says ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_CONVOLUTIONCALLS_H
#define PTIR_LIB_BACKENDS_ONEDNN_CONVOLUTIONCALLS_H

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {

/// The call of `onednn.convolution` that gives `value`; null for anything else.
rt::CallOp convolutionOf(mlir::Value value);

/// Whether the configuration has such a list, and nothing but `expected` in it.
bool isAll(rt::CallOp call, llvm::StringRef name, int64_t expected);

/// A number of the configuration; 0 if there is none.
int64_t numberOf(rt::CallOp call, llvm::StringRef name);

/// One pixel of every channel: a product with a matrix.
bool isPointwise(rt::CallOp call);

/// The one step behind a convolution: "" for none, "unknown" for several.
llvm::StringRef stepOf(rt::CallOp call);

/// Whether that is relu or relu6, and nothing is added before.
bool isClamped(rt::CallOp call);

} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_CONVOLUTIONCALLS_H
