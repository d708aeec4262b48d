//===- ByteLevelAlphabet.h - Bytes as printable text ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// GPT-2 writes each of the 256 bytes as one printable character, so that a
// token is a string without blanks: bytes that print in Latin-1 (0x21..0x7E,
// 0xA1..0xAC, 0xAE..0xFF) as themselves, the other 68 in rising order as
// U+0100..U+0143. A space is 'Ġ' (U+0120).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOKENIZER_BYTELEVELALPHABET_H
#define PTIR_TOKENIZER_BYTELEVELALPHABET_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ptir {

/// The character that stands for `byte`, in UTF-8.
std::string byteLevelCharacter(uint8_t byte);

/// The bytes that byte-level text stands for; nothing if a character is not
/// in the alphabet.
std::optional<std::string> bytesFromByteLevel(std::string_view text);

} // namespace ptir

#endif // PTIR_TOKENIZER_BYTELEVELALPHABET_H
