//===- ActivationNames.cpp - GPT-2's intermediate results -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/gpt2/ActivationNames.h"

#include <utility>

using namespace ptir;

/// Segments of a path, here and in gpt.rs.
static constexpr std::pair<std::string_view, std::string_view> segments[] = {
    {"h", "blocks"},           {"attn", "attention"},
    {"mlp", "feed_forward"},   {"wte", "tok_embeddings"},
    {"wpe", "pos_embeddings"}, {"ln_f", "final_ln"},
};

static std::string_view rename(std::string_view segment) {
  for (auto [here, there] : segments)
    if (segment == here)
      return there;
  return segment;
}

std::string gpt2::activationName(std::string_view path) {
  std::string name;
  for (size_t begin = 0; begin <= path.size();) {
    size_t end = path.find('.', begin);
    if (end == path.npos)
      end = path.size();
    name += (begin == 0 ? "" : ".");
    name += rename(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return name;
}
