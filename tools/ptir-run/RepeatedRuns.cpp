//===- RepeatedRuns.cpp - How long a model runs ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RepeatedRuns.h"

#include "FlagChecks.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using nlohmann::ordered_json;

void RepeatedRuns::addFlag(CLI::App &command) {
  command
      .add_option("--repeat", count,
                  "Run so often and show how long each run took, without "
                  "loading and compiling")
      ->type_name("N")
      ->check(integerFrom(1));
}

StatusOr<Logits>
RepeatedRuns::run(const LoadedModel &model,
                  const std::function<StatusOr<Logits>()> &forward) {
  using Clock = std::chrono::steady_clock;
  runTimes.clear();
  for (;;) {
    // The first call compiles.
    double preparedBefore =
        model.compileMilliseconds() + model.packMilliseconds();
    Clock::time_point begin = Clock::now();
    StatusOr<Logits> logits = forward();
    std::chrono::duration<double, std::milli> elapsed = Clock::now() - begin;
    if (!logits.ok())
      return logits;
    double prepared =
        model.compileMilliseconds() + model.packMilliseconds() - preparedBefore;
    runTimes.push_back(std::max(elapsed.count() - prepared, 0.0));
    if (static_cast<int64_t>(runTimes.size()) < count)
      continue;
    loadTime = model.loadMilliseconds();
    compileTime = model.compileMilliseconds();
    packTime = model.packMilliseconds();
    return logits;
  }
}

void RepeatedRuns::appendJson(ordered_json &object) const {
  if (count > 0)
    object["timings"] = {{"load_ms", loadTime},
                         {"compile_ms", compileTime},
                         {"pack_ms", packTime},
                         {"run_ms", runTimes}};
}

void RepeatedRuns::printText() const {
  if (count == 0)
    return;
  std::vector<double> sorted = runTimes;
  std::sort(sorted.begin(), sorted.end());
  size_t middle = sorted.size() / 2;
  double median = sorted.size() % 2 ? sorted[middle]
                                    : (sorted[middle - 1] + sorted[middle]) / 2;
  std::cout << count << " runs, median " << std::fixed << std::setprecision(3)
            << median << " ms, least " << sorted.front() << " ms\n";
}
