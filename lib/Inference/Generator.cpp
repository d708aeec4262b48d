//===- Generator.cpp - The loop that generates text -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Generator.h"

#include "ptir/Inference/CausalDecoder.h"
#include "ptir/Inference/StopMatcher.h"
#include "ptir/Inference/Stopwatch.h"

#include <algorithm>
#include <optional>

using namespace ptir;
using execution::CallCounters;

std::string_view ptir::stopReasonName(StopReason reason) {
  switch (reason) {
  case StopReason::Length:
    return "length";
  case StopReason::EndToken:
    return "end-token";
  case StopReason::StopString:
    return "stop-string";
  case StopReason::Context:
    return "context";
  case StopReason::Capacity:
    return "capacity";
  }
  return "unknown";
}

namespace {

/// Tokens in, text out: to the sink as it becomes certain, and kept.
class TextWriter {
public:
  TextWriter(const Tokenizer *tokenizer, StopMatcher stops,
             const TextSink &sink)
      : stops(std::move(stops)), sink(sink) {
    if (tokenizer)
      decoder.emplace(*tokenizer, DecodeOptions{/*skipSpecial=*/true});
  }

  Status push(int32_t token) {
    if (!decoder)
      return Status::success();
    StatusOr<std::string> piece = decoder->push(token);
    if (!piece.ok())
      return piece.status();
    return write(stops.push(*piece));
  }

  Status finish() {
    if (!decoder || stops.stopped())
      return Status::success();
    if (Status status = write(stops.push(decoder->finish())); !status.ok())
      return status;
    return write(stops.finish());
  }

  bool stopped() const { return stops.stopped(); }
  std::string takeText() { return std::move(text); }

private:
  Status write(const std::string &piece) {
    if (piece.empty())
      return Status::success();
    text += piece;
    return sink ? sink(piece) : Status::success();
  }

  std::optional<StreamingDecoder> decoder;
  StopMatcher stops;
  const TextSink &sink;
  std::string text;
};

} // namespace

static Status tooLong(size_t promptTokens, const char *what, int64_t limit) {
  return Status::failure("prompt: expected at most " + std::to_string(limit) +
                         " tokens (the " + what + "), found " +
                         std::to_string(promptTokens));
}

Status ptir::checkGenerateOptions(const GenerateOptions &options,
                                  size_t promptTokens, int64_t contextLength) {
  if (promptTokens == 0)
    return Status::failure("prompt: expected at least one token, found none");
  if (promptTokens > static_cast<uint64_t>(contextLength))
    return tooLong(promptTokens, "model's context", contextLength);
  if (options.maxTokens < 0)
    return Status::failure("max tokens: expected at least 0, found " +
                           std::to_string(options.maxTokens));
  int64_t capacity = options.cacheCapacity;
  if (capacity < 0 || capacity > contextLength)
    return Status::failure(
        "cache capacity: expected at most " + std::to_string(contextLength) +
        " (the model's context), found " + std::to_string(capacity));
  if (capacity > 0 && promptTokens > static_cast<uint64_t>(capacity))
    return tooLong(promptTokens, "cache's capacity", capacity);
  if (StatusOr<Sampler> sampler = Sampler::create(options.sampling);
      !sampler.ok())
    return sampler.status();
  return StopMatcher::create(options.stops).status();
}

/// How many positions the sequence may take.
static int64_t chooseCapacity(const GenerateOptions &options,
                              int64_t promptTokens, int64_t contextLength) {
  if (options.cacheCapacity > 0)
    return options.cacheCapacity;
  return promptTokens +
         std::min(options.maxTokens, contextLength - promptTokens);
}

StatusOr<GenerateResult> ptir::generate(const GeneratorModel &model,
                                        const std::vector<int32_t> &prompt,
                                        const GenerateOptions &options,
                                        const TextSink &sink) {
  Stopwatch sinceStart;
  if (Status status =
          checkGenerateOptions(options, prompt.size(), model.contextLength);
      !status.ok())
    return status;
  if (!model.tokenizer && !options.stops.empty())
    return Status::failure("stop strings: expected a model with a tokenizer, "
                           "found one without");
  GenerateResult result;
  if (options.maxTokens == 0)
    return result;

  auto promptTokens = static_cast<int64_t>(prompt.size());
  int64_t capacity = chooseCapacity(options, promptTokens, model.contextLength);
  StatusOr<Sampler> sampler = Sampler::create(options.sampling);
  StatusOr<StopMatcher> stops = StopMatcher::create(options.stops);
  StatusOr<CausalDecoder> decoder =
      CausalDecoder::create(*model.instance, capacity, options.useCache);
  if (!decoder.ok())
    return decoder.status();
  TextWriter writer(model.tokenizer, std::move(*stops), sink);
  std::vector<int32_t> sequence = prompt;
  sequence.reserve(capacity + 1);
  auto isEnd = [&](int32_t token) {
    return std::count(options.endTokens.begin(), options.endTokens.end(),
                      token) != 0;
  };

  StatusOr<LogitsRow> logits = decoder->prefill(prompt);
  result.timings.prefill = sinceStart.milliseconds();
  CallCounters prefilled, firstStep;
  for (int64_t count = 1;; ++count) {
    if (!logits.ok())
      return logits.status();
    StatusOr<int32_t> token = sampler->sample(logits->data, logits->size,
                                              sequence.data(), sequence.size());
    if (!token.ok())
      return token.status();
    sequence.push_back(*token);
    if (count == 1)
      result.timings.firstToken = sinceStart.milliseconds();
    if (!isEnd(*token))
      if (Status status = writer.push(*token); !status.ok())
        return status;

    result.timings.decodeTokens = count - 1;
    std::optional<StopReason> reason;
    if (isEnd(*token))
      reason = StopReason::EndToken;
    else if (writer.stopped())
      reason = StopReason::StopString;
    else if (count == options.maxTokens)
      reason = StopReason::Length;
    else if (decoder->length() == model.contextLength)
      reason = StopReason::Context;
    else if (decoder->length() == decoder->capacity())
      reason = StopReason::Capacity;
    if (reason) {
      result.reason = *reason;
      break;
    }
    if (count == 1)
      prefilled = model.instance->counters();
    logits = decoder->append(*token);
    if (count == 1)
      firstStep = model.instance->counters();
  }
  if (result.timings.decodeTokens > 0) {
    result.steadyCounters = model.instance->counters() - firstStep;
    result.decodeCounters = model.instance->counters() - prefilled;
  }
  if (Status status = writer.finish(); !status.ok())
    return status;
  result.timings.decode = sinceStart.milliseconds() - result.timings.firstToken;
  result.newIds.assign(sequence.begin() + prompt.size(), sequence.end());
  result.text = writer.takeText();
  return result;
}
