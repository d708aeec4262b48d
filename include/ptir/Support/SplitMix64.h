//===- SplitMix64.h - A random sequence fixed for ever ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
// Generators", 2014): the same numbers for the same seed on every platform,
// which the distributions of the standard library do not promise.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_SPLITMIX64_H
#define PTIR_SUPPORT_SPLITMIX64_H

#include <cstdint>

namespace ptir {

class SplitMix64 {
public:
  explicit SplitMix64(uint64_t seed) : state(seed) {}

  /// The next 64 random bits.
  uint64_t next() {
    state += 0x9E3779B97F4A7C15u;
    uint64_t bits = state;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    return bits ^ (bits >> 31);
  }

  /// A number below `limit`, which is positive: the upper half of the 128-bit
  /// product of `next()` and `limit`. Its bias is at most limit / 2^64.
  uint64_t below(uint64_t limit) {
    uint64_t bits = next();
    uint64_t low = (bits & UINT32_MAX) * (limit & UINT32_MAX);
    uint64_t middle = (bits >> 32) * (limit & UINT32_MAX) + (low >> 32);
    uint64_t other =
        (bits & UINT32_MAX) * (limit >> 32) + (middle & UINT32_MAX);
    return (bits >> 32) * (limit >> 32) + (middle >> 32) + (other >> 32);
  }

private:
  uint64_t state;
};

} // namespace ptir

#endif // PTIR_SUPPORT_SPLITMIX64_H
