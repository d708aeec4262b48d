//===- ThreadPool.h - The one pool of threads -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Parallel loops over the OpenMP threads of the process, the same that kernel
// libraries use. A `ThreadPool` is only a number of threads: libgomp keeps the
// threads themselves, one team for each thread that starts parallel loops.
//
// Waiting: libgomp's default is kept (OMP_WAIT_POLICY unset). A worker spins
// for some milliseconds after a loop before it sleeps, so the loops of one
// decode step start within a few microseconds; when the process runs more
// threads than cores libgomp shortens the spin by itself. Users choose with
// OMP_WAIT_POLICY or GOMP_SPINCOUNT; nothing here sets an environment variable.
//
// Every loop that is not serial uses all threads, even if it has fewer indices:
// libgomp ends the threads that a smaller team leaves out, and starting them
// again costs more than the loop. For the same reason pools of different sizes
// should not alternate on one thread.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_THREADPOOL_H
#define PTIR_RUNTIME_THREADPOOL_H

#include <cstdint>
#include <type_traits>

namespace ptir::runtime {

class ThreadPool {
public:
  /// One range [begin, end) of a loop; must not throw.
  using RangeFunction = void (*)(void *closure, int64_t begin, int64_t end);

  /// `threads` <= 0 stands for all cores available to the process.
  explicit ThreadPool(int threads = 0);

  /// The cores the scheduler lets this process use, at least 1.
  static int availableCores();

  /// Whether this thread runs a range that is shared with other threads.
  static bool isInRange();

  int threads() const { return numThreads; }

  /// Kernel libraries that the calling thread runs use as many threads as this
  /// pool, as long as this lives.
  class Use {
  public:
    explicit Use(const ThreadPool &pool);
    ~Use();
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;

  private:
    int before;
  };

  /// Runs `function` over [0, count) in disjoint ranges and returns when all
  /// are done. With many indices the ranges are small and taken on demand, so
  /// uneven work balances. Serial, as one range, when there is one index or one
  /// thread, or inside a parallel region. Never allocates. Returns whether the
  /// threads were used.
  bool run(int64_t count, RangeFunction function, void *closure) const;

  /// `run` with a callable `body(begin, end)`.
  template <typename Body>
  bool parallelFor(int64_t count, Body &&body) const {
    using Callable = std::remove_reference_t<Body>;
    return run(
        count,
        [](void *closure, int64_t begin, int64_t end) {
          (*static_cast<Callable *>(closure))(begin, end);
        },
        const_cast<void *>(static_cast<const void *>(&body)));
  }

private:
  int numThreads;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_THREADPOOL_H
