//===- Vocabulary.cpp - Tokens and their ids ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Vocabulary.h"

#include <algorithm>
#include <cassert>

using namespace ptir;

Status Vocabulary::add(Token token) {
  assert(token.id >= 0 && "loaders refuse negative ids");
  if (const Token *other = find(token.id))
    return Status::failure("id " + std::to_string(token.id) +
                           " is given to both '" + other->spelling + "' and '" +
                           token.spelling + "'");
  auto [position, isNew] = bySpelling.try_emplace(token.spelling, token.id);
  if (!isNew)
    return Status::failure("token '" + token.spelling + "' has both id " +
                           std::to_string(position->second) + " and id " +
                           std::to_string(token.id));
  byId.emplace(token.id, entries.size());
  limit = std::max<int64_t>(limit, int64_t(token.id) + 1);
  entries.push_back(std::move(token));
  return Status::success();
}

void Vocabulary::assignRole(TokenId id, TokenRole role, std::string bytes) {
  auto position = byId.find(id);
  assert(position != byId.end() && "the caller has looked the id up");
  entries[position->second].role = role;
  entries[position->second].bytes = std::move(bytes);
}

const Token *Vocabulary::find(TokenId id) const {
  auto position = byId.find(id);
  return position == byId.end() ? nullptr : &entries[position->second];
}

std::optional<TokenId> Vocabulary::idOf(const std::string &spelling) const {
  auto position = bySpelling.find(spelling);
  if (position == bySpelling.end())
    return std::nullopt;
  return position->second;
}
