//===- StoredWeights.h - What weights are kept as ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_TRANSFORMS_STOREDWEIGHTS_H
#define PTIR_DIALECT_PTIR_TRANSFORMS_STOREDWEIGHTS_H

namespace ptir {

/// In memory, of matrices that products read; all else stays f32. Products are
/// computed in f32 either way. Rounding to BF16 changes an element by at most
/// 2^-8 of it, Int8 by half of 1/127 of the largest one of its column.
enum class StoredWeights { F32, BF16, Int8 };

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_STOREDWEIGHTS_H
