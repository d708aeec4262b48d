//===- ParameterNames.cpp - ResNet weights by any name --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "models/resnet/ParameterNames.h"

using namespace ptir;

/// Adds `name` with the first `part` replaced, if it has one.
static void addReplaced(std::vector<std::string> &names, std::string_view name,
                        std::string_view part, std::string_view by) {
  size_t at = name.find(part);
  if (at != name.npos)
    names.push_back(std::string(name).replace(at, part.size(), by));
}

std::vector<std::string> resnet::candidateNames(std::string_view parameter) {
  std::vector<std::string> names = {std::string(parameter)};
  addReplaced(names, parameter, ".downsample.0.", ".downsample.");
  if (parameter.substr(0, 3) == "fc.")
    addReplaced(names, parameter, "fc.", "linear.");
  for (size_t i = 0, count = names.size(); i < count; ++i)
    names.push_back("module." + names[i]);
  return names;
}

bool resnet::isBuffer(std::string_view name) {
  constexpr std::string_view end = ".num_batches_tracked";
  return name.size() >= end.size() &&
         name.substr(name.size() - end.size()) == end;
}
