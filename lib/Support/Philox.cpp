//===- Philox.cpp - Random words by counting ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/Philox.h"

using namespace ptir;

PhiloxBlock ptir::philox(PhiloxBlock counter, std::array<uint32_t, 2> key) {
  using C = PhiloxConstants;
  for (unsigned round = 0; round < C::rounds; ++round) {
    uint64_t even = uint64_t(C::factors[0]) * counter[0];
    uint64_t odd = uint64_t(C::factors[1]) * counter[2];
    counter = {uint32_t(odd >> 32) ^ counter[1] ^ key[0], uint32_t(odd),
               uint32_t(even >> 32) ^ counter[3] ^ key[1], uint32_t(even)};
    key[0] += C::increments[0];
    key[1] += C::increments[1];
  }
  return counter;
}

PhiloxBlock ptir::philoxBlock(uint64_t seed, uint64_t index) {
  return philox({uint32_t(index), uint32_t(index >> 32), 0, 0},
                {uint32_t(seed), uint32_t(seed >> 32)});
}

double ptir::uniform24(uint64_t seed, uint64_t index) {
  return (philoxBlock(seed, index / 4)[index % 4] >> 8) * 0x1p-24;
}

double ptir::uniform53(uint64_t seed, uint64_t index) {
  PhiloxBlock block = philoxBlock(seed, index / 2);
  uint64_t high = block[2 * (index % 2)], low = block[2 * (index % 2) + 1];
  return double((high << 32 | low) >> 11) * 0x1p-53;
}
