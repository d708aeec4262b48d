//===- ByteLevelBpe.h - GPT-2's byte-level byte-pair encoding ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Words by the GPT-2 pattern, bytes as first symbols, merges in rank order
// (Radford et al., 2019). Every byte string can be encoded; where the
// vocabulary has a token for each byte, decoding gives it back unchanged.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_BYTELEVELBPE_H
#define PTIR_TOKENIZER_BYTELEVELBPE_H

#include "ptir/Tokenizer/BytePairMerger.h"
#include "ptir/Tokenizer/Gpt2Pattern.h"
#include "ptir/Tokenizer/TokenizerModel.h"

#include <array>

namespace ptir {

/// The merges as a file lists them, lowest rank first.
struct MergeList {
  struct Rule {
    std::string left;
    std::string right;
    /// Line or index in the file, for messages.
    size_t number;
  };
  std::vector<Rule> rules;
  /// What `number` counts: "line", "model.merges entry".
  std::string numberName;
};

class ByteLevelBpe final : public TokenizerModel {
public:
  struct Options {
    /// Text that does not start with U+0020 is encoded as if it did.
    bool addPrefixSpace = false;
    /// The token of every byte the vocabulary has no token for.
    std::optional<TokenId> unknown;
  };

  /// A model without merges yet. Fails if a byte has no token and there is no
  /// unknown token.
  static StatusOr<std::unique_ptr<ByteLevelBpe>>
  create(const Vocabulary &vocabulary, Options options);

  /// Appends the merges; before the first `encode`. Fails if one takes or makes
  /// a token the vocabulary lacks or comes twice.
  Status addMerges(const Vocabulary &vocabulary, const MergeList &merges);

  Status encode(std::string_view text,
                std::vector<TokenId> &ids) const override;

private:
  explicit ByteLevelBpe(Gpt2Pattern pattern) : pattern(std::move(pattern)) {}

  Gpt2Pattern pattern;
  BytePairMerger merger;
  std::array<TokenId, 256> idOfByte{};
  bool addPrefixSpace = false;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_BYTELEVELBPE_H
