//===- Tokenizer.cpp - Text to token ids and back -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Tokenizer.h"
#include "ptir/Tokenizer/AddedTokenMatcher.h"

using namespace ptir;

struct Tokenizer::Parts {
  Parts(Vocabulary vocabulary, std::unique_ptr<const TokenizerModel> model)
      : vocabulary(std::move(vocabulary)), model(std::move(model)),
        addedTokens(this->vocabulary) {}

  Vocabulary vocabulary;
  std::unique_ptr<const TokenizerModel> model;
  AddedTokenMatcher addedTokens;
};

Tokenizer::Tokenizer(Vocabulary vocabulary,
                     std::unique_ptr<const TokenizerModel> model)
    : parts(std::make_shared<Parts>(std::move(vocabulary), std::move(model))) {}

const Vocabulary &Tokenizer::vocabulary() const { return parts->vocabulary; }

/// Word positions and merge candidates are 32-bit numbers.
static constexpr size_t textLimit = size_t(1) << 31;

StatusOr<std::vector<TokenId>> Tokenizer::encode(std::string_view text,
                                                 EncodeOptions options) const {
  // One byte is left for a prefix space.
  if (text.size() >= textLimit - 1)
    return Status::failure("text to encode: expected fewer than 2147483647 "
                           "bytes, found " +
                           std::to_string(text.size()));
  std::vector<TokenId> ids;
  size_t start = 0;
  while (start < text.size()) {
    auto match = parts->addedTokens.find(text, start, options.parseSpecial);
    size_t end = match ? match->position : text.size();
    if (Status status =
            parts->model->encode(text.substr(start, end - start), ids);
        !status.ok())
      return status;
    start = end;
    if (match) {
      ids.push_back(match->id);
      start += match->length;
    }
  }
  return ids;
}

StatusOr<std::string_view> Tokenizer::decodeBytes(TokenId id,
                                                  DecodeOptions options) const {
  const Token *token = parts->vocabulary.find(id);
  if (!token)
    return Status::failure(
        "token id " + std::to_string(id) + " is not in the vocabulary of " +
        std::to_string(parts->vocabulary.tokens().size()) + " tokens");
  if (options.skipSpecial && token->role == TokenRole::Special)
    return std::string_view();
  return std::string_view(token->bytes);
}

StatusOr<std::string> Tokenizer::decode(const std::vector<TokenId> &ids,
                                        DecodeOptions options) const {
  std::string text;
  Utf8Stream stream;
  for (TokenId id : ids) {
    StatusOr<std::string_view> bytes = decodeBytes(id, options);
    if (!bytes.ok())
      return bytes.status();
    stream.push(*bytes, text);
  }
  stream.finish(text);
  return text;
}

StatusOr<std::string> StreamingDecoder::push(TokenId id) {
  StatusOr<std::string_view> bytes = tokenizer.decodeBytes(id, options);
  if (!bytes.ok())
    return bytes.status();
  std::string text;
  stream.push(*bytes, text);
  return text;
}

std::string StreamingDecoder::finish() {
  std::string text;
  stream.finish(text);
  return text;
}
