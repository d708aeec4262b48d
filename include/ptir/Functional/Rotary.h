//===- Rotary.h - Rotary position embeddings --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Turns pairs of elements by angles that grow with the position (Su et al.
// 2021), in the half-split order of GPT-NeoX: element i is paired with element
// i + R/2. With f the first and s the second half of the R leading elements,
//   f' = f cos - s sin,   s' = s cos + f sin
// and the D - R elements after them pass through. RotaryTable.h computes cos
// and sin; all tensors have one float element type.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ROTARY_H
#define PTIR_FUNCTIONAL_ROTARY_H

#include "ptir/Functional/AttentionConfig.h"
#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// x[H, T, D] or [B, H, T, D], cos and sin [T, R/2] with R in (0, D] -> as x.
/// D and R are static.
Tensor applyRope(Emitter &emitter, Tensor x, Tensor cos, Tensor sin);

/// Turns the query and key heads of packed projections [Q | K | V] where they
/// are: qkv[T, P] or [B, T, P], cos and sin [T, R/2] with R in (0, D] -> as
/// qkv. P, R and the heads are static.
Tensor applyRopeQkvPacked(Emitter &emitter, const AttentionConfig &config,
                          Tensor qkv, Tensor cos, Tensor sin);

/// What applyRopeQK returns; empty after a failure.
struct RotatedPair {
  Tensor query;
  Tensor key;
};

/// applyRope of both, with the same angles.
RotatedPair applyRopeQK(Emitter &emitter, Tensor query, Tensor key, Tensor cos,
                        Tensor sin);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ROTARY_H
