//===- Attention.h - Scaled dot-product attention ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Scaled dot-product attention (Vaswani et al. 2017) with grouped key/value
// heads (Ainslie et al. 2023): Hq query heads share Hkv key/value heads, in
// groups of g = Hq / Hkv: query head h belongs to key/value head h / g. Groups
// are a dimension of the contraction; keys and values are never repeated.
//
// attention and attentionDecodeCache are causal and take projections packed
// along the last dimension as [Q | K | V], P = (Hq + 2 Hkv) D. Every tensor of
// theirs may lack the batch dimension B, then all of them do.
// scaledDotProductAttention is the general form over separate heads.
//
// B, T, L and C may be run-time extents.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ATTENTION_H
#define PTIR_FUNCTIONAL_ATTENTION_H

#include "ptir/Functional/AttentionConfig.h"
#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

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

/// Which keys a query sees, and how much scores count.
struct ScaledDotProductConfig {
  /// A query sees no position behind its own.
  bool causal = false;
  /// Factor on the scores; 1 / sqrt(D) when absent.
  std::optional<double> scale = std::nullopt;
  /// A query sees positions less than this far from its own (Beltagy, Peters
  /// and Cohan 2020; Jiang et al. 2023 for causal ones): at least 1.
  std::optional<int64_t> window = std::nullopt;
  /// Where queries stand among the L positions of the keys: query t at position
  /// t, as in Torch; or, if set, at t + L - T: they are the last ones, as with
  /// a cache of past positions.
  bool queriesAtEnd = false;
};

/// softmax(scale * query key^T + mask) value, over L.
///
/// query[B, Hq, T, D], key[B, Hkv, L, D], value[B, Hkv, L, Dv], Hq a multiple
/// of Hkv -> [B, Hq, T, Dv]. All heads and head sizes are static.
/// `mask`, if not empty, has rank 2 to 4 and repeats to [B, Hq, T, L] by
/// NumPy's rule: of i1, where true lets a query see a key, or of query's
/// element type, which is added to the scaled scores.
///
/// A key that a query does not see scores -inf. A query that sees none at all
/// gives NaN, as Torch's softmax of -inf does (LibTorch up to 2.4).
Tensor scaledDotProductAttention(Emitter &emitter,
                                 const ScaledDotProductConfig &config,
                                 Tensor query, Tensor key, Tensor value,
                                 Tensor mask = {});

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ATTENTION_H
