//===- CausalDecoder.h - From tokens to the next logits ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Feeds one sequence to the entries `prefill` and `decode` of a language model
// (ModelRegistry.h says what they take) and owns what lies between two calls:
// the key/value caches, which the entries update in place. Without the cache
// every step runs `prefill` over the whole sequence again.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_CAUSALDECODER_H
#define PTIR_INFERENCE_CAUSALDECODER_H

#include "ptir/Execution/Instance.h"
#include "ptir/Runtime/HostTensor.h"

#include <cstdint>
#include <vector>

namespace ptir {

/// The logits of one row.
struct LogitsRow {
  const float *data = nullptr;
  size_t size = 0;
};

/// For one thread at a time; the instance must outlive it.
class CausalDecoder {
public:
  /// Allocates caches for `capacity` positions, at least 1. They are in huge
  /// pages where the kernel has them: as a token touches every head of a cache,
  /// nearly all of the capacity costs memory from the first token on.
  static StatusOr<CausalDecoder> create(execution::Instance &instance,
                                        int64_t capacity, bool useCache);

  int64_t capacity() const { return limit; }
  /// Tokens fed so far.
  int64_t length() const { return static_cast<int64_t>(fed); }

  /// Starts a sequence with `tokens`, 1 to `capacity()` of them. The logits
  /// are those after the last one, valid until the next call.
  StatusOr<LogitsRow> prefill(const std::vector<int32_t> &tokens);

  /// Feeds one more token; fails when `capacity()` tokens have been fed.
  /// Allocates nothing when the cache is in use.
  StatusOr<LogitsRow> append(int32_t token);

  /// Forgets all but the first `count` tokens, 0 to `length()` of them. What
  /// the caches hold of the others is not read again.
  void truncate(int64_t count) { fed = static_cast<size_t>(count); }

private:
  CausalDecoder(execution::Instance &instance, int64_t capacity, bool useCache,
                runtime::HostTensor tokens, runtime::HostTensor position,
                std::vector<runtime::HostTensor> caches);

  StatusOr<LogitsRow> runPrefill();
  StatusOr<LogitsRow> call(const std::string &entry,
                           std::vector<ptir_tensor> &args);

  execution::Instance *instance;
  int64_t limit;
  bool useCache;
  size_t fed = 0;
  /// si32 [capacity]: the sequence.
  runtime::HostTensor tokens;
  /// si32 []: where the next token goes.
  runtime::HostTensor position;
  /// f32 [1, H, capacity, D], keys and values of each layer in turn.
  std::vector<runtime::HostTensor> caches;

  std::vector<ptir_tensor> prefillArgs, decodeArgs, results;
  /// [1, T] and [1, 1]; on the heap, since the arguments point to them.
  std::vector<int64_t> prefillDims = {1, 0}, decodeDims = {1, 1};
};

} // namespace ptir

#endif // PTIR_INFERENCE_CAUSALDECODER_H
