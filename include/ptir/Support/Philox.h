//===- Philox.h - Random words by counting ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy
// as 1, 2, 3", 2011): a bijection of 128-bit counters, chosen by a key, whose
// outputs are random words. There is no state, so element i of a random tensor
// costs the same wherever it is computed, and threads cannot disagree.
//
// Everything here is pure.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_PHILOX_H
#define PTIR_SUPPORT_PHILOX_H

#include <array>
#include <cstdint>

namespace ptir {

/// Four words, the least significant one first.
using PhiloxBlock = std::array<uint32_t, 4>;

/// The constants of a round: what the words 0 and 2 are multiplied by, and what
/// the two words of the key grow by from round to round.
struct PhiloxConstants {
  static constexpr unsigned rounds = 10;
  static constexpr std::array<uint32_t, 2> factors = {0xD2511F53, 0xCD9E8D57};
  static constexpr std::array<uint32_t, 2> increments = {0x9E3779B9,
                                                         0xBB67AE85};
};

/// The random block of a counter.
PhiloxBlock philox(PhiloxBlock counter, std::array<uint32_t, 2> key);

/// Block `index` of the sequence that a seed stands for: the counter's low
/// words are the index, the key is the seed.
PhiloxBlock philoxBlock(uint64_t seed, uint64_t index);

/// Uniform number `index` of a seed (spec, section 2), in [0, 1): a multiple of
/// 2^-24 out of one word, four to a block.
double uniform24(uint64_t seed, uint64_t index);

/// The same for f64: a multiple of 2^-53 out of two words, two to a block.
double uniform53(uint64_t seed, uint64_t index);

} // namespace ptir

#endif // PTIR_SUPPORT_PHILOX_H
