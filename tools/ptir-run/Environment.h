//===- Environment.h - Environment variables --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The one place where this tool reads the environment.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_ENVIRONMENT_H
#define PTIR_TOOLS_PTIR_RUN_ENVIRONMENT_H

#include <string>

namespace ptir::run {

struct Environment {
  /// PTIR_MODEL_DIR: the default model's folder; empty if not set.
  std::string modelDir;
  /// $XDG_CACHE_HOME/ptir, else $HOME/.cache/ptir; empty if neither is set.
  std::string cacheDir;
  /// NO_COLOR is set and not empty, or TERM is "dumb".
  bool noColor = false;
};

Environment readEnvironment();

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_ENVIRONMENT_H
