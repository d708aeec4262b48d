//===- Vocabulary.h - Tokens and their ids ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The table every tokenizer family shares: which ids exist, how each token is
// spelt in the tokenizer's files, and which bytes it stands for. Ids may leave
// gaps and come in any order.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_VOCABULARY_H
#define PTIR_TOKENIZER_VOCABULARY_H

#include "ptir/Support/Status.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ptir {

/// Number of a token; never negative.
using TokenId = int32_t;

/// What part a token plays when text is encoded.
enum class TokenRole : uint8_t {
  /// Comes out of the tokenizer's model only.
  Ordinary,
  /// Recognised wherever its spelling stands in the text.
  Added,
  /// As Added, but only when asked for: control tokens such as end of text.
  Special,
};

struct Token {
  TokenId id;
  /// As the tokenizer's files write it.
  std::string spelling;
  /// What it contributes to decoded text; not always well-formed UTF-8 alone.
  std::string bytes;
  TokenRole role = TokenRole::Ordinary;
};

/// Owns the tokens. Immutable once the tokenizer is built, then safe to read
/// from any thread.
class Vocabulary {
public:
  /// Fails if the id or the spelling is taken; the message names both.
  Status add(Token token);
  /// Changes the role and the bytes of a token that is there.
  void assignRole(TokenId id, TokenRole role, std::string bytes);

  /// The token of an id; null if there is none. Valid until the next `add`.
  const Token *find(TokenId id) const;
  std::optional<TokenId> idOf(const std::string &spelling) const;

  /// In the order of `add`.
  const std::vector<Token> &tokens() const { return entries; }
  /// One more than the largest id; 0 if there is no token.
  int64_t idLimit() const { return limit; }

private:
  std::vector<Token> entries;
  std::unordered_map<TokenId, size_t> byId;
  std::unordered_map<std::string, TokenId> bySpelling;
  int64_t limit = 0;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_VOCABULARY_H
