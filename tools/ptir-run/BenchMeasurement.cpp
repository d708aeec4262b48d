//===- BenchMeasurement.cpp - Timed runs of a case ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BenchMeasurement.h"

#include "ptir/Inference/Stopwatch.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

using namespace ptir;
using namespace ptir::run;
using execution::CallCounters;
using nlohmann::ordered_json;

StatusOr<BenchMeasurement> ptir::run::measureCase(const std::string &name,
                                                  BenchCase &benchCase,
                                                  const LoadedModel &model,
                                                  int64_t warmup,
                                                  int64_t rounds) {
  for (int64_t i = 0; i < warmup; ++i)
    if (Status status = benchCase.run().status(); !status.ok())
      return status;
  BenchMeasurement measurement;
  measurement.name = name;
  measurement.units = benchCase.units();
  measurement.unitName = benchCase.unitName();
  measurement.context = benchCase.context();
  double compiledBefore = model.compileMilliseconds();
  CallCounters before = benchCase.instance().counters();
  for (int64_t i = 0; i < rounds; ++i) {
    Stopwatch watch;
    StatusOr<BenchLogits> logits = benchCase.run();
    measurement.runTimes.push_back(watch.milliseconds());
    if (!logits.ok())
      return logits.status();
  }
  measurement.compileTime = model.compileMilliseconds() - compiledBefore;
  measurement.counters = benchCase.instance().counters() - before;
  return measurement;
}

Status BenchMeasurement::checkFrozen() const {
  const std::string where =
      name + ": after the warm-up expected nothing to be ";
  if (compileTime > 0)
    return Status::failure(where + "compiled, found " +
                           std::to_string(compileTime) + " ms of it");
  if (counters.arenaGrowths || counters.resultAllocations)
    return Status::failure(
        where + "allocated, found " + std::to_string(counters.arenaGrowths) +
        " growths of the arena and " +
        std::to_string(counters.resultAllocations) +
        " allocations of results (--warmup-tokens sets how many runs come "
        "first)");
  return Status::success();
}

double ptir::run::quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  double place = share * static_cast<double>(values.size() - 1);
  size_t below = static_cast<size_t>(place);
  size_t above = std::min(below + 1, values.size() - 1);
  double part = place - static_cast<double>(below);
  return values[below] + part * (values[above] - values[below]);
}

/// Units per second at the median; 0 if the clock did not move.
static double unitsPerSecond(const BenchMeasurement &measurement) {
  double median = quantile(measurement.runTimes, 0.5);
  return median > 0 ? 1000.0 * static_cast<double>(measurement.units) / median
                    : 0;
}

ordered_json ptir::run::measurementJson(const BenchMeasurement &measurement) {
  const std::vector<double> &times = measurement.runTimes;
  ordered_json object = {{"case", measurement.name},
                         {measurement.unitName, measurement.units}};
  if (measurement.context)
    object["context"] = measurement.context;
  object["median_ms"] = quantile(times, 0.5);
  object["quartiles_ms"] = {quantile(times, 0.25), quantile(times, 0.75)};
  object["least_ms"] = *std::min_element(times.begin(), times.end());
  object[measurement.unitName + "_per_second"] = unitsPerSecond(measurement);
  object["run_ms"] = times;
  object["after_warmup"] = {
      {"compile_ms", measurement.compileTime},
      {"arena_growths", measurement.counters.arenaGrowths},
      {"result_allocations", measurement.counters.resultAllocations},
      {"copies", measurement.counters.copies},
      {"copied_bytes", measurement.counters.copiedBytes}};
  return object;
}

void ptir::run::printMeasurements(
    const std::vector<BenchMeasurement> &measurements) {
  char line[160];
  std::snprintf(line, sizeof(line), "%-14s %10s %7s %11s %21s %12s\n", "case",
                "units", "context", "median ms", "quartiles ms", "per second");
  std::cout << line;
  for (const BenchMeasurement &measurement : measurements) {
    const std::vector<double> &times = measurement.runTimes;
    std::string units =
        std::to_string(measurement.units) + " " + measurement.unitName;
    std::string context =
        measurement.context ? std::to_string(measurement.context) : "";
    std::snprintf(line, sizeof(line),
                  "%-14s %10s %7s %11.3f %10.3f %10.3f %12.1f\n",
                  measurement.name.c_str(), units.c_str(), context.c_str(),
                  quantile(times, 0.5), quantile(times, 0.25),
                  quantile(times, 0.75), unitsPerSecond(measurement));
    std::cout << line;
  }
}
