//===- TokenizerModel.h - A family of tokenizers ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What differs between tokenizer families: how plain text becomes ids. A new
// family is one subclass in a file of its own and one branch in the loader.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_TOKENIZERMODEL_H
#define PTIR_TOKENIZER_TOKENIZERMODEL_H

#include "ptir/Tokenizer/Vocabulary.h"

#include <string_view>
#include <vector>

namespace ptir {

/// Immutable; `encode` may run on any number of threads at once.
class TokenizerModel {
public:
  virtual ~TokenizerModel() = default;

  /// Appends the ids of `text`, which holds no added token and may hold any
  /// bytes, fewer than 2^31. Every id is in the vocabulary the model was made
  /// for. Fails only when a resource runs out.
  virtual Status encode(std::string_view text,
                        std::vector<TokenId> &ids) const = 0;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_TOKENIZERMODEL_H
