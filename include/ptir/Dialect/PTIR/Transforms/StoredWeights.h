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
/// computed in f32 unless NumberFormats says otherwise. BF16 changes an element
/// by at most 2^-8 of it or, in 12 bits, about 2^-14 of the largest one of its
/// column; Int8 by half of 1/127 of the latter.
enum class StoredWeights { F32, BF16, Int8 };

/// What products are computed with.
struct NumberFormats {
  StoredWeights weights = StoredWeights::F32;
  /// Whether a backend may round what narrow weights multiply, too: each factor
  /// is then within 2^-8 of itself, sums are still of f32.
  bool roundActivations = true;
};

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_TRANSFORMS_STOREDWEIGHTS_H
