//===- ThreadPool.cpp - The one pool of threads -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The file that owns the OpenMP pragmas. GCC must compile it: clang's
// `-fopenmp=libgomp` silently runs one thread.
//
//===----------------------------------------------------------------------===//

#include "CallTeam.h"

#include <algorithm>
#include <atomic>
#include <omp.h>
#include <sched.h>
#include <thread>
#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace ptir::runtime {

/// Up to this many indices per thread, each thread gets one range.
static constexpr int64_t indicesForOneRange = 4;
/// Ranges per thread of a loop that is balanced on demand.
static constexpr int64_t rangesPerThread = 8;

int ThreadPool::availableCores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) == 0)
    return std::max(1, CPU_COUNT(&cores));
  // More cores than a cpu_set_t can name.
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

bool ThreadPool::isInRange() {
  return CallTeam::current() ? CallTeam::isInPiece() : omp_in_parallel();
}

/// What ThreadSanitizer must be told, since libgomp is not instrumented: what
/// happened before `release` has happened for whoever passes `acquire`.
static void release([[maybe_unused]] void *where) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(where);
#endif
}
static void acquire([[maybe_unused]] void *where) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(where);
#endif
}

/// Runs body(closure, thread, threads) on every thread of a team.
/// OMP_THREAD_LIMIT can make it smaller than asked for.
__attribute__((no_sanitize("thread"))) static void
runOnTeam(int threads, void (*body)(void *closure, int self, int team),
          void *closure) {
  char fork, join;
  release(&fork);
#pragma omp parallel num_threads(threads)
  {
    acquire(&fork);
    body(closure, omp_get_thread_num(), omp_get_num_threads());
    release(&join);
  }
  acquire(&join);
}

template <typename Body>
static void runOnTeam(int threads, Body &&body) {
  runOnTeam(
      threads,
      [](void *closure, int self, int team) {
        (*static_cast<std::remove_reference_t<Body> *>(closure))(self, team);
      },
      &body);
}

ThreadPool::ThreadPool(int threads)
    : numThreads(threads > 0 ? threads : availableCores()) {}

ThreadPool::Use::Use(const ThreadPool &pool) : before(omp_get_max_threads()) {
  omp_set_num_threads(pool.threads());
}
ThreadPool::Use::~Use() { omp_set_num_threads(before); }

bool ThreadPool::run(int64_t count, RangeFunction function,
                     void *closure) const {
  if (count <= 0)
    return false;
  if (count == 1 || numThreads == 1 || isInRange()) {
    function(closure, 0, count);
    return false;
  }

  // As many steps as needed, so the counter passes `count` by at most
  // `numThreads` steps: no overflow for any count a tensor can have.
  int64_t step = std::max<int64_t>(1, count / (numThreads * rangesPerThread));
  if (CallTeam *team = CallTeam::current()) {
    team->run(count, step, function, closure);
    return true;
  }

  if (count <= numThreads * indicesForOneRange) {
    runOnTeam(numThreads, [&](int64_t self, int64_t team) {
      int64_t each = count / team, extra = count % team;
      int64_t begin = self * each + std::min(self, extra);
      int64_t end = begin + each + (self < extra);
      if (begin < end)
        function(closure, begin, end);
    });
    return true;
  }

  int64_t steps = count / step + (count % step != 0);
  alignas(64) std::atomic<int64_t> next{0};
  runOnTeam(numThreads, [&](int, int) {
    for (int64_t taken;
         (taken = next.fetch_add(1, std::memory_order_relaxed)) < steps;) {
      int64_t begin = taken * step;
      function(closure, begin, std::min(count - begin, step) + begin);
    }
  });
  return true;
}

void runInTeam(const ThreadPool &pool, void (*body)(void *closure),
               void *closure) {
  if (pool.threads() == 1 || CallTeam::current() || ThreadPool::isInRange()) {
    body(closure);
    return;
  }
  CallTeam team(pool.threads() > ThreadPool::availableCores());
  runOnTeam(pool.threads(), [&](int self, int) {
    if (self == 0)
      team.lead(body, closure);
    else
      team.follow();
  });
}

} // namespace ptir::runtime
