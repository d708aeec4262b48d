//===- FlagChecks.h - Ranges of flags ---------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_FLAGCHECKS_H
#define PTIR_TOOLS_PTIR_RUN_FLAGCHECKS_H

#include <CLI/CLI.hpp>

#include <charconv>
#include <cstdint>
#include <string>

namespace ptir::run {

/// The flag's value must be an integer from `least` to `most`.
inline CLI::Validator integerFrom(int64_t least, int64_t most = INT64_MAX) {
  return CLI::Validator(
      [least, most](std::string &text) -> std::string {
        int64_t value = 0;
        const char *end = text.data() + text.size();
        auto [rest, error] = std::from_chars(text.data(), end, value);
        if (error == std::errc() && rest == end && value >= least &&
            value <= most)
          return "";
        std::string range = most == INT64_MAX
                                ? "of at least " + std::to_string(least)
                                : "from " + std::to_string(least) + " to " +
                                      std::to_string(most);
        return "expected an integer " + range + ", found '" + text + "'";
      },
      /*description=*/"");
}

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_FLAGCHECKS_H
