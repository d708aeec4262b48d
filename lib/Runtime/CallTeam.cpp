//===- CallTeam.cpp - The threads of one call -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CallTeam.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace ptir::runtime {

static thread_local CallTeam *ledTeam = nullptr;
static thread_local bool inPiece = false;

CallTeam *CallTeam::current() { return ledTeam; }
bool CallTeam::isInPiece() { return inPiece; }

namespace {

/// Waits a little longer each time: busily for about a millisecond, so that
/// the loops of a call start at once and nobody else takes the core in between,
/// or for some microseconds where threads share cores; then by letting others
/// run, and after some milliseconds of that asleep.
class Waiting {
public:
  explicit Waiting(bool sharesCores) : busy(sharesCores ? 200 : 20000) {}

  void once() {
    ++count;
    if (count < busy)
      pause();
    else if (count < busy + yields)
      std::this_thread::yield();
    else
      std::this_thread::sleep_for(std::chrono::microseconds(50));
  }

  void restart() { count = 0; }

private:
  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }

  static constexpr int yields = 5000;
  int busy, count = 0;
};

} // namespace

void CallTeam::lead(void (*body)(void *closure), void *closure) {
  ledTeam = this;
  body(closure);
  ledTeam = nullptr;
  isFinished.store(true, std::memory_order_release);
}

void CallTeam::follow() {
  uint64_t seen = 0;
  Waiting waiting(sharesCores);
  while (!isFinished.load(std::memory_order_acquire)) {
    if (number.load(std::memory_order_relaxed) == seen || !isOpen.load()) {
      waiting.once();
      continue;
    }
    // Either the leader sees this thread inside and waits for it before it
    // changes the loop, or this thread sees that the loop is closed.
    numInside.fetch_add(1);
    if (isOpen.load()) {
      seen = number.load(std::memory_order_relaxed);
      takePieces();
    }
    numInside.fetch_sub(1);
    waiting.restart();
  }
}

void CallTeam::takePieces() {
  inPiece = true;
  // The counter passes the last piece by at most one for each thread.
  int64_t pieces = loop.count / loop.step + (loop.count % loop.step != 0);
  for (int64_t piece;
       (piece = taken.fetch_add(1, std::memory_order_relaxed)) < pieces;) {
    int64_t begin = piece * loop.step;
    loop.function(loop.closure, begin,
                  std::min(loop.count - begin, loop.step) + begin);
  }
  inPiece = false;
}

void CallTeam::run(int64_t count, int64_t step, RangeFunction function,
                   void *closure) {
  loop = {function, closure, count, step};
  taken.store(0, std::memory_order_relaxed);
  number.fetch_add(1, std::memory_order_relaxed);
  isOpen.store(true);
  takePieces();
  // No piece is left to take; those who took one are inside.
  isOpen.store(false);
  for (Waiting waiting(sharesCores); numInside.load() != 0;)
    waiting.once();
}

} // namespace ptir::runtime
