//===- AttentionConfig.cpp - Heads of an attention ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/AttentionConfig.h"

#include <cmath>

using namespace ptir;
using namespace ptir::functional;

double AttentionConfig::effectiveScale() const {
  return scale ? *scale : 1.0 / std::sqrt(static_cast<double>(headDim));
}

/// `name` in [1, 2^20], which keeps the packed width in 64 bits.
static Status inRange(const char *name, int64_t value) {
  constexpr int64_t limit = 1 << 20;
  if (value >= 1 && value <= limit)
    return Status::success();
  return Status::failure(std::string("expected ") + name + " in [1, " +
                         std::to_string(limit) + "], found " +
                         std::to_string(value));
}

/// `value` is a multiple of `divisor`, both positive.
static Status isMultiple(const char *name, int64_t value,
                         const char *divisorName, int64_t divisor) {
  if (value % divisor == 0)
    return Status::success();
  return Status::failure(std::string("expected ") + name + " (" +
                         std::to_string(value) + ") to be a multiple of " +
                         divisorName + " (" + std::to_string(divisor) + ")");
}

Status AttentionConfig::validate() const {
  for (Status status : {inRange("query_heads", queryHeads),
                        inRange("key_value_heads", keyValueHeads),
                        inRange("head_dim", headDim)})
    if (!status.ok())
      return status;
  if (Status status = isMultiple("query_heads", queryHeads, "key_value_heads",
                                 keyValueHeads);
      !status.ok())
    return status;
  if (!std::isfinite(scale.value_or(1)))
    return Status::failure("expected a finite scale, found " +
                           std::to_string(*scale));
  return Status::success();
}

StatusOr<AttentionConfig> AttentionConfig::withEqualHeads(int64_t embedDim,
                                                          int64_t heads) {
  return withKeyValueHeads(embedDim, heads, heads);
}

StatusOr<AttentionConfig>
AttentionConfig::withKeyValueHeads(int64_t embedDim, int64_t queryHeads,
                                   int64_t keyValueHeads) {
  if (embedDim < 1)
    return Status::failure("expected embed_dim of at least 1, found " +
                           std::to_string(embedDim));
  if (Status status = inRange("query_heads", queryHeads); !status.ok())
    return status;
  if (Status status =
          isMultiple("embed_dim", embedDim, "query_heads", queryHeads);
      !status.ok())
    return status;
  return withProjectionDims(queryHeads, keyValueHeads, embedDim / queryHeads);
}

StatusOr<AttentionConfig>
AttentionConfig::withProjectionDims(int64_t queryHeads, int64_t keyValueHeads,
                                    int64_t headDim) {
  AttentionConfig config{queryHeads, keyValueHeads, headDim};
  if (Status status = config.validate(); !status.ok())
    return status;
  return config;
}

StatusOr<AttentionConfig>
AttentionConfig::withKeyValueDim(int64_t queryHeads, int64_t keyValueHeads,
                                 int64_t headDim, int64_t keyValueHeadDim) {
  if (headDim != keyValueHeadDim)
    return Status::failure(
        "expected kv_head_dim (" + std::to_string(keyValueHeadDim) +
        ") to equal head_dim (" + std::to_string(headDim) + ")");
  return withProjectionDims(queryHeads, keyValueHeads, headDim);
}
