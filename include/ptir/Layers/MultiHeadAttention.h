//===- MultiHeadAttention.h - Attention of any kind -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_MULTIHEADATTENTION_H
#define PTIR_LAYERS_MULTIHEADATTENTION_H

#include "ptir/Functional/Attention.h"
#include "ptir/Layers/Linear.h"

namespace ptir::layers {

using functional::AttentionConfig;
using functional::KeyValues;

struct MultiHeadAttentionConfig {
  int64_t width = 0; ///< E, of what queries are made from and of the output
  /// Of what keys and values are made from; E when absent.
  std::optional<int64_t> memoryWidth = std::nullopt;
  AttentionConfig heads;
  bool causal = false;
  std::optional<int64_t> window = std::nullopt; ///< see functional
  /// One projection [Q | K | V], or one each. Packed: memoryWidth is absent.
  bool packed = false;
  bool projectionBias = true; ///< of queries, keys and values
  bool outputBias = true;

  int64_t sourceWidth() const { return memoryWidth.value_or(width); }
  /// Whether the widths are positive and the parts fit together.
  Status validate() const;
};

/// Multi-head attention (Vaswani et al. 2017): to the positions themselves, to
/// past positions in a cache, or to a memory. Activations are matrices
/// [batch * positions, width].
///
/// Parameters below `<name>`: the packed projection [E, P] or those of queries
/// [E, Hq * D], keys and values [memory width, Hkv * D]; the output projection
/// [Hq * D, E]. Taps there: `qkv`, or `query`, `key` and `value`; `context`
/// [M, Hq * D] and `output` [M, E].
///
/// A config that does not validate is reported by whatever emits first.
class MultiHeadAttention {
public:
  struct Names {
    LinearNames qkv = {"w_qkv", "b_qkv"};
    LinearNames query = {"w_q", "b_q"};
    LinearNames key = {"w_k", "b_k"};
    LinearNames value = {"w_v", "b_v"};
    LinearNames output = {"w_out", "b_out"};
  };

  MultiHeadAttention(std::string name, const MultiHeadAttentionConfig &config)
      : MultiHeadAttention(std::move(name), config, Names()) {}
  MultiHeadAttention(std::string name, const MultiHeadAttentionConfig &config,
                     const Names &names);

  void appendParameters(ParameterList &list) const;

  /// Rows of a matrix: `batch` times `positions` of them.
  struct Rows {
    Tensor x;
    Extent batch, positions;
  };

  struct Result {
    Tensor output;       ///< [M, E]
    KeyValues keyValues; ///< what was attended to, [batch, Hkv, L, D]
    Tensor context;      ///< [M, Hq * D]: before the output projection
  };

  // `mask`, if not empty, is that of functional::scaledDotProductAttention.

  /// x to itself.
  Result forward(Emitter &emitter, const Parameters &parameters, const Rows &x,
                 Tensor mask = {}) const;

  /// x to the past positions of a cache that grows, and to itself; x stands
  /// behind them. Null: no positions yet.
  Result forwardWithCache(Emitter &emitter, const Parameters &parameters,
                          const Rows &x, const KeyValues *past,
                          Tensor mask = {}) const;

  /// x to the positions of `memory`, of the same batch. Not for packed
  /// projections.
  Result forwardToMemory(Emitter &emitter, const Parameters &parameters,
                         const Rows &x, const Rows &memory,
                         Tensor mask = {}) const;

  /// One position, x[batch, E], against a cache of fixed capacity, which comes
  /// back updated; see functional::attentionDecodeCache. Causal layers without
  /// a window only.
  Result decode(Emitter &emitter, const Parameters &parameters, Tensor x,
                const KeyValues &cache, Tensor position) const;

private:
  struct Projections {
    Tensor query, key, value; // [M, heads * D]
  };

  /// Whether the config, and `allowed`, hold; reports what does not.
  bool check(Emitter &emitter, bool allowed, llvm::StringRef message) const;
  Projections project(Emitter &emitter, const Parameters &parameters, Tensor x,
                      Tensor memory) const;
  Result attend(Emitter &emitter, const Parameters &parameters, const Rows &x,
                const Rows &memory, const KeyValues *past, Tensor mask) const;
  Result finish(Emitter &emitter, const Parameters &parameters, Result result,
                Tensor context) const;

  std::string name;
  MultiHeadAttentionConfig config;
  Linear qkv, query, key, value, output;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_MULTIHEADATTENTION_H
