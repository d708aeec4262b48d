//===- ByteLevelAlphabet.cpp - Bytes as printable text --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/ByteLevelAlphabet.h"

#include <array>

using namespace ptir;

static constexpr bool printsInLatin1(unsigned byte) {
  return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) ||
         byte >= 0xAE;
}

namespace {

/// First code point of the bytes that do not print.
constexpr unsigned firstStandIn = 0x100;
constexpr unsigned numCodePoints = firstStandIn + 68;

struct Alphabet {
  std::array<uint16_t, 256> codePoint{};
  /// By code point; -1 where the alphabet has none.
  std::array<int16_t, numCodePoints> byte{};
};

} // namespace

static constexpr Alphabet makeAlphabet() {
  Alphabet alphabet;
  for (unsigned i = 0; i < numCodePoints; ++i)
    alphabet.byte[i] = -1;
  unsigned standIn = firstStandIn;
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned codePoint = printsInLatin1(byte) ? byte : standIn++;
    alphabet.codePoint[byte] = static_cast<uint16_t>(codePoint);
    alphabet.byte[codePoint] = static_cast<int16_t>(byte);
  }
  return alphabet;
}

static constexpr Alphabet alphabet = makeAlphabet();

std::string ptir::byteLevelCharacter(uint8_t byte) {
  unsigned codePoint = alphabet.codePoint[byte];
  if (codePoint < 0x80)
    return std::string(1, static_cast<char>(codePoint));
  return {static_cast<char>(0xC0 | codePoint >> 6),
          static_cast<char>(0x80 | (codePoint & 0x3F))};
}

std::optional<std::string> ptir::bytesFromByteLevel(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    // The whole alphabet lies below U+0800: one or two bytes a character.
    unsigned codePoint = static_cast<uint8_t>(text[i]);
    if (codePoint >= 0x80) {
      if (codePoint < 0xC2 || codePoint > 0xDF || ++i == text.size())
        return std::nullopt;
      unsigned second = static_cast<uint8_t>(text[i]);
      if ((second & 0xC0) != 0x80)
        return std::nullopt;
      codePoint = (codePoint & 0x1F) << 6 | (second & 0x3F);
    }
    if (codePoint >= numCodePoints || alphabet.byte[codePoint] < 0)
      return std::nullopt;
    bytes.push_back(static_cast<char>(alphabet.byte[codePoint]));
  }
  return bytes;
}
