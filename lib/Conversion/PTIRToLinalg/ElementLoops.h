//===- ElementLoops.h - Loops that many patterns share ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A lowering with an accumulator begins with a filled tensor and ends with a
// conversion; one that drops axes may have to put them back.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_ELEMENTLOOPS_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_ELEMENTLOOPS_H

#include "LoopBuilder.h"

namespace ptir {

/// A tensor whose elements are all `element`, in storage form.
mlir::Value filled(LoopBuilder &loops, llvm::ArrayRef<mlir::OpFoldResult> shape,
                   mlir::Value element);

/// The tensor with its elements converted by the rules of `ptir.cast`; null
/// when the conversion is not lowered.
mlir::Value castElements(LoopBuilder &loops, mlir::Value x, ElementType from,
                         ElementType to);

/// Puts dimensions of extent 1 at `axes`, ascending positions of the result.
mlir::Value insertUnitDims(LoopBuilder &loops, mlir::Value x,
                           llvm::ArrayRef<int64_t> axes);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_ELEMENTLOOPS_H
