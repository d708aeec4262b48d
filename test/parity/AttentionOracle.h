//===- AttentionOracle.h - Attention in LibTorch's functions ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_ATTENTIONORACLE_H
#define PTIR_TEST_PARITY_ATTENTIONORACLE_H

#include "Case.h"

#include "ptir/Functional/Attention.h"

namespace ptir::parity {

using functional::AttentionConfig;

/// Queries, keys and values, [B, heads, T, D] each.
struct Heads {
  torch::Value query, key, value;
};

/// x[B, T, P] as heads; batch and positions are those of x.
Heads splitHeads(const AttentionConfig &config, const torch::Value &qkv,
                 int64_t batch, int64_t positions);

/// softmax(query key^T * scale + where mask allows) value, [B, Hq, T, D]; the
/// key and value heads serve groups of query heads. The mask, of i1, broadcasts
/// to [B, Hq, T, L]; empty for none. So does the bias, which is added to the
/// scores.
torch::Value attend(const AttentionConfig &config, const Heads &heads,
                    const torch::Value &mask, const torch::Value &bias = {});

/// mask[queries, keys]: query t, at position `offset` + t, sees the positions
/// up to its own.
Data causalMask(int64_t queries, int64_t keys, int64_t offset);

/// Causal attention of packed projections qkv[B, T, P] -> [B, T, Hq * D].
torch::Value causalAttention(const AttentionConfig &config,
                             const torch::Value &qkv, int64_t batch,
                             int64_t positions);

/// `length` positions of data along the axis, from `start` on.
Data sliceOf(const Data &data, int64_t axis, int64_t start, int64_t length);
/// Tensors of equal extents but along the axis, one after another.
Data joined(const DataList &parts, int64_t axis);

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_ATTENTIONORACLE_H
