//===- Stopwatch.h - Wall-clock time ----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_INFERENCE_STOPWATCH_H
#define PTIR_INFERENCE_STOPWATCH_H

#include <chrono>

namespace ptir {

/// Runs from its construction on, on a clock that never goes back.
class Stopwatch {
public:
  double milliseconds() const {
    return std::chrono::duration<double, std::milli>(Clock::now() - start)
        .count();
  }

private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start = Clock::now();
};

} // namespace ptir

#endif // PTIR_INFERENCE_STOPWATCH_H
