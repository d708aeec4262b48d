//===- Generator.h - The loop that generates text ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Runs the prompt once, then samples one token after the other until
//   length       as many tokens as asked for,
//   end-token    the model ends the text,
//   stop-string  a stop string is complete,
//   context      the model has no position left for the next token, or
//   capacity     the cache the caller asked for has none.
//
// What does not fit the context is never dropped silently: a prompt that is
// longer than the context is an error. A prompt of P tokens in a context of N
// allows N - P + 1 new tokens, since the last one need not be fed again.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_GENERATOR_H
#define PTIR_INFERENCE_GENERATOR_H

#include "ptir/Execution/Instance.h"
#include "ptir/Inference/Sampler.h"
#include "ptir/Tokenizer/Tokenizer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ptir {

struct GenerateOptions {
  /// New tokens at most, at least 0.
  int64_t maxTokens = 128;
  SamplerOptions sampling;
  std::vector<std::string> stops;
  /// Tokens that end the text.
  std::vector<int32_t> endTokens;
  /// Keep keys and values of the tokens fed; otherwise each step feeds all of
  /// them again.
  bool useCache = true;
  /// Positions of the cache; 0 stands for as many as can be needed.
  int64_t cacheCapacity = 0;
};

enum class StopReason { Length, EndToken, StopString, Context, Capacity };

/// `length`, `end-token`, `stop-string`, `context`, `capacity`.
std::string_view stopReasonName(StopReason reason);

/// Wall-clock times in milliseconds.
struct GenerateTimings {
  /// Running the prompt.
  double prefill = 0;
  /// From the start of `generate` until the first token was known.
  double firstToken = 0;
  /// From then on until the end, sampling and decoding of text included.
  double decode = 0;
  /// Tokens sampled in that time.
  int64_t decodeTokens = 0;

  double perToken() const { return decodeTokens ? decode / decodeTokens : 0; }
  double tokensPerSecond() const {
    return decode > 0 ? 1000.0 * decodeTokens / decode : 0;
  }
};

struct GenerateResult {
  /// The tokens sampled, the one that ends the text included.
  std::vector<int32_t> newIds;
  /// Their text without special tokens, up to a stop string.
  std::string text;
  StopReason reason = StopReason::Length;
  GenerateTimings timings;
  /// What the instance counted after the first decode step.
  execution::CallCounters steadyCounters;
  /// The same in all decode steps, as many as `timings.decodeTokens`.
  execution::CallCounters decodeCounters;
};

/// Whether `generate` can start: the prompt fits the context and the cache, and
/// every option is in its range. Cheap, to be asked before a model is compiled.
Status checkGenerateOptions(const GenerateOptions &options, size_t promptTokens,
                            int64_t contextLength);

/// Takes a piece of text as it becomes certain, always whole characters. A
/// failure ends the generation with it.
using TextSink = std::function<Status(std::string_view piece)>;

/// The model as the generator sees it; all pointers outlive the call.
struct GeneratorModel {
  /// Has the entries of ModelEntries::Generation.
  execution::Instance *instance = nullptr;
  int64_t contextLength = 0;
  /// Null for a model without one: then there is no text, and no stop string
  /// may be given.
  const Tokenizer *tokenizer = nullptr;
};

/// Continues `prompt`. Fails when checkGenerateOptions does, when the model
/// fails, and with the failure of `sink`, which may be empty.
StatusOr<GenerateResult> generate(const GeneratorModel &model,
                                  const std::vector<int32_t> &prompt,
                                  const GenerateOptions &options,
                                  const TextSink &sink = {});

} // namespace ptir

#endif // PTIR_INFERENCE_GENERATOR_H
