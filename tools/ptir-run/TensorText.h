//===- TensorText.h - Tensors for people and programs -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_TENSORTEXT_H
#define PTIR_TOOLS_PTIR_RUN_TENSORTEXT_H

#include "ptir/Runtime/ABI.h"

#include <string>

namespace ptir::run {

/// `{"shape":[2],"dtype":"f32","data":[1.5,"nan"]}`. The dtype is spelt as in
/// the spec, data is nested by shape (a scalar is bare, an extent of 0 gives an
/// empty list). Floats have the fewest digits that read back as the same value
/// (those below f32 as their f32 value); non-finite ones are "nan", "inf" and
/// "-inf"; i1 is true or false; complex numbers are {"re":…,"im":…}.
std::string tensorJson(const ptir_tensor &tensor);

/// Nested rows, one to a line; of a tensor of more than 1000 elements only the
/// first and last three along each axis.
std::string tensorRows(const ptir_tensor &tensor);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_TENSORTEXT_H
