//===- Blake3.cpp - BLAKE3 of short inputs --------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/Blake3.h"

#include <algorithm>
#include <string>

using namespace ptir;

namespace {

using Words = std::array<uint32_t, 16>;

constexpr size_t blockBytes = 64;

constexpr std::array<uint32_t, 8> initialValue = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
    0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};

constexpr unsigned messagePermutation[16] = {2, 6,  3,  10, 7, 0,  4,  13,
                                             1, 11, 12, 5,  9, 14, 15, 8};

// Domain separation flags.
constexpr uint32_t chunkStart = 1 << 0;
constexpr uint32_t chunkEnd = 1 << 1;
constexpr uint32_t root = 1 << 3;

uint32_t rotateRight(uint32_t value, unsigned count) {
  return value >> count | value << (32 - count);
}

/// The quarter round G.
void mix(Words &state, unsigned a, unsigned b, unsigned c, unsigned d,
         uint32_t x, uint32_t y) {
  state[a] += state[b] + x;
  state[d] = rotateRight(state[d] ^ state[a], 16);
  state[c] += state[d];
  state[b] = rotateRight(state[b] ^ state[c], 12);
  state[a] += state[b] + y;
  state[d] = rotateRight(state[d] ^ state[a], 8);
  state[c] += state[d];
  state[b] = rotateRight(state[b] ^ state[c], 7);
}

void mixRound(Words &state, const Words &message) {
  for (unsigned i = 0; i < 4; ++i) // columns
    mix(state, i, 4 + i, 8 + i, 12 + i, message[2 * i], message[2 * i + 1]);
  for (unsigned i = 0; i < 4; ++i) // diagonals
    mix(state, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4,
        message[8 + 2 * i], message[9 + 2 * i]);
}

/// The compression function, of which only the new chaining value is kept.
/// The counter of the first and only chunk is zero.
void compress(std::array<uint32_t, 8> &chaining, Words message, uint32_t length,
              uint32_t flags) {
  Words state;
  std::copy(chaining.begin(), chaining.end(), state.begin());
  std::copy_n(initialValue.begin(), 4, state.begin() + 8);
  state[12] = 0;
  state[13] = 0;
  state[14] = length;
  state[15] = flags;
  for (unsigned round = 0; round < 7; ++round) {
    mixRound(state, message);
    Words permuted;
    for (unsigned i = 0; i < 16; ++i)
      permuted[i] = message[messagePermutation[i]];
    message = permuted;
  }
  for (unsigned i = 0; i < 8; ++i)
    chaining[i] = state[i] ^ state[i + 8];
}

Words loadBlock(std::string_view block) {
  Words words = {};
  for (size_t i = 0; i < block.size(); ++i)
    words[i / 4] |= uint32_t(uint8_t(block[i])) << (8 * (i % 4));
  return words;
}

} // namespace

StatusOr<std::array<uint8_t, 32>> ptir::blake3(std::string_view input) {
  if (input.size() > blake3MaxInput)
    return Status::failure("blake3: expected at most " +
                           std::to_string(blake3MaxInput) + " bytes, found " +
                           std::to_string(input.size()));
  std::array<uint32_t, 8> chaining = initialValue;
  uint32_t flags = chunkStart;
  // An empty input is one empty block.
  do {
    std::string_view block = input.substr(0, blockBytes);
    input.remove_prefix(block.size());
    if (input.empty())
      flags |= chunkEnd | root;
    compress(chaining, loadBlock(block), uint32_t(block.size()), flags);
    flags = 0;
  } while (!input.empty());

  std::array<uint8_t, 32> hash;
  for (size_t i = 0; i < hash.size(); ++i)
    hash[i] = uint8_t(chaining[i / 4] >> (8 * (i % 4)));
  return hash;
}
