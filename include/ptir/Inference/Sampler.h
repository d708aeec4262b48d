//===- Sampler.h - Choose the next token from logits ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The steps, in order; a step at its default changes nothing:
//   1. repetition penalty (Keskar et al., CTRL, 2019): the logit of each token
//      in the history is divided by the penalty if positive and multiplied by
//      it otherwise, once however often the token occurs;
//   2. greedy: the largest logit wins, on a tie the smallest index, and the
//      remaining steps do not happen;
//   3. temperature: logits are divided by it;
//   4. top-k: the k largest stay, on a tie those of smaller index;
//   5. top-p (Holtzman et al., 2020): of these, the fewest most likely tokens
//      whose share is at least p stay, never fewer than one;
//   6. one is drawn with the probabilities of the softmax over what is left.
//
// Weights are rounded to multiples of 2^-40 of the largest one. The draw takes
// a SplitMix64 number below their sum and walks the tokens in index order, all
// in integers: a seed gives the same tokens on every platform.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_SAMPLER_H
#define PTIR_INFERENCE_SAMPLER_H

#include "ptir/Support/SplitMix64.h"
#include "ptir/Support/Status.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ptir {

struct SamplerOptions {
  /// Finite, at least 0; 0 is greedy.
  double temperature = 1.0;
  /// Tokens that stay, at least 0; 0 keeps all.
  int64_t topK = 0;
  /// Share that stays, above 0 and at most 1; 1 keeps all.
  double topP = 1.0;
  /// From 1e-6 to 1e6; 1 is none, above 1 discourages repetition.
  double repetitionPenalty = 1.0;
  uint64_t seed = 0;
  /// Always the largest logit; the seed and steps 3 to 6 do not matter.
  bool greedy = false;
};

/// Draws tokens one after another. Keeps its buffers, so that a call allocates
/// nothing once it has seen a vocabulary of that size. For one thread at a
/// time.
class Sampler {
public:
  /// Fails if an option is out of its range; the message names it.
  static StatusOr<Sampler> create(const SamplerOptions &options);

  /// The index of the next token.
  /// `logits`: `vocabularySize` floats, 1 to 2^23, finite or -inf.
  /// `history`: the `historySize` tokens so far, each below `vocabularySize`;
  /// read only if there is a repetition penalty.
  /// Fails at a logit that is NaN or +inf, naming its index, if all are -inf,
  /// and at a token of the history that is out of range. A call that fails
  /// draws no random number.
  StatusOr<int32_t> sample(const float *logits, size_t vocabularySize,
                           const int32_t *history, size_t historySize);

private:
  explicit Sampler(const SamplerOptions &options)
      : options(options), random(options.seed) {}

  Status readLogits(const float *logits, size_t vocabularySize);
  Status penalise(const float *logits, const int32_t *history,
                  size_t historySize);
  /// The largest score; on a tie the smallest index.
  int32_t best() const;
  /// Leaves the tokens to draw from in `candidates`, their weights beside.
  void weighAll(double largest);
  void weighTopK(double largest);
  /// Cuts `candidates` down to the nucleus.
  void keepTopP();
  int32_t draw();

  SamplerOptions options;
  SplitMix64 random;
  /// Logits after the penalty, by token.
  std::vector<double> scores;
  std::vector<int32_t> candidates;
  /// Weight by token, in units of 2^-40 of the largest.
  std::vector<uint64_t> weights;
};

} // namespace ptir

#endif // PTIR_INFERENCE_SAMPLER_H
