//===- ParamBudget.h - --param-budget, and what came of it ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_PARAMBUDGET_H
#define PTIR_TOOLS_PTIR_RUN_PARAMBUDGET_H

#include "ptir/Inference/Model.h"

#include <nlohmann/json.hpp>

#include <string>

namespace ptir::run {

/// What `128MB`, `0.5GiB`, `1000000` or `25%` says: kB, MB and GB are powers of
/// 1000, KiB, MiB and GiB of 1024. Fails for anything else, and for less than a
/// byte.
StatusOr<ParamBudget> parseParamBudget(const std::string &text);

/// What streaming did in `runs` runs of `unit` ("token", "run"), as JSON or as
/// one line for a person. `counters` count these runs.
nlohmann::ordered_json streamingJson(const LoadedModel &model,
                                     const execution::CallCounters &counters,
                                     int64_t runs, const std::string &unit);
std::string streamingText(const LoadedModel &model,
                          const execution::CallCounters &counters, int64_t runs,
                          const std::string &unit);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_PARAMBUDGET_H
