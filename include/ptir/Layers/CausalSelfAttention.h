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
/// `<name>.<output>` (query width -> width).
class CausalSelfAttention {
public:
  struct Names {
    std::string qkv = "w_qkv";
    std::string output = "w_out";
  };

  CausalSelfAttention(std::string name, int64_t width,
                      const AttentionConfig &config, const Names &names);

  void appendParameters(ParameterList &list) const;

  struct Result {
    Tensor output; ///< [M, width]
    /// forward: of the new positions, [batch, Hkv, positions, D]; decode: the
    /// updated cache.
    KeyValues keyValues;
  };

  /// All positions of x[batch * positions, width] among themselves.
  Result forward(Emitter &emitter, const Parameters &parameters, Tensor x,
                 const Extent &batch,
                 const Extent &positions) const;

  /// One position, x[batch, width], against a cache; see
  /// functional::attentionDecodeCache.
  Result decode(Emitter &emitter, const Parameters &parameters, Tensor x,
                const KeyValues &cache, Tensor position) const;

private:
  std::string name;
  AttentionConfig config;
  Linear qkv, output;
};

} // namespace ptir::layers

#endif // PTIR_LAYERS_CAUSALSELFATTENTION_H
