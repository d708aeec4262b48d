//===- Attention.h - Causal attention over packed projections ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Scaled dot-product attention (Vaswani et al. 2017) with grouped key/value
// heads (Ainslie et al. 2023): Hq query heads share Hkv key/value heads, in
// groups of g = Hq / Hkv. Projections come packed along the last dimension as
// [Q | K | V], P = (Hq + 2 Hkv) D. Groups are a dimension of the contraction;
// keys and values are never repeated.
//
// Every tensor may lack the batch dimension B, then all of them do. B, T, L and
// C may be run-time extents.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ATTENTION_H
#define PTIR_FUNCTIONAL_ATTENTION_H

#include "ptir/Functional/Emitter.h"

#include <optional>

namespace ptir::functional {

struct AttentionConfig {
  int64_t queryHeads = 0;    ///< Hq, a multiple of keyValueHeads
  int64_t keyValueHeads = 0; ///< Hkv
  int64_t headDim = 0;       ///< D
  /// Factor on the scores; 1 / sqrt(D) when absent.
  std::optional<double> scale = std::nullopt;

  int64_t groupSize() const { return queryHeads / keyValueHeads; }
  int64_t queryWidth() const { return queryHeads * headDim; }
  int64_t keyValueWidth() const { return keyValueHeads * headDim; }
  int64_t packedWidth() const { return queryWidth() + 2 * keyValueWidth(); }
  double effectiveScale() const;
};

/// Keys and values, [B, Hkv, L, D] each.
struct KeyValues {
  Tensor keys;
  Tensor values;
};

/// What attention returns; all empty after a failure.
struct AttentionResult {
  Tensor output;     ///< [B, T, Hq * D]
  KeyValues present; ///< of the T positions of qkv
  KeyValues cache;   ///< of all L positions: past, then present
};

/// Attention of T new positions, qkv[B, T, P], to themselves and to the past
/// positions of `past`, of which position t sees all up to itself: the scores
/// of later ones are -inf. Without a past, L = T.
AttentionResult attention(Emitter &emitter, const AttentionConfig &config,
                          Tensor qkv, const KeyValues *past = nullptr);

/// What attentionDecodeCache returns; all empty after a failure.
struct DecodeAttentionResult {
  Tensor output;   ///< [B, 1, Hq * D]
  KeyValues cache; ///< [B, Hkv, C, D]
};

/// Attention of one new position, qkv[B, 1, P], at `position` (a scalar of
/// si32) of a cache of capacity C: its key and value are written there, then
/// the position + 1 valid entries are read, so the cost does not depend on C.
/// A position of C or more is an error at run time.
DecodeAttentionResult attentionDecodeCache(Emitter &emitter,
                                           const AttentionConfig &config,
                                           Tensor qkv, const KeyValues &cache,
                                           Tensor position);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ATTENTION_H
