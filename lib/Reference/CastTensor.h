//===- CastTensor.h - Conversion of the element type ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_REFERENCE_CASTTENSOR_H
#define PTIR_LIB_REFERENCE_CASTTENSOR_H

#include "ptir/Reference/Tensor.h"

namespace ptir::reference {

/// `ptir.cast`: what it means, also for operands that become accumulators and
/// accumulators that become results. Fails for complex to real.
StatusOr<Tensor> castTensor(const Tensor &x, ElementType type);

} // namespace ptir::reference

#endif // PTIR_LIB_REFERENCE_CASTTENSOR_H
