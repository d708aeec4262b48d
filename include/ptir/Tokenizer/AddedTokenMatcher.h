//===- AddedTokenMatcher.h - Find added tokens in text ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Finds the tokens that are recognised by their spelling: at each position of
// the text the longest one, from left to right, without overlap.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_ADDEDTOKENMATCHER_H
#define PTIR_TOKENIZER_ADDEDTOKENMATCHER_H

#include "ptir/Tokenizer/Vocabulary.h"

#include <map>
#include <string_view>

namespace ptir {

/// A trie over bytes. Immutable once built, then safe from any thread.
class AddedTokenMatcher {
public:
  struct Match {
    size_t position;
    size_t length;
    TokenId id;
  };

  /// Takes the added and special tokens of the vocabulary. None may be empty.
  explicit AddedTokenMatcher(const Vocabulary &vocabulary);

  /// The first match at or after `start`; special tokens only if asked for.
  /// Costs the text up to the match times the longest spelling at most.
  std::optional<Match> find(std::string_view text, size_t start,
                            bool withSpecial) const;

private:
  struct Node {
    std::map<char, uint32_t> children;
    /// The token that ends here, -1 if none does.
    TokenId id = -1;
    bool special = false;
  };

  /// The longest token that stands at `position`; length 0 if none does.
  Match matchAt(std::string_view text, size_t position, bool withSpecial) const;

  /// The root comes first.
  std::vector<Node> nodes;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_ADDEDTOKENMATCHER_H
