//===- LoadTokenizer.h - Read a tokenizer's files ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Three formats, all of byte-level BPE:
//   - `vocab.json` (token to id) with `merges.txt` ("left right" a line, after
//     an optional "#version" line) and, if it is there, `added_tokens.json`
//     (token to id, all special), as GPT-2 was published;
//   - Hugging Face `tokenizer.json`: `model.vocab`, `model.merges` as pairs or
//     as "left right", `added_tokens`, a ByteLevel pre-tokenizer. What would
//     change the ids and is not supported is refused by name: other models,
//     normalizers, pre-tokenizers, post-processors and decoders, dropout,
//     affixes, byte fallback. `truncation` and `padding` are not read;
//   - the flat schema of gpt.rs: `vocab`, `merges`, `unk_token`.
//
// Where no token is declared added, `<|endoftext|>` is special if the
// vocabulary has it. A file is taken in whole or refused: the message names the
// file and the line, key or token.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_LOADTOKENIZER_H
#define PTIR_TOKENIZER_LOADTOKENIZER_H

#include "ptir/Tokenizer/Tokenizer.h"

namespace ptir {

/// The text of a file and the name messages give it.
struct NamedText {
  std::string_view name;
  std::string_view text;
};

/// Reads a folder (`tokenizer.json` if it is there, otherwise `vocab.json` with
/// `merges.txt`) or one JSON file in either of the other two formats. Reads
/// files of at most 256 MiB. Safe from any thread.
StatusOr<Tokenizer> loadTokenizer(const std::string &path);

/// A Hugging Face `tokenizer.json` or the flat schema.
StatusOr<Tokenizer> parseTokenizer(NamedText json);

/// The files of GPT-2. An empty text stands for no `added_tokens.json`.
StatusOr<Tokenizer> parseTokenizer(NamedText vocab, NamedText merges,
                                   NamedText addedTokens = {});

} // namespace ptir

#endif // PTIR_TOKENIZER_LOADTOKENIZER_H
