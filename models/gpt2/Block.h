//===- Block.h - The repeated part of GPT-2 ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A pre-norm transformer block (Radford et al. 2019):
//   h = x + attn(ln_1(x)),  y = h + mlp(ln_2(h))
// Activations are matrices [batch * positions, width] inside, so that linears
// with what follows them stay one fusable chain.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_BLOCK_H
#define PTIR_MODELS_GPT2_BLOCK_H

#include "models/gpt2/Config.h"
#include "ptir/Layers/CausalSelfAttention.h"
#include "ptir/Layers/FeedForward.h"
#include "ptir/Layers/LayerNorm.h"

namespace ptir::gpt2 {

class Block {
public:
  explicit Block(const Config &config);

  /// Names relative to the block: `attn.c_attn.weight`, ….
  llvm::ArrayRef<layers::ParameterSpec> parameters() const { return list; }

  // Activations are f32 [B, T, width], caches f32 [B, heads, C, head size].

  /// x -> y, without caches.
  functional::Tensor forward(functional::Emitter &emitter,
                             const layers::Parameters &parameters,
                             functional::Tensor x) const;

  struct Cached {
    functional::Tensor output;
    functional::KeyValues cache;
  };

  /// The same; keys and values go to positions [0, T) of the cache. T above the
  /// cache's capacity is an error at run time.
  Cached prefill(functional::Emitter &emitter,
                 const layers::Parameters &parameters, functional::Tensor x,
                 const functional::KeyValues &cache) const;

  /// One position, T = 1, at `position` (scalar si32) of the cache.
  Cached decode(functional::Emitter &emitter,
                const layers::Parameters &parameters, functional::Tensor x,
                const functional::KeyValues &cache,
                functional::Tensor position) const;

private:
  using Attend = llvm::function_ref<layers::CausalSelfAttention::Result(
      functional::Tensor)>;
  Cached run(functional::Emitter &emitter, const layers::Parameters &parameters,
             functional::Tensor x, Attend attend) const;

  layers::LayerNorm firstNorm, secondNorm;
  layers::CausalSelfAttention attention;
  layers::FeedForward feedForward;
  layers::ParameterList list;
};

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_BLOCK_H
