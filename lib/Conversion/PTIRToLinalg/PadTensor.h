//===- PadTensor.h - A tensor inside a larger one ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_PADTENSOR_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_PADTENSOR_H

#include "LoopBuilder.h"

namespace ptir {

/// What is put around and between the elements along one dimension. Negative
/// low and high crop.
struct DimPadding {
  int64_t low = 0, high = 0, interior = 0;

  bool isNone() const { return low == 0 && high == 0 && interior == 0; }
};

/// A filled tensor and a loop that writes the elements of x into it, converted
/// by `convert`. An extent that becomes negative is 0; `reportNegative` also
/// records a failure. Null when `convert` gives null.
mlir::Value padTensor(LoopBuilder &loops, mlir::Value x,
                      llvm::ArrayRef<DimPadding> padding, mlir::Value fill,
                      bool reportNegative, LoopBuilder::Body convert);

/// A pad value, an attribute of one element, in storage form; null when its
/// type is not lowered.
mlir::Value padValue(LoopBuilder &loops, mlir::TypedAttr value);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_PADTENSOR_H
