//===- ActivationNames.h - GPT-2's intermediate results ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A trace has, in this order, with M = batch * positions:
//   tok_embeddings, pos_embeddings, embeddings  [B, T, E]; positions [T, E]
//   blocks.N.ln_1                               [M, E]
//   blocks.N.attention.qkv                      [M, 3 E]
//   blocks.N.attention.context, .output         [M, E]
//   blocks.N.residual, .ln_2                    [M, E]
//   blocks.N.feed_forward.hidden                [M, hidden], after activation
//   blocks.N.feed_forward.output                [M, E]
//   blocks.N.output                             [M, E]
//   final_ln                                    [M, E]
//   logits                                      [B, T, V]
//
// The names are gpt.rs'; layers are called by Hugging Face's.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_ACTIVATIONNAMES_H
#define PTIR_MODELS_GPT2_ACTIVATIONNAMES_H

#include <string>
#include <string_view>

namespace ptir::gpt2 {

/// The name in a trace of what is tapped under a layer's path:
/// `blocks.3.attention.output` for `h.3.attn.output`.
std::string activationName(std::string_view path);

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_ACTIVATIONNAMES_H
