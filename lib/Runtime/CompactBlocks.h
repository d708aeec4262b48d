//===- CompactBlocks.h - Memory that outlives a step -------------*- C++
//-*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_COMPACTBLOCKS_H
#define PTIR_LIB_RUNTIME_COMPACTBLOCKS_H

#include "ptir/Runtime/ABI.h"

namespace ptir::runtime {

/// Moves the blocks that begin in [mark, top) together at `mark`, in the order
/// of their addresses and each as far from a 64-byte boundary as it was, and
/// sets their `begin`. Blocks that overlap, or share 64 bytes, move as one.
/// Returns the end of the last one. Touches no other block, nor one of no
/// bytes, and does not allocate; takes the square of `count`, which is that of
/// a loop's carries.
unsigned char *compactBlocks(unsigned char *mark, const unsigned char *top,
                             ptir_block *blocks, int32_t count);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_COMPACTBLOCKS_H
