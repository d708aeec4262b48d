//===- ArenaTest.cpp - Memory for temporaries -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Arena.h"

#include <gtest/gtest.h>

#include <cstring>
#include <utility>

using ptir::StatusOr;
using ptir::runtime::Arena;

namespace {

constexpr size_t mebibyte = size_t(1) << 20;

TEST(Arena, BlocksAreAlignedAndDisjoint) {
  StatusOr<Arena> arena = Arena::create(16 * mebibyte);
  ASSERT_TRUE(arena.ok()) << arena.message();
  EXPECT_EQ(arena->base(), arena->limit());
  unsigned char *top = arena->base();
  unsigned char *previousEnd = top;
  for (int64_t bytes : {1, 63, 64, 65, 4097, 1000003}) {
    unsigned char *block = arena->allocate(top, bytes);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % Arena::alignment, 0u);
    EXPECT_GE(block, previousEnd);
    EXPECT_LE(block + bytes, arena->limit());
    std::memset(block, 0x5a, static_cast<size_t>(bytes));
    top = previousEnd = block + bytes;
  }
}

TEST(Arena, GrowsInPlace) {
  StatusOr<Arena> arena = Arena::create(64 * mebibyte);
  ASSERT_TRUE(arena.ok()) << arena.message();
  unsigned char *first = arena->allocate(arena->base(), 100);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(arena->growths(), 1u);
  first[99] = 42;
  unsigned char *second = arena->allocate(first + 100, 10 * mebibyte);
  ASSERT_EQ(second, first + 128);
  EXPECT_EQ(arena->growths(), 2u);
  second[10 * mebibyte - 1] = 1;
  EXPECT_EQ(first[99], 42);
  // What was usable once stays so.
  EXPECT_EQ(arena->allocate(arena->base(), 10 * mebibyte), first);
  EXPECT_EQ(arena->growths(), 2u);
}

TEST(Arena, GivesOutTheWholeReserveAndNoMore) {
  StatusOr<Arena> arena = Arena::create(4 * mebibyte);
  ASSERT_TRUE(arena.ok()) << arena.message();
  ASSERT_EQ(arena->reservedBytes(), 4 * mebibyte);
  unsigned char *base = arena->base();
  EXPECT_EQ(arena->allocate(base, 4 * mebibyte + 1), nullptr);
  EXPECT_EQ(arena->growths(), 0u);
  ASSERT_EQ(arena->allocate(base, 4 * mebibyte), base);
  base[4 * mebibyte - 1] = 1;
  EXPECT_EQ(arena->allocate(base + 4 * mebibyte, 1), nullptr);
  EXPECT_EQ(arena->allocate(base + 64, 4 * mebibyte), nullptr);
}

TEST(Arena, RefusesAbsurdSizes) {
  StatusOr<Arena> arena = Arena::create(4 * mebibyte);
  ASSERT_TRUE(arena.ok()) << arena.message();
  for (int64_t bytes : {int64_t(-1), INT64_MIN, INT64_MAX, INT64_MAX - 63})
    EXPECT_EQ(arena->allocate(arena->base() + 1, bytes), nullptr) << bytes;
}

TEST(Arena, ReservesLessWhereMoreIsForbidden) {
  // More addresses than the machine has.
  StatusOr<Arena> arena = Arena::create(SIZE_MAX);
  ASSERT_TRUE(arena.ok()) << arena.message();
  EXPECT_LT(arena->reservedBytes(), size_t(1) << 47);
  EXPECT_NE(arena->allocate(arena->base(), 1), nullptr);
}

TEST(Arena, MovesWithItsBlocks) {
  StatusOr<Arena> arena = Arena::create(mebibyte);
  ASSERT_TRUE(arena.ok()) << arena.message();
  unsigned char *block = arena->allocate(arena->base(), 8);
  ASSERT_NE(block, nullptr);
  block[0] = 7;
  Arena moved = std::move(*arena);
  EXPECT_EQ(moved.base(), block);
  EXPECT_EQ(block[0], 7);
}

} // namespace
