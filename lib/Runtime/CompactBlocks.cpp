//===- CompactBlocks.cpp - Memory that outlives a step ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CompactBlocks.h"

#include <algorithm>
#include <cstring>

namespace ptir::runtime {

static constexpr uintptr_t lineBytes = 64;

static uintptr_t lineOf(uintptr_t address) {
  return address / lineBytes * lineBytes;
}
static uintptr_t nextLine(uintptr_t address) {
  return lineOf(address + lineBytes - 1);
}

namespace {
struct Range {
  uintptr_t begin, end;
};
} // namespace

static Range rangeOf(const ptir_block &block) {
  auto begin = reinterpret_cast<uintptr_t>(block.begin);
  return {begin, begin + static_cast<uintptr_t>(block.bytes)};
}

/// The first run of blocks at or after `from` that share lines; begins at `top`
/// when there is none.
static Range findRun(uintptr_t from, uintptr_t top, const ptir_block *blocks,
                     int32_t count) {
  Range run = {top, top};
  for (int32_t i = 0; i < count; ++i)
    if (Range range = rangeOf(blocks[i]);
        range.begin >= from && range.begin < std::min(run.begin, range.end))
      run = range;
  bool grew = run.begin != top;
  while (grew) {
    grew = false;
    for (int32_t i = 0; i < count; ++i) {
      Range range = rangeOf(blocks[i]);
      if (range.begin >= run.begin && range.begin < top &&
          lineOf(range.begin) < nextLine(run.end) && range.end > run.end) {
        run.end = range.end;
        grew = true;
      }
    }
  }
  return run;
}

unsigned char *compactBlocks(unsigned char *mark, const unsigned char *top,
                             ptir_block *blocks, int32_t count) {
  auto end = reinterpret_cast<uintptr_t>(mark);
  auto limit = reinterpret_cast<uintptr_t>(top);
  // Runs come by address and move down, so those not yet moved lie above all
  // that were.
  for (uintptr_t from = end; from < limit;) {
    Range run = findRun(from, limit, blocks, count);
    if (run.begin == limit)
      break;
    uintptr_t target = nextLine(end) + run.begin % lineBytes;
    uintptr_t distance = run.begin - target;
    std::memmove(reinterpret_cast<void *>(target),
                 reinterpret_cast<const void *>(run.begin),
                 run.end - run.begin);
    from = run.end;
    for (int32_t i = 0; i < count; ++i)
      if (uintptr_t begin = rangeOf(blocks[i]).begin;
          begin >= run.begin && begin < from)
        blocks[i].begin -= distance;
    end = target + (run.end - run.begin);
  }
  return reinterpret_cast<unsigned char *>(end);
}

} // namespace ptir::runtime
