//===- ThreadPoolTest.cpp - Parallel loops ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/ThreadPool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <mutex>
#include <sched.h>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

using ptir::runtime::ThreadPool;

namespace {

class ThreadPoolCover
    : public testing::TestWithParam<std::tuple<int, int64_t>> {};

TEST_P(ThreadPoolCover, VisitsEveryIndexOnce) {
  auto [threads, count] = GetParam();
  ThreadPool pool(threads);
  std::vector<std::atomic<int>> visits(static_cast<size_t>(count));
  std::atomic<int> emptyRanges{0};
  bool forked = pool.parallelFor(count, [&](int64_t begin, int64_t end) {
    if (begin >= end)
      ++emptyRanges;
    for (int64_t i = begin; i < end; ++i)
      ++visits[static_cast<size_t>(i)];
  });
  EXPECT_EQ(forked, threads > 1 && count > 1);
  EXPECT_EQ(emptyRanges, 0);
  for (int64_t i = 0; i < count; ++i)
    ASSERT_EQ(visits[static_cast<size_t>(i)], 1) << "index " << i;
}

INSTANTIATE_TEST_SUITE_P(
    , ThreadPoolCover,
    testing::Combine(testing::Values(1, 2, 3, 4),
                     testing::Values<int64_t>(0, 1, 2, 3, 7, 8, 9, 13, 31, 127,
                                              1009, 65537)));

TEST(ThreadPool, ANegativeCountIsAnEmptyLoop) {
  bool called = false;
  EXPECT_FALSE(
      ThreadPool(2).parallelFor(-1, [&](int64_t, int64_t) { called = true; }));
  EXPECT_FALSE(called);
}

TEST(ThreadPool, UsesAsManyThreadsAsAskedFor) {
  std::mutex mutex;
  std::set<std::thread::id> ids;
  ThreadPool(4).parallelFor(4, [&](int64_t, int64_t) {
    std::lock_guard<std::mutex> lock(mutex);
    ids.insert(std::this_thread::get_id());
  });
  EXPECT_EQ(ids.size(), 4u);
}

TEST(ThreadPool, DefaultsToTheCoresOfTheProcess) {
  cpu_set_t cores;
  ASSERT_EQ(sched_getaffinity(0, sizeof cores, &cores), 0);
  EXPECT_EQ(ThreadPool().threads(), CPU_COUNT(&cores));
  EXPECT_EQ(ThreadPool(-3).threads(), CPU_COUNT(&cores));
  EXPECT_EQ(ThreadPool(3).threads(), 3);
}

// The thread that gets index 0 waits until the others have done all the rest:
// with one fixed range for each thread that would never happen.
TEST(ThreadPool, UnevenWorkIsBalanced) {
  constexpr int64_t count = 1000;
  std::atomic<int64_t> done{0};
  std::atomic<bool> gaveUp{false};
  ThreadPool(2).parallelFor(count, [&](int64_t begin, int64_t end) {
    auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (begin == 0 && done < count - end && !gaveUp) {
      std::this_thread::yield();
      if (std::chrono::steady_clock::now() > deadline)
        gaveUp = true;
    }
    done += end - begin;
  });
  EXPECT_FALSE(gaveUp);
  EXPECT_EQ(done, count);
}

TEST(ThreadPool, ALoopInsideALoopIsSerial) {
  ThreadPool pool(2);
  std::atomic<int> innerForks{0}, innerIndices{0};
  bool outer = pool.parallelFor(8, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      auto self = std::this_thread::get_id();
      innerForks += pool.parallelFor(100, [&](int64_t from, int64_t to) {
        EXPECT_EQ(std::this_thread::get_id(), self);
        innerIndices += static_cast<int>(to - from);
      });
    }
  });
  EXPECT_TRUE(outer);
  EXPECT_EQ(innerForks, 0);
  EXPECT_EQ(innerIndices, 800);
}

TEST(ThreadPool, TheProcessHasOneOpenMPRuntime) {
  std::ifstream maps("/proc/self/maps");
  std::set<std::string> runtimes;
  for (std::string line; std::getline(maps, line);) {
    size_t slash = line.find('/');
    if (slash == std::string::npos)
      continue;
    std::string file = line.substr(slash);
    for (const char *name : {"/libgomp", "/libomp", "/libiomp"})
      if (file.find(name) != std::string::npos)
        runtimes.insert(file);
  }
  ASSERT_EQ(runtimes.size(), 1u);
  EXPECT_NE(runtimes.begin()->find("/libgomp"), std::string::npos);
}

} // namespace
