//===- BytePairMerger.cpp - Byte-pair merges in rank order ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/BytePairMerger.h"

#include <algorithm>
#include <functional>

using namespace ptir;

/// Ends of the linked list.
static constexpr uint32_t none = UINT32_MAX;
/// The id of a symbol that was joined to its left neighbour.
static constexpr TokenId joined = -1;

static uint64_t pairKey(TokenId left, TokenId right) {
  return uint64_t(uint32_t(left)) << 32 | uint32_t(right);
}

bool BytePairMerger::add(TokenId left, TokenId right, TokenId result) {
  auto rank = static_cast<uint32_t>(merges.size());
  if (!ranks.emplace(pairKey(left, right), rank).second)
    return false;
  merges.push_back({left, right, result});
  return true;
}

void BytePairMerger::queue(uint32_t left, Scratch &scratch) const {
  const auto &symbols = scratch.symbols;
  uint32_t right = symbols[left].next;
  if (right == none)
    return;
  auto rank = ranks.find(pairKey(symbols[left].id, symbols[right].id));
  if (rank == ranks.end())
    return;
  scratch.candidates.push_back(uint64_t(rank->second) << 32 | left);
  std::push_heap(scratch.candidates.begin(), scratch.candidates.end(),
                 std::greater<>());
  ++scratch.queued;
}

void BytePairMerger::merge(const std::vector<TokenId> &word, Scratch &scratch,
                           std::vector<TokenId> &ids) const {
  auto &symbols = scratch.symbols;
  auto &candidates = scratch.candidates;
  symbols.clear();
  candidates.clear();
  auto length = static_cast<uint32_t>(word.size());
  for (uint32_t i = 0; i < length; ++i)
    symbols.push_back(
        {word[i], i == 0 ? none : i - 1, i + 1 == length ? none : i + 1});
  for (uint32_t i = 0; i < length; ++i)
    queue(i, scratch);

  while (!candidates.empty()) {
    std::pop_heap(candidates.begin(), candidates.end(), std::greater<>());
    const Merge &merge = merges[candidates.back() >> 32];
    auto left = static_cast<uint32_t>(candidates.back());
    candidates.pop_back();

    // Either symbol may have been joined to another since.
    uint32_t right = symbols[left].next;
    if (symbols[left].id != merge.left || right == none ||
        symbols[right].id != merge.right)
      continue;

    symbols[left].id = merge.result;
    symbols[left].next = symbols[right].next;
    symbols[right].id = joined;
    if (symbols[left].next != none)
      symbols[symbols[left].next].previous = left;
    if (symbols[left].previous != none)
      queue(symbols[left].previous, scratch);
    queue(left, scratch);
  }

  for (const Scratch::Symbol &symbol : symbols)
    if (symbol.id != joined)
      ids.push_back(symbol.id);
}
