//===- BytePairMerger.h - Byte-pair merges in rank order --------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The merge loop of byte-pair encoding (Sennrich et al., 2016): as long as any
// adjacent pair of symbols has a merge, the pair of the lowest rank is joined,
// the leftmost one first. Symbols form a linked list and candidates a heap, so
// a word of n symbols costs O(n log n).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_BYTEPAIRMERGER_H
#define PTIR_TOKENIZER_BYTEPAIRMERGER_H

#include "ptir/Tokenizer/Vocabulary.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace ptir {

/// The merges of a tokenizer, by rank. Immutable once filled, then safe to use
/// from any thread, each with a scratch of its own.
class BytePairMerger {
public:
  /// Buffers that one thread reuses from word to word.
  struct Scratch {
    struct Symbol {
      TokenId id;
      uint32_t previous;
      uint32_t next;
    };
    std::vector<Symbol> symbols;
    /// A heap; each entry is the rank in the upper and the position of the
    /// left symbol in the lower 32 bits.
    std::vector<uint64_t> candidates;
    /// Candidates that were ever queued: the work done, at most 3 per symbol.
    uint64_t queued = 0;
  };

  /// Appends the merge of the next rank. False if the pair already has one.
  bool add(TokenId left, TokenId right, TokenId result);
  size_t size() const { return merges.size(); }

  /// Merges the symbols of one word, fewer than 2^31, and appends what remains
  /// to `ids`.
  void merge(const std::vector<TokenId> &word, Scratch &scratch,
             std::vector<TokenId> &ids) const;

private:
  struct Merge {
    TokenId left;
    TokenId right;
    TokenId result;
  };

  /// Queues the pair that starts at `left` if there is a merge for it.
  void queue(uint32_t left, Scratch &scratch) const;

  std::vector<Merge> merges;
  /// Rank by pair: the left id in the upper, the right in the lower 32 bits.
  std::unordered_map<uint64_t, uint32_t> ranks;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_BYTEPAIRMERGER_H
