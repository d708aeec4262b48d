//===- AttentionConfig.h - Heads of an attention ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ATTENTIONCONFIG_H
#define PTIR_FUNCTIONAL_ATTENTIONCONFIG_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <optional>

namespace ptir::functional {

/// Hq query heads share Hkv key/value heads, in groups of Hq / Hkv; a head has
/// D elements. Projections come packed as [Q | K | V].
struct AttentionConfig {
  int64_t queryHeads = 0;    ///< Hq, a multiple of keyValueHeads
  int64_t keyValueHeads = 0; ///< Hkv
  int64_t headDim = 0;       ///< D
  /// Factor on the scores; 1 / sqrt(D) when absent.
  std::optional<double> scale = std::nullopt;

  // The usual ways to say it. Each fails where the numbers do not fit.

  /// As many key/value heads as query heads, D = embedDim / heads.
  static StatusOr<AttentionConfig> withEqualHeads(int64_t embedDim,
                                                  int64_t heads);
  /// Grouped heads, D = embedDim / queryHeads.
  static StatusOr<AttentionConfig> withKeyValueHeads(int64_t embedDim,
                                                     int64_t queryHeads,
                                                     int64_t keyValueHeads);
  /// Any D: Hq * D need not be the width of the model.
  static StatusOr<AttentionConfig> withProjectionDims(int64_t queryHeads,
                                                      int64_t keyValueHeads,
                                                      int64_t headDim);
  /// For configurations that give both head sizes: they have to be equal, since
  /// scores are products of queries with keys and values are packed like keys.
  static StatusOr<AttentionConfig> withKeyValueDim(int64_t queryHeads,
                                                   int64_t keyValueHeads,
                                                   int64_t headDim,
                                                   int64_t keyValueHeadDim);

  /// Whether heads and head size are in [1, 2^20], query heads come in whole
  /// groups and the scale is finite. What follows relies on it.
  Status validate() const;

  int64_t groupSize() const { return queryHeads / keyValueHeads; }
  int64_t queryWidth() const { return queryHeads * headDim; }
  int64_t keyValueWidth() const { return keyValueHeads * headDim; }
  int64_t packedWidth() const { return queryWidth() + 2 * keyValueWidth(); }
  double effectiveScale() const;
};

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ATTENTIONCONFIG_H
