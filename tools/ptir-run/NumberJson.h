//===- NumberJson.h - Numbers that may not be finite ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_NUMBERJSON_H
#define PTIR_TOOLS_PTIR_RUN_NUMBERJSON_H

#include <nlohmann/json.hpp>

#include <cmath>

namespace ptir::run {

/// JSON has no number for what is not finite: "nan", "inf", "-inf" then.
template <typename Float>
nlohmann::ordered_json numberJson(Float value) {
  if (std::isfinite(value))
    return value;
  return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_NUMBERJSON_H
