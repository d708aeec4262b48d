//===- ParamBudget.cpp - --param-budget, and what came of it --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ParamBudget.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

using namespace ptir;
using namespace ptir::run;
using execution::CallCounters;
using nlohmann::ordered_json;

StatusOr<ParamBudget> ptir::run::parseParamBudget(const std::string &text) {
  static constexpr struct {
    std::string_view name;
    double bytes;
  } units[] = {{"", 1},         {"B", 1},        {"kB", 1e3},
               {"KB", 1e3},     {"MB", 1e6},     {"GB", 1e9},
               {"KiB", 0x1p10}, {"MiB", 0x1p20}, {"GiB", 0x1p30}};
  double number = 0;
  const char *end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, number);
  std::string_view unit(rest, static_cast<size_t>(end - rest));
  ParamBudget budget;
  if (error == std::errc() && unit == "%" && number > 0 && number <= 100)
    budget.percent = number;
  for (const auto &known : units)
    if (error == std::errc() && unit == known.name &&
        number * known.bytes >= 1 && number * known.bytes < 0x1p62)
      budget.bytes = static_cast<int64_t>(number * known.bytes);
  if (budget.isGiven())
    return budget;
  return Status::failure("expected a size such as 128MB, 0.5GiB, 1000000 or "
                         "25%, found '" +
                         text + "'");
}

/// Bytes read per second of waiting for them.
static double readSpeed(const CallCounters &counters) {
  return counters.paramReadNanoseconds
             ? 1e9 * static_cast<double>(counters.paramReadBytes) /
                   static_cast<double>(counters.paramReadNanoseconds)
             : 0;
}

static double perRun(uint64_t total, int64_t runs) {
  return static_cast<double>(total) /
         static_cast<double>(std::max<int64_t>(runs, 1));
}

ordered_json ptir::run::streamingJson(const LoadedModel &model,
                                      const CallCounters &counters,
                                      int64_t runs, const std::string &unit) {
  return {{"budget_bytes", model.paramBudget()},
          {"peak_bytes", model.streamCounters().peakBytes},
          {"loaded_bytes_per_" + unit, perRun(counters.paramBytes, runs)},
          {"read_bytes_per_" + unit, perRun(counters.paramReadBytes, runs)},
          {"read_bytes_per_second", readSpeed(counters)},
          {"wait_ms_per_" + unit,
           perRun(counters.paramWaitNanoseconds, runs) / 1e6}};
}

std::string ptir::run::streamingText(const LoadedModel &model,
                                     const CallCounters &counters, int64_t runs,
                                     const std::string &unit) {
  char text[256];
  std::snprintf(text, sizeof(text),
                "parameters: at most %.1f of %.1f MB in memory; per %s %.1f MB "
                "read at %.0f MB/s, %.2f ms waited",
                static_cast<double>(model.streamCounters().peakBytes) / 1e6,
                static_cast<double>(model.paramBudget()) / 1e6, unit.c_str(),
                perRun(counters.paramReadBytes, runs) / 1e6,
                readSpeed(counters) / 1e6,
                perRun(counters.paramWaitNanoseconds, runs) / 1e6);
  return text;
}
