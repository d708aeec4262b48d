//===- ParameterNames.cpp - GPT-2 weights by any name ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/ParameterNames.h"

#include <utility>

using namespace ptir;
using namespace ptir::gpt2;

static constexpr std::string_view prefix = "transformer.";
static constexpr std::string_view blockPrefix = "h.";

static bool consume(std::string_view &text, std::string_view start) {
  if (text.substr(0, start.size()) != start)
    return false;
  text.remove_prefix(start.size());
  return true;
}

/// Splits `h.3.attn.bias` into `3` and `attn.bias`; nothing for other names.
static std::optional<std::pair<std::string_view, std::string_view>>
splitBlock(std::string_view name) {
  if (!consume(name, blockPrefix))
    return std::nullopt;
  size_t digits = name.find_first_not_of("0123456789");
  if (digits == 0 || digits == name.npos || name[digits] != '.')
    return std::nullopt;
  return std::make_pair(name.substr(0, digits), name.substr(digits + 1));
}

/// Names after `h.N.` here and after `blocks.N.` in gpt.rs.
static constexpr std::pair<std::string_view, std::string_view> blockNames[] = {
    {"ln_1.weight", "ln_1.gamma"},
    {"ln_1.bias", "ln_1.beta"},
    {"attn.c_attn.weight", "attention.w_qkv"},
    {"attn.c_attn.bias", "attention.b_qkv"},
    {"attn.c_proj.weight", "attention.w_out"},
    {"attn.c_proj.bias", "attention.b_out"},
    {"ln_2.weight", "ln_2.gamma"},
    {"ln_2.bias", "ln_2.beta"},
    {"mlp.c_fc.weight", "feed_forward.w_in"},
    {"mlp.c_fc.bias", "feed_forward.b_in"},
    {"mlp.c_proj.weight", "feed_forward.w_out"},
    {"mlp.c_proj.bias", "feed_forward.b_out"},
};

static constexpr std::pair<std::string_view, std::string_view> otherNames[] = {
    {"wte.weight", "tok_embeddings.weight"},
    {"wpe.weight", "pos_embeddings"},
    {"ln_f.weight", "final_ln.gamma"},
    {"ln_f.bias", "final_ln.beta"},
};

std::vector<std::string> gpt2::candidateNames(std::string_view parameter) {
  std::vector<std::string> names = {std::string(parameter)};
  std::string_view name = parameter;
  if (!consume(name, prefix))
    return names;
  names.emplace_back(name);
  for (auto [here, there] : otherNames)
    if (name == here)
      names.emplace_back(there);
  if (auto block = splitBlock(name))
    for (auto [here, there] : blockNames)
      if (block->second == here)
        names.push_back("blocks." + std::string(block->first) + "." +
                        std::string(there));
  return names;
}

bool gpt2::isBuffer(std::string_view name) {
  consume(name, prefix);
  auto block = splitBlock(name);
  return block &&
         (block->second == "attn.bias" || block->second == "attn.masked_bias");
}

StatusOr<Head>
gpt2::chooseHead(const Config &config,
                 const std::function<bool(std::string_view)> &hasTensor) {
  if (config.tiedHead)
    return Head::Tied;
  if (hasTensor("lm_head.weight"))
    return Head::Rows;
  if (hasTensor("lm_head"))
    return Head::Columns;
  return Status::failure(
      "gpt2 checkpoint: expected a tensor 'lm_head.weight' or 'lm_head', since "
      "the output projection is not tied to the embedding; found neither");
}
