//===- CallTeam.h - The threads of one call ---------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Threads that stay together for a call, whose loops they share. A loop is over
// when its pieces are, not when every thread has been there: one that the
// system does not let run in time costs nothing, where a parallel region of its
// own for each loop waits for all of them twice. On a machine with other work
// that is the difference between a loop and a time slice.
//
// One thread, the leader, runs the call; the others wait for its loops.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_CALLTEAM_H
#define PTIR_LIB_RUNTIME_CALLTEAM_H

#include "ptir/Runtime/ThreadPool.h"

#include <atomic>
#include <cstdint>

namespace ptir::runtime {

class CallTeam {
public:
  using RangeFunction = ThreadPool::RangeFunction;

  /// `sharesCores`: there are more threads than cores.
  explicit CallTeam(bool sharesCores = false) : sharesCores(sharesCores) {}

  /// The team whose call this thread leads, if any.
  static CallTeam *current();

  /// Whether this thread runs a piece of a loop of a team.
  static bool isInPiece();

  /// The leader's part: makes this the current team while `body` runs, and lets
  /// the others go afterwards.
  void lead(void (*body)(void *closure), void *closure);

  /// What every other thread of the team does, until the leader is done.
  void follow();

  /// Runs [0, count) in pieces of `step` indices; on the leader. Returns when
  /// all are done.
  void run(int64_t count, int64_t step, RangeFunction function, void *closure);

private:
  void takePieces();

  const bool sharesCores;
  /// The loop that is being run. Written by the leader while no follower is
  /// inside; a follower that is inside and finds it open may read it.
  struct {
    RangeFunction function = nullptr;
    void *closure = nullptr;
    int64_t count = 0, step = 1;
  } loop;
  /// Of the loops, so that a follower enters each once.
  std::atomic<uint64_t> number{0};
  alignas(64) std::atomic<bool> isOpen{false};
  std::atomic<bool> isFinished{false};
  alignas(64) std::atomic<int> numInside{0};
  /// Pieces handed out.
  alignas(64) std::atomic<int64_t> taken{0};
};

/// Runs `body` as the call of a team of as many threads as the pool has; just
/// runs it where the pool has one, or inside of a parallel range.
void runInTeam(const ThreadPool &pool, void (*body)(void *closure),
               void *closure);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_CALLTEAM_H
