//===- FillTensor.h - Tensors of one value ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_FILLTENSOR_H
#define PTIR_LIB_REFERENCE_FILLTENSOR_H

#include "ptir/Reference/Tensor.h"

namespace ptir::reference {

/// A tensor whose elements are all `value`, an attribute of one element.
StatusOr<Tensor> createFilled(ElementType type, llvm::ArrayRef<int64_t> dims,
                              mlir::TypedAttr value);

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_FILLTENSOR_H
