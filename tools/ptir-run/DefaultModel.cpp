//===- DefaultModel.cpp - The model used when none is named ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "DefaultModel.h"

#include "BuildPaths.h"
#include "Environment.h"

#include <filesystem>

using namespace ptir;
namespace fs = std::filesystem;

StatusOr<std::string> ptir::run::chooseModel(const std::string &path) {
  if (!path.empty())
    return path;
  // A model that was asked for is never replaced by another one.
  if (std::string asked = readEnvironment().modelDir; !asked.empty())
    return asked;
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path installed =
      (program.parent_path() / installedModelDir).lexically_normal();
  for (const fs::path &folder : {installed, fs::path(sourceModelDir)})
    if (fs::exists(folder / "config.json", error))
      return folder.string();
  return Status::failure("expected the default model in '" +
                         installed.string() + "' or '" + sourceModelDir +
                         "', found it in neither; name one with --model or "
                         "PTIR_MODEL_DIR");
}
