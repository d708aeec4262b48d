//===- BenchCases.h - What ptir-run bench times -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
//   forward       the model once: an image model over its images, a language
//                 model over the prompt, with the logits after every token
//   prefill       the prompt into a cache that exists; logits of the last token
//   first-token   from a prompt to its first token: a new cache, prefill, the
//                 likeliest token
//   decode-steady one token behind a cache of `context` tokens. Every run feeds
//                 that token at that position, so all runs do the same work
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_BENCHCASES_H
#define PTIR_TOOLS_PTIR_RUN_BENCHCASES_H

#include "ImageFlags.h"

#include "ptir/Inference/Model.h"

#include <memory>
#include <string>
#include <vector>

namespace ptir::run {

/// What the cases run on.
struct BenchInputs {
  /// Of prefill, first-token and a language model's forward; 0 for 128, or the
  /// model's context if that is less.
  int64_t promptTokens = 0;
  /// Tokens in the cache of decode-steady; 0 for 64, or one less than the
  /// model's context if that is less.
  int64_t context = 0;
  /// Ids of which each case takes the first ones it needs; empty for ids that
  /// depend on the vocabulary only.
  std::vector<int32_t> tokens;
  ImageFlags images;
};

/// The output of the last run; row-major, valid until the next one.
struct BenchLogits {
  const float *data = nullptr;
  std::vector<int64_t> dims;
};

/// One case, ready to run any number of times.
class BenchCase {
public:
  virtual ~BenchCase();

  /// Runs once.
  virtual StatusOr<BenchLogits> run() = 0;

  virtual const execution::Instance &instance() const = 0;

  /// Tokens or images that a run takes.
  virtual int64_t units() const = 0;
  /// What they are called: "tokens" or "images".
  virtual const char *unitName() const = 0;
  /// Tokens in the cache before a run; 0 for all cases but decode-steady.
  virtual int64_t context() const { return 0; }
};

/// The cases a model has, in the order in which they are run by default. An
/// image model has forward only.
std::vector<std::string> benchCaseNames(const LoadedModel &model);

/// Compiles what the case needs. Fails for a name that benchCaseNames lacks,
/// and for inputs that the model does not take.
StatusOr<std::unique_ptr<BenchCase>> makeBenchCase(const std::string &name,
                                                   LoadedModel &model,
                                                   const BenchInputs &inputs);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_BENCHCASES_H
