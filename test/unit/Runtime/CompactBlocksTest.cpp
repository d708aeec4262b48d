//===- CompactBlocksTest.cpp - Memory that outlives a step ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/CompactBlocks.h"

#include <gtest/gtest.h>

#include <vector>

using namespace ptir::runtime;

namespace {

/// Memory whose byte at offset i is i / 16.
class CompactBlocks : public testing::Test {
protected:
  CompactBlocks() {
    for (size_t i = 0; i < sizeof(memory); ++i)
      memory[i] = static_cast<unsigned char>(i / 16);
  }

  ptir_block block(int64_t begin, int64_t bytes) {
    return {memory + begin, bytes};
  }

  /// Compacts [mark, top); returns the offset of the new top.
  int64_t compact(int64_t mark, int64_t top) {
    return compactBlocks(memory + mark, memory + top, blocks.data(),
                         static_cast<int32_t>(blocks.size())) -
           memory;
  }
  int64_t offset(size_t i) { return blocks[i].begin - memory; }
  int firstByte(size_t i) { return *blocks[i].begin; }

  alignas(64) unsigned char memory[1024];
  std::vector<ptir_block> blocks;
};

TEST_F(CompactBlocks, WithoutBlocksGivesBackAll) {
  EXPECT_EQ(compact(100, 1024), 100);
}

TEST_F(CompactBlocks, MovesBlocksTogetherInOrderOfAddress) {
  blocks = {block(512, 100), block(256, 40), block(896, 16)};
  EXPECT_EQ(compact(10, 1024), 256 + 16);
  EXPECT_EQ(offset(1), 64);
  EXPECT_EQ(offset(0), 128);
  EXPECT_EQ(offset(2), 256);
  EXPECT_EQ(firstByte(1), 256 / 16);
  EXPECT_EQ(firstByte(0), 512 / 16);
  EXPECT_EQ(firstByte(2), 896 / 16);
  EXPECT_EQ(memory[128 + 99], (512 + 99) / 16);
}

TEST_F(CompactBlocks, LeavesOtherMemoryAlone) {
  unsigned char elsewhere[64] = {7};
  blocks = {block(0, 64), {elsewhere, 64}, block(512, 64)};
  EXPECT_EQ(compact(128, 1024), 192);
  EXPECT_EQ(offset(0), 0);
  EXPECT_EQ(blocks[1].begin, elsewhere);
  EXPECT_EQ(offset(2), 128);
}

TEST_F(CompactBlocks, MovesOverlappingBlocksAsOne) {
  // A whole, two views of it, one of them twice, and one on the same line.
  blocks = {block(528, 32), block(512, 200), block(528, 32), block(704, 64),
            block(772, 4)};
  EXPECT_EQ(compact(0, 1024), 776 - 512);
  EXPECT_EQ(offset(1), 0);
  EXPECT_EQ(offset(0), 16);
  EXPECT_EQ(offset(2), 16);
  EXPECT_EQ(offset(3), 192);
  EXPECT_EQ(offset(4), 260);
  EXPECT_EQ(firstByte(0), 528 / 16);
  EXPECT_EQ(firstByte(4), 772 / 16);
}

TEST_F(CompactBlocks, KeepsAlignmentAndWhatIsInPlace) {
  blocks = {block(64, 64), block(640 + 8, 16)};
  EXPECT_EQ(compact(64, 1024), 128 + 8 + 16);
  EXPECT_EQ(offset(0), 64);
  EXPECT_EQ(offset(1), 128 + 8);
}

TEST_F(CompactBlocks, OfNoBytes) {
  blocks = {block(512, 0), block(512, 0), block(768, 64)};
  EXPECT_EQ(compact(0, 1024), 64);
  EXPECT_EQ(offset(2), 0);
}

} // namespace
