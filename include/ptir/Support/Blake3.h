//===- Blake3.h - BLAKE3 of short inputs ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The BLAKE3 hash function (J. O'Connor, J.-P. Aumasson, S. Neves, Z.
// Wilcox-O'Hearn, "BLAKE3: one function, fast everywhere", 2020), limited to
// inputs of one chunk. The project hashes parameter names with it; the
// runtime links no LLVM, so it cannot use LLVM's. A test compares the two.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_BLAKE3_H
#define PTIR_SUPPORT_BLAKE3_H

#include "ptir/Support/Status.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ptir {

/// The longest input: one chunk.
inline constexpr size_t blake3MaxInput = 1024;

/// The 32-byte hash of at most blake3MaxInput bytes; fails on more. Pure.
StatusOr<std::array<uint8_t, 32>> blake3(std::string_view input);

} // namespace ptir

#endif // PTIR_SUPPORT_BLAKE3_H
