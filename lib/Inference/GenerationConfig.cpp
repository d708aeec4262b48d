//===- GenerationConfig.cpp - How a model wants to be sampled -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/GenerationConfig.h"

#include <nlohmann/json.hpp>

using namespace ptir;
using nlohmann::json;

namespace {

/// Reads typed values out of one object and keeps the first failure.
class ConfigReader {
public:
  ConfigReader(const json &object, const std::string &where)
      : object(object), where(where) {}

  void number(const char *key, double &value) {
    if (const json *found = find(key)) {
      if (found->is_number())
        value = found->get<double>();
      else
        fail(key, "a number", *found);
    }
  }

  void count(const char *key, int64_t &value) {
    if (const json *found = find(key)) {
      if (isIndex(*found))
        value = found->get<int64_t>();
      else
        fail(key, "a non-negative integer", *found);
    }
  }

  std::optional<bool> flag(const char *key) {
    const json *found = find(key);
    if (!found)
      return std::nullopt;
    if (found->is_boolean())
      return found->get<bool>();
    fail(key, "true or false", *found);
    return std::nullopt;
  }

  /// One id or a list of ids; nothing when the key is absent.
  std::optional<std::vector<int32_t>> tokens(const char *key) {
    const json *found = find(key);
    if (!found)
      return std::nullopt;
    std::vector<int32_t> ids;
    const json list = found->is_array() ? *found : json::array({*found});
    for (const json &id : list) {
      if (!isIndex(id)) {
        fail(key, "a token id or a list of them", id);
        return std::nullopt;
      }
      ids.push_back(id.get<int32_t>());
    }
    return ids;
  }

  const Status &status() const { return failure; }

private:
  static bool isIndex(const json &value) {
    return value.is_number_unsigned() && value.get<uint64_t>() <= INT32_MAX;
  }

  const json *find(const char *key) const {
    auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }

  void fail(const char *key, const char *expected, const json &found) {
    if (failure.ok())
      failure = Status::failure(
          where + ": '" + key + "': expected " + expected + ", found " +
          found.dump(-1, ' ', false, json::error_handler_t::replace));
  }

  const json &object;
  const std::string &where;
  Status failure = Status::success();
};

} // namespace

Status ptir::readGenerationConfig(std::string_view text,
                                  const std::string &where,
                                  GenerationConfig &config) {
  json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    return Status::failure(
        where + ": expected an object in JSON, found " +
        (object.is_discarded() ? "something else" : object.type_name()));
  ConfigReader reader(object, where);
  if (auto ids = reader.tokens("eos_token_id"))
    config.endTokens = std::move(*ids);
  if (auto ids = reader.tokens("bos_token_id"); ids && !ids->empty())
    config.startToken = ids->front();
  if (auto sample = reader.flag("do_sample"))
    config.sampling.greedy = !*sample;
  reader.number("temperature", config.sampling.temperature);
  reader.count("top_k", config.sampling.topK);
  reader.number("top_p", config.sampling.topP);
  reader.number("repetition_penalty", config.sampling.repetitionPenalty);
  if (!reader.status().ok())
    return reader.status();
  if (StatusOr<Sampler> sampler = Sampler::create(config.sampling);
      !sampler.ok())
    return Status::failure(where + ": " + sampler.message());
  return Status::success();
}
