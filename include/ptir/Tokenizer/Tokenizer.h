//===- Tokenizer.h - Text to token ids and back -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What programs use: `loadTokenizer` (LoadTokenizer.h) gives a `Tokenizer`,
// which encodes text and decodes ids; a `StreamingDecoder` decodes ids as they
// are generated.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_TOKENIZER_H
#define PTIR_TOKENIZER_TOKENIZER_H

#include "ptir/Tokenizer/TokenizerModel.h"
#include "ptir/Tokenizer/Utf8.h"

#include <memory>

namespace ptir {

struct EncodeOptions {
  /// Reads the spelling of a special token as that token; otherwise it is
  /// plain text. Added tokens that are not special are always recognised.
  bool parseSpecial = false;
};

struct DecodeOptions {
  /// Special tokens leave no text.
  bool skipSpecial = false;
};

/// A handle to an immutable tokenizer: cheap to copy, safe to use from any
/// thread.
class Tokenizer {
public:
  /// Takes both; no added or special token of `vocabulary` may have an empty
  /// spelling.
  Tokenizer(Vocabulary vocabulary, std::unique_ptr<const TokenizerModel> model);

  /// The ids of `text`; no token is put before or after them. Bytes that are
  /// not well-formed UTF-8 are encoded as they are. Fails for texts of 2^31
  /// bytes and more, or when a resource runs out.
  StatusOr<std::vector<TokenId>> encode(std::string_view text,
                                        EncodeOptions options = {}) const;

  /// The text of `ids`, always well-formed UTF-8: each maximal ill-formed
  /// subpart of the bytes becomes one U+FFFD. Fails at an id that is not in the
  /// vocabulary, naming it.
  StatusOr<std::string> decode(const std::vector<TokenId> &ids,
                               DecodeOptions options = {}) const;

  /// The bytes of one id, as they are. Empty for a special token that is
  /// skipped. Fails as `decode` does. Valid as long as any copy of this
  /// tokenizer lives.
  StatusOr<std::string_view> decodeBytes(TokenId id,
                                         DecodeOptions options = {}) const;

  const Vocabulary &vocabulary() const;

private:
  struct Parts;
  std::shared_ptr<const Parts> parts;
};

/// Decodes ids one at a time. The pieces put together equal `decode` of all the
/// ids, and no piece ends inside a character. For one thread at a time.
class StreamingDecoder {
public:
  explicit StreamingDecoder(Tokenizer tokenizer, DecodeOptions options = {})
      : tokenizer(std::move(tokenizer)), options(options) {}

  /// The text that became complete with `id`, often empty. Fails as `decode`
  /// does and is then unchanged.
  StatusOr<std::string> push(TokenId id);
  /// What was held back, an unfinished character as U+FFFD. The decoder is then
  /// as new.
  std::string finish();

private:
  Tokenizer tokenizer;
  DecodeOptions options;
  Utf8Stream stream;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_TOKENIZER_H
