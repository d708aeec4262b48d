//===- CausalSelfAttention.h - Attention with its projections ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_CAUSALSELFATTENTION_H
#define PTIR_LAYERS_CAUSALSELFATTENTION_H

#include "ptir/Functional/Attention.h"
#include "ptir/Layers/Linear.h"

namespace ptir::layers {

using functional::AttentionConfig;
using functional::KeyValues;

/// Activations are matrices [M, width] with M = batch * positions. Parameters:
/// those of the linears `<name>.<qkv>` (width -> packed width) and
/// `<name>.<output>` (query width -> width), by default `w_qkv`, `b_qkv`,
/// `w_out` and `b_out`.
///
/// Taps, below the layer's name: `qkv` [M, packed width], `context` [M, query
/// width] and `output` [M, width].
class CausalSelfAttention {
public:
  struct Names {
    LinearNames qkv = {"w_qkv", "b_qkv"};
    LinearNames output = {"w_out", "b_out"};
  };
  struct Biases {
    bool qkv = true, output = true;
  };

  CausalSelfAttention(std::string name, int64_t width,
                      const AttentionConfig &config)
      : CausalSelfAttention(std::move(name), width, config, Names()) {}
  CausalSelfAttention(std::string name, int64_t width,
                      const AttentionConfig &config, const Names &names)
      : CausalSelfAttention(std::move(name), width, config, names, Biases()) {}
  CausalSelfAttention(std::string name, int64_t width,
                      const AttentionConfig &config, const Names &names,
                      Biases biases);

  void appendParameters(ParameterList &list) const;

  struct Result {
    Tensor output; ///< [M, width]
    /// forward: of the new positions, [batch, Hkv, positions, D];
    /// forwardWithCache: of all positions; decode: the updated cache.
    KeyValues keyValues;
  };
  /// A result with what it was computed from.
  struct State : Result {
    Tensor qkv;     ///< [M, packed width]
    Tensor context; ///< [M, query width]: before the output projection
  };

  /// All positions of x[batch * positions, width] among themselves.
  Result forward(Emitter &emitter, const Parameters &parameters, Tensor x,
                 const Extent &batch, const Extent &positions) const;
  State forwardWithState(Emitter &emitter, const Parameters &parameters,
                         Tensor x, const Extent &batch,
                         const Extent &positions) const;

  /// The same, after the positions of a cache that grows: [batch, Hkv, L, D]
  /// becomes [batch, Hkv, L + positions, D]. Null: no positions yet.
  Result forwardWithCache(Emitter &emitter, const Parameters &parameters,
                          Tensor x, const Extent &batch,
                          const Extent &positions, const KeyValues *past) const;

  /// One position, x[batch, width], against a cache of fixed capacity; see
  /// functional::attentionDecodeCache.
  Result decode(Emitter &emitter, const Parameters &parameters, Tensor x,
                const KeyValues &cache, Tensor position) const;

private:
  /// Computes context [batch, positions, query width] and keys and values from
  /// the projections [batch, positions, packed width].
  using Attend = llvm::function_ref<Result(Tensor)>;
  State run(Emitter &emitter, const Parameters &parameters, Tensor x,
            const Extent &batch, const Extent &positions, Attend attend) const;

  std::string name;
  AttentionConfig config;
  Linear qkv, output;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_CAUSALSELFATTENTION_H
