//===- RepeatedRuns.h - How long a model runs -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_REPEATEDRUNS_H
#define PTIR_TOOLS_PTIR_RUN_REPEATEDRUNS_H

#include "ptir/Inference/Forward.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>

namespace ptir::run {

/// Runs a model several times and remembers how long each run took, without
/// loading and compiling.
class RepeatedRuns {
public:
  /// Adds `--repeat`; this must outlive the parse.
  void addFlag(CLI::App &command);

  /// Calls `forward` as often as the flag says, at least once. The result of
  /// the last call, or the first failure.
  StatusOr<Logits> run(const LoadedModel &model,
                       const std::function<StatusOr<Logits>()> &forward);

  /// Adds `timings` (milliseconds) to what is printed, if the flag was given.
  void appendJson(nlohmann::ordered_json &object) const;
  /// Prints a line with the median, if the flag was given.
  void printText() const;

private:
  int64_t count = 0;
  double loadTime = 0, compileTime = 0, packTime = 0;
  std::vector<double> runTimes;
};

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_REPEATEDRUNS_H
