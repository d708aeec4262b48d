//===- Utf8.h - Well-formed and ill-formed UTF-8 ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Byte sequences read as UTF-8, as the Unicode Standard defines it (table 3-7,
// "Well-Formed UTF-8 Byte Sequences"): no overlong forms, no surrogates,
// nothing above U+10FFFF. Ill-formed input is cut into maximal subparts, each
// of which stands for one U+FFFD; that is also what the WHATWG decoder does.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_UTF8_H
#define PTIR_TOKENIZER_UTF8_H

#include <cstddef>
#include <string>
#include <string_view>

namespace ptir {

/// What a byte sequence starts with.
enum class Utf8Kind {
  /// One well-formed character.
  Character,
  /// A maximal subpart of an ill-formed sequence.
  IllFormed,
  /// The sequence ends inside what may still become a character.
  Incomplete,
};

struct Utf8Unit {
  Utf8Kind kind;
  /// Bytes of the unit, 1 to 4.
  size_t length;
};

/// The unit at the start of `bytes`, which must not be empty.
Utf8Unit scanUtf8(std::string_view bytes);

/// Length of the longest prefix of `bytes` that is well-formed.
size_t wellFormedPrefix(std::string_view bytes);

/// Turns bytes that arrive in pieces into well-formed text: a character is
/// given out when it is complete, a maximal ill-formed subpart as one U+FFFD.
/// How the bytes were cut into pieces never changes the whole text.
class Utf8Stream {
public:
  /// Appends to `text` all that is certain after `bytes`.
  void push(std::string_view bytes, std::string &text);
  /// Ends the text: an unfinished character becomes one U+FFFD. The stream is
  /// then as new.
  void finish(std::string &text);

private:
  /// An unfinished character, at most 3 bytes.
  std::string pending;
};

} // namespace ptir

#endif // PTIR_TOKENIZER_UTF8_H
