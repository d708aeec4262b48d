//===- TensorAttributes.h - Tensors written in modules ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_TENSORATTRIBUTES_H
#define PTIR_VALIDATION_TENSORATTRIBUTES_H

#include "ptir/Reference/Tensor.h"

namespace ptir::validation {

/// The inverse of `Tensor::fromAttribute`, bit by bit.
mlir::DenseElementsAttr toAttribute(mlir::MLIRContext *context,
                                    const reference::Tensor &tensor);

} // namespace ptir::validation

#endif // PTIR_VALIDATION_TENSORATTRIBUTES_H
