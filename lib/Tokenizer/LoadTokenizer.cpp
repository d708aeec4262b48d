//===- LoadTokenizer.cpp - Read a tokenizer's files -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/LoadTokenizer.h"
#include "TokenizerFiles.h"

#include <filesystem>
#include <fstream>

using namespace ptir;
using namespace ptir::tokenizer_files;
namespace fs = std::filesystem;

/// Far above any tokenizer, and low enough to refuse a checkpoint given by
/// mistake.
static constexpr uintmax_t largestFile = uintmax_t(256) << 20;

static StatusOr<std::string> readFile(const std::string &path) {
  std::error_code error;
  fs::file_status kind = fs::status(path, error);
  if (error)
    return fileFailure(path, error.message());
  if (!fs::is_regular_file(kind))
    return fileFailure(path, "expected a regular file");
  uintmax_t size = fs::file_size(path, error);
  if (error)
    return fileFailure(path, error.message());
  if (size > largestFile)
    return fileFailure(path, "expected at most " + std::to_string(largestFile) +
                                 " bytes, found " + std::to_string(size));
  std::string text(size, '\0');
  std::ifstream stream(path, std::ios::binary);
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (!stream || stream.gcount() != static_cast<std::streamsize>(size))
    return fileFailure(path, "cannot read " + std::to_string(size) + " bytes");
  return text;
}

StatusOr<Tokenizer> ptir::parseTokenizer(NamedText json) {
  StatusOr<TokenizerDescription> description = readTokenizerJson(json);
  if (!description.ok())
    return description.status();
  return buildTokenizer(std::move(*description), json.name, json.name);
}

StatusOr<Tokenizer> ptir::parseTokenizer(NamedText vocab, NamedText merges,
                                         NamedText addedTokens) {
  TokenizerDescription description;
  StatusOr<std::vector<VocabularyEntry>> entries = readTokenMap(vocab);
  if (!entries.ok())
    return entries.status();
  description.vocabulary = std::move(*entries);

  StatusOr<MergeList> rules = readMergesText(merges);
  if (!rules.ok())
    return rules.status();
  description.merges = std::move(*rules);

  if (!addedTokens.text.empty()) {
    StatusOr<std::vector<VocabularyEntry>> added = readTokenMap(addedTokens);
    if (!added.ok())
      return added.status();
    for (VocabularyEntry &entry : *added)
      description.added.push_back(
          {std::move(entry.spelling), entry.id, TokenRole::Special});
  }
  return buildTokenizer(std::move(description), vocab.name, merges.name);
}

static StatusOr<Tokenizer> loadGpt2Files(const fs::path &folder) {
  std::string vocabPath = (folder / "vocab.json").string();
  std::string mergesPath = (folder / "merges.txt").string();
  std::string addedPath = (folder / "added_tokens.json").string();
  StatusOr<std::string> vocab = readFile(vocabPath);
  if (!vocab.ok())
    return vocab.status();
  StatusOr<std::string> merges = readFile(mergesPath);
  if (!merges.ok())
    return merges.status();
  NamedText added;
  StatusOr<std::string> addedText = std::string();
  std::error_code error;
  if (fs::exists(addedPath, error)) {
    addedText = readFile(addedPath);
    if (!addedText.ok())
      return addedText.status();
    added = {addedPath, *addedText};
  }
  return parseTokenizer({vocabPath, *vocab}, {mergesPath, *merges}, added);
}

StatusOr<Tokenizer> ptir::loadTokenizer(const std::string &path) {
  std::error_code error;
  std::string file = path;
  if (fs::is_directory(path, error)) {
    fs::path folder(path);
    if (!fs::exists(folder / "tokenizer.json", error)) {
      if (fs::exists(folder / "vocab.json", error) ||
          fs::exists(folder / "merges.txt", error))
        return loadGpt2Files(folder);
      return fileFailure(path, "expected tokenizer.json, or vocab.json with "
                               "merges.txt, found none of them");
    }
    file = (folder / "tokenizer.json").string();
  }
  StatusOr<std::string> text = readFile(file);
  if (!text.ok())
    return text.status();
  return parseTokenizer({file, *text});
}
