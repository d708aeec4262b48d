//===- Embedding.h - Rows by index ------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_EMBEDDING_H
#define PTIR_FUNCTIONAL_EMBEDDING_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// weight[V, E], indices[T] or [B, T] of si32 or si64 -> [T, E] or [B, T, E].
/// An index outside [0, V) is an error at run time.
Tensor embeddingLookup(Emitter &emitter, Tensor weight, Tensor indices);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_EMBEDDING_H
