//===- ByteLevelBpe.cpp - GPT-2's byte-level byte-pair encoding -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/ByteLevelBpe.h"
#include "ptir/Tokenizer/ByteLevelAlphabet.h"

using namespace ptir;

static Status mergeFailure(const MergeList &list, const MergeList::Rule &rule,
                           const std::string &what) {
  return Status::failure(list.numberName + " " + std::to_string(rule.number) +
                         ": merge of '" + rule.left + "' and '" + rule.right +
                         "': " + what);
}

StatusOr<std::unique_ptr<ByteLevelBpe>>
ByteLevelBpe::create(const Vocabulary &vocabulary, Options options) {
  StatusOr<Gpt2Pattern> pattern = Gpt2Pattern::create();
  if (!pattern.ok())
    return pattern.status();
  std::unique_ptr<ByteLevelBpe> bpe(new ByteLevelBpe(std::move(*pattern)));
  bpe->addPrefixSpace = options.addPrefixSpace;

  for (unsigned byte = 0; byte < 256; ++byte) {
    std::string spelling = byteLevelCharacter(static_cast<uint8_t>(byte));
    std::optional<TokenId> id = vocabulary.idOf(spelling);
    if (!id)
      id = options.unknown;
    if (!id)
      return Status::failure("expected a token for every byte or an unknown "
                             "token, found neither token '" +
                             spelling + "' for byte " + std::to_string(byte) +
                             " nor an unknown token");
    bpe->idOfByte[byte] = *id;
  }
  return bpe;
}

Status ByteLevelBpe::addMerges(const Vocabulary &vocabulary,
                               const MergeList &merges) {
  for (const MergeList::Rule &rule : merges.rules) {
    TokenId ids[3];
    const std::string spellings[3] = {rule.left, rule.right,
                                      rule.left + rule.right};
    for (int i = 0; i < 3; ++i) {
      std::optional<TokenId> id = vocabulary.idOf(spellings[i]);
      if (!id)
        return mergeFailure(merges, rule,
                            "token '" + spellings[i] +
                                "' is not in the vocabulary");
      ids[i] = *id;
    }
    if (!merger.add(ids[0], ids[1], ids[2]))
      return mergeFailure(merges, rule, "the same merge came before");
  }
  return Status::success();
}

Status ByteLevelBpe::encode(std::string_view text,
                            std::vector<TokenId> &ids) const {
  std::string prefixed;
  if (addPrefixSpace && !text.empty() && text.front() != ' ') {
    prefixed.reserve(text.size() + 1);
    prefixed.append(" ").append(text);
    text = prefixed;
  }

  std::vector<std::string_view> words;
  if (Status status = pattern.split(text, words); !status.ok())
    return status;

  BytePairMerger::Scratch scratch;
  std::vector<TokenId> symbols;
  for (std::string_view word : words) {
    symbols.clear();
    for (char byte : word)
      symbols.push_back(idOfByte[static_cast<uint8_t>(byte)]);
    merger.merge(symbols, scratch, ids);
  }
  return Status::success();
}
