//===- BuildTokenizer.cpp - From description to tokenizer -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Checks what the files say against each other. The merges must use tokens of
// the vocabulary proper, so they are checked before tokens are added.
//
//===----------------------------------------------------------------------===//

#include "TokenizerFiles.h"
#include "ptir/Tokenizer/ByteLevelAlphabet.h"

using namespace ptir;
using namespace ptir::tokenizer_files;

Status tokenizer_files::fileFailure(std::string_view name,
                                    const std::string &what) {
  return Status::failure("tokenizer '" + std::string(name) + "': " + what);
}

/// The end-of-text token of GPT-2, which its published files do not declare.
static constexpr const char *endOfText = "<|endoftext|>";

static Status addVocabulary(std::vector<VocabularyEntry> &entries,
                            Vocabulary &vocabulary) {
  for (VocabularyEntry &entry : entries) {
    // A spelling outside the alphabet is one that no merge makes: it stands for
    // itself.
    std::string bytes =
        bytesFromByteLevel(entry.spelling).value_or(entry.spelling);
    if (Status status = vocabulary.add(
            {entry.id, std::move(entry.spelling), std::move(bytes)});
        !status.ok())
      return status;
  }
  return Status::success();
}

static Status addAddedTokens(const std::vector<AddedEntry> &entries,
                             Vocabulary &vocabulary) {
  for (const AddedEntry &entry : entries) {
    if (entry.spelling.empty())
      return Status::failure("added token of id " + std::to_string(entry.id) +
                             ": expected a spelling, found an empty string");
    const Token *known = vocabulary.find(entry.id);
    if (known && known->spelling == entry.spelling) {
      vocabulary.assignRole(entry.id, entry.role, entry.spelling);
      continue;
    }
    if (Status status = vocabulary.add(
            {entry.id, entry.spelling, entry.spelling, entry.role});
        !status.ok())
      return Status::failure("added token: " + status.message());
  }
  if (!entries.empty())
    return Status::success();
  if (std::optional<TokenId> id = vocabulary.idOf(endOfText))
    vocabulary.assignRole(*id, TokenRole::Special, endOfText);
  return Status::success();
}

StatusOr<Tokenizer>
tokenizer_files::buildTokenizer(TokenizerDescription description,
                                std::string_view vocabularyName,
                                std::string_view mergesName) {
  Vocabulary vocabulary;
  if (Status status = addVocabulary(description.vocabulary, vocabulary);
      !status.ok())
    return fileFailure(vocabularyName, status.message());

  ByteLevelBpe::Options options;
  options.addPrefixSpace = description.addPrefixSpace;
  if (description.unknown) {
    options.unknown = vocabulary.idOf(*description.unknown);
    if (!options.unknown)
      return fileFailure(vocabularyName, "unk_token '" + *description.unknown +
                                             "' is not in the vocabulary");
  }
  auto model = ByteLevelBpe::create(vocabulary, options);
  if (!model.ok())
    return fileFailure(vocabularyName, model.message());
  if (Status status = (*model)->addMerges(vocabulary, description.merges);
      !status.ok())
    return fileFailure(mergesName, status.message());

  if (Status status = addAddedTokens(description.added, vocabulary);
      !status.ok())
    return fileFailure(vocabularyName, status.message());
  return Tokenizer(std::move(vocabulary), std::move(*model));
}
