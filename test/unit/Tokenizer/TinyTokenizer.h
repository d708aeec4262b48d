//===- TinyTokenizer.h - A tokenizer to test with ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A byte-level tokenizer of 262 tokens: the bytes in alphabet order (ids 0 to
// 255), "he", "ll", "hell", "hello" and "Ġhe", and one special token.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_TOKENIZER_TINYTOKENIZER_H
#define PTIR_TEST_UNIT_TOKENIZER_TINYTOKENIZER_H

#include "ptir/Tokenizer/ByteLevelAlphabet.h"
#include "ptir/Tokenizer/LoadTokenizer.h"

#include <nlohmann/json.hpp>

namespace ptir::test {

inline nlohmann::json tinyVocabulary() {
  nlohmann::json vocab = nlohmann::json::object();
  for (int byte = 0; byte < 256; ++byte)
    vocab[byteLevelCharacter(static_cast<uint8_t>(byte))] = byte;
  int id = 256;
  for (const char *token : {"he", "ll", "hell", "hello", "Ġhe"})
    vocab[token] = id++;
  return vocab;
}

inline nlohmann::json tinyMerges() {
  return {"h e", "l l", "he ll", "hell o", "Ġ he"};
}

/// The shape Hugging Face writes.
inline nlohmann::json tinyTokenizerJson() {
  return {{"version", "1.0"},
          {"truncation", nullptr},
          {"padding", nullptr},
          {"added_tokens",
           {{{"id", 261},
             {"content", "<|end|>"},
             {"single_word", false},
             {"lstrip", false},
             {"rstrip", false},
             {"normalized", false},
             {"special", true}}}},
          {"normalizer", nullptr},
          {"pre_tokenizer",
           {{"type", "ByteLevel"},
            {"add_prefix_space", false},
            {"trim_offsets", true},
            {"use_regex", true}}},
          {"post_processor", {{"type", "ByteLevel"}}},
          {"decoder", {{"type", "ByteLevel"}}},
          {"model",
           {{"type", "BPE"},
            {"dropout", nullptr},
            {"unk_token", nullptr},
            {"continuing_subword_prefix", ""},
            {"end_of_word_suffix", ""},
            {"fuse_unk", false},
            {"byte_fallback", false},
            {"vocab", tinyVocabulary()},
            {"merges", tinyMerges()}}}};
}

inline StatusOr<Tokenizer> parseJson(const nlohmann::json &json) {
  std::string text = json.dump();
  return parseTokenizer({"tiny.json", text});
}

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_TOKENIZER_TINYTOKENIZER_H
