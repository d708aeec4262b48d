//===- Config.cpp - What a GPT-2 checkpoint says about itself -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The one file of the models that reads JSON.
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/Config.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

using namespace ptir;
using namespace ptir::gpt2;
using nlohmann::json;

static Status fail(const std::string &message) {
  return Status::failure("gpt2 config: " + message);
}

Status gpt2::checkConfig(const Config &config) {
  struct {
    const char *name;
    int64_t value, limit;
  } const sizes[] = {
      {"vocabulary size", config.vocabSize, int64_t(1) << 31},
      {"context length", config.contextLength, int64_t(1) << 24},
      {"embedding size", config.embedDim, int64_t(1) << 20},
      {"number of layers", config.numLayers, int64_t(1) << 16},
      {"number of heads", config.numHeads, int64_t(1) << 16},
      {"hidden size", config.hiddenDim, int64_t(1) << 24},
  };
  for (const auto &size : sizes)
    if (size.value < 1 || size.value > size.limit)
      return fail(std::string("expected ") + size.name + " in [1, " +
                  std::to_string(size.limit) + "], found " +
                  std::to_string(size.value));
  if (config.embedDim % config.numHeads != 0)
    return fail("expected the embedding size (" +
                std::to_string(config.embedDim) +
                ") to be a multiple of the number of heads (" +
                std::to_string(config.numHeads) + ")");
  if (!std::isfinite(config.layerNormEpsilon) || config.layerNormEpsilon <= 0)
    return fail("expected a positive layer norm epsilon, found " +
                std::to_string(config.layerNormEpsilon));
  return Status::success();
}

namespace {
/// Reads fields of one JSON object and keeps the first error.
class FieldReader {
public:
  explicit FieldReader(const json &object) : object(object) {}

  Status status() const { return error; }

  /// Null counts as absent.
  const json *find(const char *name) const {
    auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
  }

  int64_t integer(const char *name, std::optional<int64_t> fallback) {
    const json *value = find(name);
    if (!value && fallback)
      return *fallback;
    bool fits = value && value->is_number_integer() &&
                !(value->is_number_unsigned() &&
                  value->get<uint64_t>() > uint64_t(INT64_MAX));
    if (fits)
      return value->get<int64_t>();
    report(name, "an integer", value);
    return 1;
  }

  std::optional<int64_t> optionalInteger(const char *name) {
    return find(name) ? std::optional(integer(name, {})) : std::nullopt;
  }

  double number(const char *name, double fallback) {
    const json *value = find(name);
    if (!value || value->is_number())
      return value ? value->get<double>() : fallback;
    report(name, "a number", value);
    return fallback;
  }

  bool boolean(const char *name, bool fallback) {
    const json *value = find(name);
    if (!value || value->is_boolean())
      return value ? value->get<bool>() : fallback;
    report(name, "true or false", value);
    return fallback;
  }

  std::string string(const char *name, const char *fallback) {
    const json *value = find(name);
    if (!value || value->is_string())
      return value ? value->get<std::string>() : fallback;
    report(name, "a string", value);
    return fallback;
  }

  void refuse(const char *name) {
    if (boolean(name, false))
      keep(std::string("expected '") + name +
           "' to be false, found true, which is not supported");
  }

  void keep(const std::string &message) {
    if (error.ok())
      error = fail(message);
  }

private:
  void report(const char *name, const char *wanted, const json *value) {
    keep(std::string("expected '") + name + "' to be " + wanted + ", found " +
         (value ? value->dump(-1, ' ', true, json::error_handler_t::replace)
                : "none"));
  }

  const json &object;
  Status error;
};
} // namespace

static Activation parseActivation(FieldReader &fields) {
  std::string name = fields.string("activation_function", "gelu_new");
  if (name == "gelu")
    return Activation::Gelu;
  if (name != "gelu_new" && name != "gelu_fast" && name != "gelu_pytorch_tanh")
    fields.keep("expected 'activation_function' to be gelu, gelu_new, "
                "gelu_fast or gelu_pytorch_tanh, found '" +
                name + "'");
  return Activation::GeluTanh;
}

static StatusOr<Config> parseHuggingFace(const json &object) {
  FieldReader fields(object);
  Config config;
  std::string type = fields.string("model_type", "gpt2");
  if (type != "gpt2")
    fields.keep("expected 'model_type' gpt2, found '" + type + "'");
  config.vocabSize = fields.integer("vocab_size", config.vocabSize);
  config.contextLength = fields.integer(
      "n_positions", fields.integer("n_ctx", config.contextLength));
  config.embedDim = fields.integer("n_embd", config.embedDim);
  config.numLayers = fields.integer("n_layer", config.numLayers);
  config.numHeads = fields.integer("n_head", config.numHeads);
  int64_t width = std::min<int64_t>(config.embedDim, int64_t(1) << 32);
  config.hiddenDim = fields.integer("n_inner", 4 * width);
  config.layerNormEpsilon =
      fields.number("layer_norm_epsilon", config.layerNormEpsilon);
  config.activation = parseActivation(fields);
  config.scaleAttention = fields.boolean("scale_attn_weights", true);
  config.tiedHead = fields.boolean("tie_word_embeddings", true);
  config.bosTokenId = fields.optionalInteger("bos_token_id");
  config.eosTokenId = fields.optionalInteger("eos_token_id");
  // reorder_and_upcast_attn asks for f32 scores, which these are anyway.
  fields.boolean("reorder_and_upcast_attn", false);
  fields.refuse("scale_attn_by_inverse_layer_idx");
  fields.refuse("add_cross_attention");
  if (!fields.status().ok())
    return fields.status();
  return config;
}

static StatusOr<Config> parseGptRs(const json &object) {
  FieldReader fields(object);
  Config config;
  config.vocabSize = fields.integer("vocab_size", {});
  config.contextLength = fields.integer("context_length", {});
  config.embedDim = fields.integer("embed_dim", {});
  config.numLayers = fields.integer("num_layers", {});
  config.numHeads = fields.integer("num_heads", {});
  int64_t ratio = fields.integer("mlp_ratio", {});
  if (__builtin_mul_overflow(config.embedDim, ratio, &config.hiddenDim))
    fields.keep("expected 'embed_dim' times 'mlp_ratio' to fit 64 bits");
  fields.number("dropout", 0.0); // training only
  // gpt.rs computes the exact GELU with this epsilon; exporters may say more.
  config.activation = fields.find("activation_function")
                          ? parseActivation(fields)
                          : Activation::Gelu;
  config.layerNormEpsilon =
      fields.number("layer_norm_epsilon", config.layerNormEpsilon);
  config.tiedHead = false;
  if (!fields.status().ok())
    return fields.status();
  return config;
}

StatusOr<Config> gpt2::parseConfig(std::string_view text) {
  json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object())
    return fail("expected a JSON object");
  auto nested = object.find("config");
  if (nested != object.end() && object.contains("kind")) {
    const json &kind = object["kind"];
    if (kind != "gpt" && kind != "gpt2")
      return fail("expected 'kind' gpt, found " +
                  kind.dump(-1, ' ', true, json::error_handler_t::replace));
    if (!nested->is_object())
      return fail("expected 'config' to be a JSON object");
    object = json(*nested);
  }
  bool huggingFace = object.contains("n_embd");
  if (!huggingFace && !object.contains("embed_dim"))
    return fail("expected 'n_embd' (Hugging Face) or 'embed_dim' (gpt.rs), "
                "found neither");
  StatusOr<Config> config =
      huggingFace ? parseHuggingFace(object) : parseGptRs(object);
  if (config.ok())
    if (Status status = checkConfig(*config); !status.ok())
      return status;
  return config;
}
