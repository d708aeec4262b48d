//===- Sampler.cpp - Choose the next token from logits --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>
#include <sstream>

using namespace ptir;

/// The largest weight. The sum over the largest vocabulary fits in 64 bits.
static constexpr double weightUnit = 0x1p40;
static constexpr size_t largestVocabulary = size_t(1) << 23;

template <typename Number>
static Status optionFailure(const char *name, const char *range, Number found) {
  std::ostringstream message;
  message << "sampling option '" << name << "': expected " << range
          << ", found " << found;
  return Status::failure(message.str());
}

StatusOr<Sampler> Sampler::create(const SamplerOptions &options) {
  if (!std::isfinite(options.temperature) || options.temperature < 0.0)
    return optionFailure("temperature", "a finite number of at least 0",
                         options.temperature);
  if (options.topK < 0)
    return optionFailure("top-k", "at least 0, where 0 keeps all tokens",
                         options.topK);
  if (!(options.topP > 0.0 && options.topP <= 1.0))
    return optionFailure("top-p", "a number above 0 and at most 1",
                         options.topP);
  // The range keeps every score finite.
  if (!(options.repetitionPenalty >= 1e-6 && options.repetitionPenalty <= 1e6))
    return optionFailure("repetition-penalty", "a number from 1e-6 to 1e6",
                         options.repetitionPenalty);
  return Sampler(options);
}

/// Order as the numbers do, -0 like 0: NaNs with a sign lie below -inf, the
/// others above +inf.
static int32_t orderedKey(float logit) {
  int32_t bits;
  float value = logit + 0.0f; // -0 becomes 0
  std::memcpy(&bits, &value, sizeof(bits));
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// The first of the largest logits, in one pass over integers; nothing if any
/// is NaN or +inf, or all are -inf.
static std::optional<int32_t> findLargest(const float *logits, size_t size) {
  constexpr size_t blockSize = 512;
  int32_t largest = INT32_MIN, least = INT32_MAX;
  size_t block = 0; // where the largest is
  for (size_t begin = 0; begin < size; begin += blockSize) {
    size_t end = std::min(size, begin + blockSize);
    int32_t most = INT32_MIN;
    for (size_t i = begin; i < end; ++i) {
      int32_t key = orderedKey(logits[i]);
      most = key > most ? key : most;
      least = key < least ? key : least;
    }
    if (most > largest) {
      largest = most;
      block = begin;
    }
  }
  constexpr float infinity = std::numeric_limits<float>::infinity();
  if (largest >= orderedKey(infinity) || largest <= orderedKey(-infinity) ||
      least < orderedKey(-infinity))
    return std::nullopt;
  while (orderedKey(logits[block]) != largest)
    ++block;
  return static_cast<int32_t>(block);
}

StatusOr<int32_t> Sampler::sample(const float *logits, size_t vocabularySize,
                                  const int32_t *history, size_t historySize) {
  bool takesLargest = options.greedy || options.temperature == 0.0;
  if (takesLargest && options.repetitionPenalty == 1.0 && vocabularySize > 0 &&
      vocabularySize <= largestVocabulary)
    if (std::optional<int32_t> found = findLargest(logits, vocabularySize))
      return *found;
  // The long way also says what is wrong with logits.
  if (Status status = readLogits(logits, vocabularySize); !status.ok())
    return status;
  if (options.repetitionPenalty != 1.0)
    if (Status status = penalise(logits, history, historySize); !status.ok())
      return status;

  int32_t top = best();
  double largest = scores[top];
  if (std::isinf(largest))
    return Status::failure("logits: expected a finite one, found -inf only");
  if (takesLargest)
    return top;

  if (options.topK > 0 && uint64_t(options.topK) < scores.size())
    weighTopK(largest);
  else
    weighAll(largest);
  if (options.topP < 1.0)
    keepTopP();
  return draw();
}

Status Sampler::readLogits(const float *logits, size_t vocabularySize) {
  if (vocabularySize == 0 || vocabularySize > largestVocabulary)
    return Status::failure("logits: expected 1 to " +
                           std::to_string(largestVocabulary) +
                           " of them, found " + std::to_string(vocabularySize));
  scores.resize(vocabularySize);
  weights.resize(vocabularySize);
  candidates.reserve(vocabularySize);
  for (size_t i = 0; i < vocabularySize; ++i) {
    float logit = logits[i];
    if (std::isnan(logit) || (std::isinf(logit) && logit > 0.0f))
      return Status::failure("logit " + std::to_string(i) +
                             ": expected a finite number or -inf, found " +
                             (std::isnan(logit) ? "nan" : "inf"));
    scores[i] = logit;
  }
  return Status::success();
}

Status Sampler::penalise(const float *logits, const int32_t *history,
                         size_t historySize) {
  for (size_t i = 0; i < historySize; ++i) {
    int32_t token = history[i];
    if (token < 0 || static_cast<size_t>(token) >= scores.size())
      return Status::failure("history entry " + std::to_string(i) +
                             ": expected a token from 0 to " +
                             std::to_string(scores.size() - 1) + ", found " +
                             std::to_string(token));
    // From the logit, not the score: a repeated token is penalised once.
    double logit = logits[token];
    scores[token] = logit > 0.0 ? logit / options.repetitionPenalty
                                : logit * options.repetitionPenalty;
  }
  return Status::success();
}

int32_t Sampler::best() const {
  return static_cast<int32_t>(std::max_element(scores.begin(), scores.end()) -
                              scores.begin());
}

/// The weight of a score: exp((score - largest) / temperature).
static uint64_t weigh(double score, double largest, double temperature) {
  return static_cast<uint64_t>(
      std::llround(weightUnit * std::exp((score - largest) / temperature)));
}

void Sampler::weighAll(double largest) {
  candidates.resize(scores.size());
  std::iota(candidates.begin(), candidates.end(), 0);
  for (size_t i = 0; i < scores.size(); ++i)
    weights[i] = weigh(scores[i], largest, options.temperature);
}

void Sampler::weighTopK(double largest) {
  candidates.resize(scores.size());
  std::iota(candidates.begin(), candidates.end(), 0);
  auto end = candidates.begin() + options.topK;
  std::nth_element(candidates.begin(), end, candidates.end(),
                   [&](int32_t left, int32_t right) {
                     if (scores[left] != scores[right])
                       return scores[left] > scores[right];
                     return left < right;
                   });
  candidates.erase(end, candidates.end());
  std::sort(candidates.begin(), candidates.end());
  for (int32_t token : candidates)
    weights[token] = weigh(scores[token], largest, options.temperature);
}

void Sampler::keepTopP() {
  uint64_t total = 0;
  for (int32_t token : candidates)
    total += weights[token];
  double wanted = options.topP * static_cast<double>(total);

  // A heap gives the most likely tokens in order without sorting the rest.
  auto lessLikely = [&](int32_t left, int32_t right) {
    if (scores[left] != scores[right])
      return scores[left] < scores[right];
    return left > right;
  };
  std::make_heap(candidates.begin(), candidates.end(), lessLikely);
  auto heapEnd = candidates.end();
  uint64_t kept = 0;
  do {
    std::pop_heap(candidates.begin(), heapEnd, lessLikely);
    kept += weights[*--heapEnd];
  } while (static_cast<double>(kept) < wanted && heapEnd != candidates.begin());
  candidates.erase(candidates.begin(), heapEnd);
  std::sort(candidates.begin(), candidates.end());
}

/// Candidates are in index order here, whatever the library's selection and
/// heap left.
int32_t Sampler::draw() {
  uint64_t total = 0;
  for (int32_t token : candidates)
    total += weights[token];
  uint64_t ticket = random.below(total);
  for (int32_t token : candidates) {
    if (ticket < weights[token])
      return token;
    ticket -= weights[token];
  }
  return candidates.back();
}
