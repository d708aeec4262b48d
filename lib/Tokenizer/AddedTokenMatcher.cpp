//===- AddedTokenMatcher.cpp - Find added tokens in text ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/AddedTokenMatcher.h"

using namespace ptir;

AddedTokenMatcher::AddedTokenMatcher(const Vocabulary &vocabulary) : nodes(1) {
  for (const Token &token : vocabulary.tokens()) {
    if (token.role == TokenRole::Ordinary)
      continue;
    uint32_t node = 0;
    for (char byte : token.spelling) {
      auto next = static_cast<uint32_t>(nodes.size());
      auto [child, isNew] = nodes[node].children.try_emplace(byte, next);
      node = child->second;
      if (isNew)
        nodes.emplace_back();
    }
    nodes[node].id = token.id;
    nodes[node].special = token.role == TokenRole::Special;
  }
}

AddedTokenMatcher::Match AddedTokenMatcher::matchAt(std::string_view text,
                                                    size_t position,
                                                    bool withSpecial) const {
  Match best{position, 0, -1};
  const Node *node = &nodes.front();
  for (size_t end = position; end < text.size();) {
    auto child = node->children.find(text[end]);
    if (child == node->children.end())
      break;
    node = &nodes[child->second];
    ++end;
    if (node->id >= 0 && (withSpecial || !node->special))
      best = {position, end - position, node->id};
  }
  return best;
}

std::optional<AddedTokenMatcher::Match>
AddedTokenMatcher::find(std::string_view text, size_t start,
                        bool withSpecial) const {
  if (nodes.size() == 1)
    return std::nullopt;
  for (size_t position = start; position < text.size(); ++position)
    if (Match match = matchAt(text, position, withSpecial); match.length > 0)
      return match;
  return std::nullopt;
}
