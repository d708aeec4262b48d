//===- CallTeamTest.cpp - The threads of one call ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/CallTeam.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace ptir::runtime;

namespace {

using Body = std::function<void()>;

void callBody(void *body) { (*static_cast<Body *>(body))(); }

void runCall(const ThreadPool &pool, Body body) {
  runInTeam(pool, callBody, &body);
}

TEST(CallTeam, RunsEveryIndexOfEveryLoopOnce) {
  for (int threads : {1, 2, 3, 4}) {
    ThreadPool pool(threads);
    // Each loop reads what the one before it wrote.
    std::vector<int64_t> numbers(1009);
    runCall(pool, [&] {
      for (int64_t round = 0; round < 2000; ++round) {
        int64_t count = round % 7 == 0 ? 1009 : 1 + round % 1009;
        bool forked = pool.parallelFor(count, [&](int64_t begin, int64_t end) {
          for (int64_t i = begin; i < end; ++i)
            ++numbers[static_cast<size_t>(i)];
        });
        ASSERT_EQ(forked, threads > 1 && count > 1);
      }
    });
    std::vector<int64_t> expected(1009);
    for (int64_t round = 0; round < 2000; ++round) {
      int64_t count = round % 7 == 0 ? 1009 : 1 + round % 1009;
      for (int64_t i = 0; i < count; ++i)
        ++expected[static_cast<size_t>(i)];
    }
    EXPECT_EQ(numbers, expected) << threads << " threads";
  }
}

// Thread 0 waits until all others have taken a piece.
TEST(CallTeam, UsesAllThreads) {
  ThreadPool pool(3);
  std::mutex mutex;
  std::set<std::thread::id> ids;
  std::atomic<size_t> numIds{0};
  runCall(pool, [&] {
    pool.parallelFor(1000, [&](int64_t, int64_t) {
      {
        std::lock_guard<std::mutex> lock(mutex);
        ids.insert(std::this_thread::get_id());
        numIds = ids.size();
      }
      for (int i = 0; i < 1000000 && numIds < 3; ++i)
        std::this_thread::yield();
    });
  });
  EXPECT_EQ(ids.size(), 3u);
}

// No follower ever comes: a parallel region would wait for it forever.
TEST(CallTeam, DoesNotWaitForThreadsThatDoNotRun) {
  struct Alone {
    CallTeam team;
    int64_t sum = 0;
  } alone;
  alone.team.lead(
      [](void *opaque) {
        auto *alone = static_cast<Alone *>(opaque);
        EXPECT_EQ(CallTeam::current(), &alone->team);
        alone->team.run(
            100, 7,
            [](void *sum, int64_t begin, int64_t end) {
              EXPECT_TRUE(CallTeam::isInPiece());
              for (int64_t i = begin; i < end; ++i)
                *static_cast<int64_t *>(sum) += i;
            },
            &alone->sum);
        EXPECT_FALSE(CallTeam::isInPiece());
      },
      &alone);
  EXPECT_EQ(alone.sum, 4950);
  EXPECT_EQ(CallTeam::current(), nullptr);
  alone.team.follow(); // ends at once: the leader is done
}

TEST(CallTeam, RunsLoopsInsideOfPiecesSerially) {
  ThreadPool pool(2);
  std::atomic<int> innerForks{0}, innerIndices{0}, inRange{0};
  runCall(pool, [&] {
    EXPECT_FALSE(ThreadPool::isInRange());
    pool.parallelFor(64, [&](int64_t begin, int64_t end) {
      inRange += ThreadPool::isInRange();
      for (int64_t i = begin; i < end; ++i)
        innerForks += pool.parallelFor(10, [&](int64_t from, int64_t to) {
          innerIndices += static_cast<int>(to - from);
        });
      // A call inside of a range has no threads of its own.
      runCall(pool, [&] { EXPECT_TRUE(ThreadPool::isInRange()); });
    });
    EXPECT_FALSE(ThreadPool::isInRange());
  });
  EXPECT_EQ(innerForks, 0);
  EXPECT_EQ(innerIndices, 640);
  EXPECT_EQ(inRange, 16);
}

TEST(CallTeam, LeavesThePoolAsItWas) {
  ThreadPool pool(2);
  runCall(pool, [] {});
  std::atomic<int64_t> indices{0};
  EXPECT_TRUE(pool.parallelFor(
      100, [&](int64_t begin, int64_t end) { indices += end - begin; }));
  EXPECT_EQ(indices, 100);
}

// Sessions of several threads, each with a team of its own.
TEST(CallTeam, TeamsDoNotMeet) {
  std::vector<std::thread> threads;
  std::atomic<int64_t> total{0};
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      ThreadPool pool(2);
      runCall(pool, [&] {
        for (int round = 0; round < 200; ++round)
          pool.parallelFor(
              50, [&](int64_t begin, int64_t end) { total += end - begin; });
      });
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(total, 3 * 200 * 50);
}

} // namespace
