//===- TokenizerFiles.h - What a tokenizer's files say ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The stage between files and tokenizer: the readers fill a
// `TokenizerDescription`, `buildTokenizer` checks it and makes the tokenizer.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_TOKENIZER_TOKENIZERFILES_H
#define PTIR_LIB_TOKENIZER_TOKENIZERFILES_H

#include "ptir/Tokenizer/ByteLevelBpe.h"
#include "ptir/Tokenizer/LoadTokenizer.h"

namespace ptir::tokenizer_files {

struct VocabularyEntry {
  std::string spelling;
  TokenId id;
};

struct AddedEntry {
  std::string spelling;
  TokenId id;
  TokenRole role;
};

struct TokenizerDescription {
  std::vector<VocabularyEntry> vocabulary;
  MergeList merges;
  std::vector<AddedEntry> added;
  std::optional<std::string> unknown;
  bool addPrefixSpace = false;
};

/// `tokenizer 'NAME': WHAT`.
Status fileFailure(std::string_view name, const std::string &what);

/// Reads a Hugging Face tokenizer.json or the flat schema.
StatusOr<TokenizerDescription> readTokenizerJson(NamedText json);
/// Reads an object that maps tokens to ids.
StatusOr<std::vector<VocabularyEntry>> readTokenMap(NamedText json);
/// Reads merges.txt.
StatusOr<MergeList> readMergesText(NamedText merges);

/// `vocabularyName` and `mergesName` are the files the messages name.
StatusOr<Tokenizer> buildTokenizer(TokenizerDescription description,
                                   std::string_view vocabularyName,
                                   std::string_view mergesName);

} // namespace ptir::tokenizer_files

#endif // PTIR_LIB_TOKENIZER_TOKENIZERFILES_H
