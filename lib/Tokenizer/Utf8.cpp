//===- Utf8.cpp - Well-formed and ill-formed UTF-8 ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Tokenizer/Utf8.h"

#include <cassert>
#include <cstdint>

using namespace ptir;

namespace {

/// What a lead byte announces: the length of the character (0: it is no lead
/// byte) and the range of the second byte, which rules out overlong forms,
/// surrogates and code points above U+10FFFF.
struct Lead {
  uint8_t length;
  uint8_t secondLow = 0x80;
  uint8_t secondHigh = 0xBF;
};

} // namespace

static Lead classifyLead(uint8_t byte) {
  if (byte < 0x80)
    return {1};
  if (byte < 0xC2)
    return {0};
  if (byte < 0xE0)
    return {2};
  if (byte == 0xE0)
    return {3, 0xA0, 0xBF};
  if (byte == 0xED)
    return {3, 0x80, 0x9F};
  if (byte < 0xF0)
    return {3};
  if (byte == 0xF0)
    return {4, 0x90, 0xBF};
  if (byte < 0xF4)
    return {4};
  if (byte == 0xF4)
    return {4, 0x80, 0x8F};
  return {0};
}

static constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

Utf8Unit ptir::scanUtf8(std::string_view bytes) {
  assert(!bytes.empty() && "no unit starts at the end");
  Lead lead = classifyLead(static_cast<uint8_t>(bytes[0]));
  if (lead.length == 0)
    return {Utf8Kind::IllFormed, 1};
  for (size_t i = 1; i < lead.length; ++i) {
    if (i == bytes.size())
      return {Utf8Kind::Incomplete, i};
    uint8_t byte = static_cast<uint8_t>(bytes[i]);
    uint8_t low = i == 1 ? lead.secondLow : 0x80;
    uint8_t high = i == 1 ? lead.secondHigh : 0xBF;
    if (byte < low || byte > high)
      return {Utf8Kind::IllFormed, i};
  }
  return {Utf8Kind::Character, lead.length};
}

size_t ptir::wellFormedPrefix(std::string_view bytes) {
  size_t end = 0;
  while (end < bytes.size()) {
    Utf8Unit unit = scanUtf8(bytes.substr(end));
    if (unit.kind != Utf8Kind::Character)
      break;
    end += unit.length;
  }
  return end;
}

void Utf8Stream::push(std::string_view bytes, std::string &text) {
  std::string joined;
  if (!pending.empty()) {
    joined.swap(pending);
    joined.append(bytes);
    bytes = joined;
  }
  while (!bytes.empty()) {
    size_t good = wellFormedPrefix(bytes);
    text.append(bytes.substr(0, good));
    bytes.remove_prefix(good);
    if (bytes.empty())
      break;
    Utf8Unit unit = scanUtf8(bytes);
    if (unit.kind == Utf8Kind::Incomplete) {
      pending = bytes;
      break;
    }
    text.append(replacementCharacter);
    bytes.remove_prefix(unit.length);
  }
}

void Utf8Stream::finish(std::string &text) {
  if (!pending.empty())
    text.append(replacementCharacter);
  pending.clear();
}
