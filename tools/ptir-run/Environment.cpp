//===- Environment.cpp - Environment variables ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Environment.h"

#include <cstdlib>

using namespace ptir::run;

static std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

Environment ptir::run::readEnvironment() {
  Environment environment;
  environment.modelDir = variable("PTIR_MODEL_DIR");
  if (std::string cache = variable("XDG_CACHE_HOME"); !cache.empty())
    environment.cacheDir = cache + "/ptir";
  else if (std::string home = variable("HOME"); !home.empty())
    environment.cacheDir = home + "/.cache/ptir";
  environment.noColor =
      !variable("NO_COLOR").empty() || variable("TERM") == "dumb";
  return environment;
}
