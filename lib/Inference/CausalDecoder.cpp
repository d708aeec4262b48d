//===- CausalDecoder.cpp - From tokens to the next logits -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/CausalDecoder.h"

#include <algorithm>

using namespace ptir;
using execution::EntrySignature;
using execution::Instance;
using execution::TensorType;
using runtime::Buffer;
using runtime::HostTensor;

static const std::string prefillName = "prefill";
static const std::string decodeName = "decode";

/// Of the arguments of `prefill`, the caches come after the tokens; those of
/// `decode` after tokens and position.
static constexpr size_t prefillCaches = 1;
static constexpr size_t decodeCaches = 2;

static StatusOr<const EntrySignature *> findEntry(const Instance &instance,
                                                  const std::string &name) {
  for (const EntrySignature &entry : instance.entries())
    if (entry.name == name)
      return &entry;
  return Status::failure("expected a model with the entry '" + name +
                         "', found none of that name");
}

static Status unexpectedEntry(const std::string &name, const char *expected) {
  return Status::failure("entry '" + name + "': expected " + expected +
                         ", found another signature");
}

/// One zeroed cache for a sequence of `capacity` tokens. A step reads all that
/// is valid of it, which takes twice as long in normal pages; what is not valid
/// yet lies in the same huge pages.
static StatusOr<HostTensor> makeCache(const TensorType &type,
                                      int64_t capacity) {
  std::vector<int64_t> dims = type.dims;
  if (dims.size() != 4 || dims[1] < 0 || dims[3] < 0)
    return unexpectedEntry(prefillName, "caches of type [batch, heads, "
                                        "capacity, head size]");
  dims[0] = 1;
  if (dims[2] < 0)
    dims[2] = capacity;
  if (dims[2] < capacity)
    return Status::failure("cache: expected room for " +
                           std::to_string(capacity) + " positions, found " +
                           std::to_string(dims[2]));
  return HostTensor::zeros(type.elementType, std::move(dims),
                           Buffer::Pages::Huge);
}

CausalDecoder::CausalDecoder(Instance &instance, int64_t capacity,
                             bool useCache, HostTensor tokens,
                             HostTensor position,
                             std::vector<HostTensor> caches)
    : instance(&instance), limit(capacity), useCache(useCache),
      tokens(std::move(tokens)), position(std::move(position)),
      caches(std::move(caches)) {
  prefillArgs.push_back(this->tokens.view());
  decodeArgs.push_back(this->tokens.view());
  decodeArgs.push_back(this->position.view());
  for (const HostTensor &cache : this->caches) {
    prefillArgs.push_back(cache.view());
    decodeArgs.push_back(cache.view());
  }
  prefillArgs[0].rank = decodeArgs[0].rank = 2;
  prefillArgs[0].dims = prefillDims.data();
  decodeArgs[0].dims = decodeDims.data();
}

StatusOr<CausalDecoder> CausalDecoder::create(Instance &instance,
                                              int64_t capacity, bool useCache) {
  StatusOr<const EntrySignature *> prefill = findEntry(instance, prefillName);
  if (!prefill.ok())
    return prefill.status();
  StatusOr<const EntrySignature *> decode = findEntry(instance, decodeName);
  if (!decode.ok())
    return decode.status();
  const EntrySignature &signature = **prefill;
  if (signature.args.empty() ||
      signature.results.size() != signature.args.size())
    return unexpectedEntry(prefillName, "tokens and caches to give logits and "
                                        "caches");
  if ((*decode)->args.size() != signature.args.size() + 1)
    return unexpectedEntry(decodeName, "tokens, a position and the caches of "
                                       "'prefill'");
  const TensorType &logits = signature.results.front();
  if (logits.elementType != ElementType::F32 || logits.dims.size() != 2)
    return unexpectedEntry(prefillName, "logits of type f32 [batch, "
                                        "vocabulary]");

  std::vector<HostTensor> caches;
  for (size_t i = prefillCaches; i < signature.args.size(); ++i) {
    StatusOr<HostTensor> cache = makeCache(signature.args[i], capacity);
    if (!cache.ok())
      return cache.status();
    caches.push_back(std::move(*cache));
  }
  StatusOr<HostTensor> tokens =
      HostTensor::zeros(ElementType::SI32, {std::max<int64_t>(capacity, 1)});
  if (!tokens.ok())
    return tokens.status();
  StatusOr<HostTensor> position = HostTensor::zeros(ElementType::SI32, {});
  if (!position.ok())
    return position.status();
  return CausalDecoder(instance, capacity, useCache, std::move(*tokens),
                       std::move(*position), std::move(caches));
}

StatusOr<LogitsRow> CausalDecoder::call(const std::string &entry,
                                        std::vector<ptir_tensor> &args) {
  if (Status status = instance->call(entry, args, results); !status.ok())
    return status;
  const ptir_tensor &logits = results.front();
  return LogitsRow{static_cast<const float *>(logits.data),
                   static_cast<size_t>(logits.dims[logits.rank - 1])};
}

StatusOr<LogitsRow> CausalDecoder::runPrefill() {
  prefillDims[1] = length();
  return call(prefillName, prefillArgs);
}

StatusOr<LogitsRow>
CausalDecoder::prefill(const std::vector<int32_t> &newTokens) {
  if (newTokens.empty())
    return Status::failure("expected at least one token, found none");
  if (newTokens.size() > static_cast<size_t>(limit))
    return Status::failure("expected at most " + std::to_string(limit) +
                           " tokens, found " +
                           std::to_string(newTokens.size()));
  std::copy(newTokens.begin(), newTokens.end(), tokens.as<int32_t>());
  fed = newTokens.size();
  return runPrefill();
}

StatusOr<LogitsRow> CausalDecoder::append(int32_t token) {
  if (length() >= limit)
    return Status::failure("expected room for another token, found all " +
                           std::to_string(limit) + " positions taken");
  int32_t *slot = tokens.as<int32_t>() + fed;
  *slot = token;
  *position.as<int32_t>() = static_cast<int32_t>(fed);
  ++fed;
  if (!useCache)
    return runPrefill();
  decodeArgs[0].data = slot;
  return call(decodeName, decodeArgs);
}
