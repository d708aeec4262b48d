//===- FloatParts.h - Elements as real numbers ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A complex tensor of n elements is one of 2n real parts.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_VALIDATION_FLOATPARTS_H
#define PTIR_LIB_VALIDATION_FLOATPARTS_H

#include "ptir/Reference/Tensor.h"

namespace ptir::validation {

/// The type of a part; of real types, the type itself.
ElementType partType(ElementType type);

/// Parts of a tensor of floats or complex numbers.
int64_t numParts(const reference::Tensor &tensor);

/// Part number `index` as a double; of integers, converted.
double partAt(const reference::Tensor &tensor, int64_t index);
void setPart(reference::Tensor &tensor, int64_t index, double value);

/// The distance of two neighbours of the type around `magnitude`.
double unitInLastPlace(ElementType type, double magnitude);

/// The largest finite number of a float type.
double largestFinite(ElementType type);

} // namespace ptir::validation

#endif // PTIR_LIB_VALIDATION_FLOATPARTS_H
