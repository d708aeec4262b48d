//===- BenchMeasurement.h - Timed runs of a case ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_BENCHMEASUREMENT_H
#define PTIR_TOOLS_PTIR_RUN_BENCHMEASUREMENT_H

#include "BenchCases.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ptir::run {

/// What one case did after its warm-up.
struct BenchMeasurement {
  std::string name;
  int64_t units = 0;
  std::string unitName;
  int64_t context = 0;
  /// Milliseconds of each run.
  std::vector<double> runTimes;
  /// Milliseconds spent building and compiling between the first and the last
  /// of these runs.
  double compileTime = 0;
  /// What the runtime did in them.
  execution::CallCounters counters;

  /// Fails if the runs were no steady state: something was compiled, the arena
  /// grew, or a result got new memory.
  Status checkFrozen() const;
};

/// Runs `warmup` times, then `rounds` (at least 1) times with a clock.
StatusOr<BenchMeasurement> measureCase(const std::string &name,
                                       BenchCase &benchCase,
                                       const LoadedModel &model, int64_t warmup,
                                       int64_t rounds);

/// The value below which `share` of the (non-empty) values lie, interpolated.
double quantile(std::vector<double> values, double share);

nlohmann::ordered_json measurementJson(const BenchMeasurement &measurement);

/// A table, one line per case.
void printMeasurements(const std::vector<BenchMeasurement> &measurements);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_BENCHMEASUREMENT_H
