//===- ReadOverrides.cpp - Overrides a checkpoint asks for ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadOverrides.h"

#include "ptir/Functional/FunctionalTable.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace ptir;
using nlohmann::json;

/// The member of an object; null if there is none or `object` is no object.
static const json *member(const json &object, const char *key) {
  if (!object.is_object())
    return nullptr;
  auto found = object.find(key);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

Status ptir::readOverrides(std::string_view configJson,
                           const std::string &where,
                           functional::OverrideSet &overrides) {
  json config = json::parse(configJson, nullptr, /*allow_exceptions=*/false);
  const json *runtime = member(config, "runtime");
  if (!runtime)
    return Status::success();
  if (!runtime->is_object())
    return Status::failure(
        where + ": expected an object for 'runtime', found " + runtime->dump());
  const json *policies = member(*runtime, "functional_overrides");
  if (!policies)
    return Status::success();
  std::string key = "'runtime.functional_overrides'";
  if (!policies->is_object())
    return Status::failure(where + ": expected an object for " + key +
                           ", found " + policies->dump());
  std::set<const functional::FunctionalRow *> seen;
  for (const auto &[name, policy] : policies->items()) {
    if (!policy.is_string())
      return Status::failure(where + ": expected a policy as a string for '" +
                             name + "' in " + key + ", found " + policy.dump());
    if (Status status =
            overrides.set(name, policy.get_ref<const std::string &>());
        !status.ok())
      return Status::failure(where + ": " + status.message());
    if (!seen.insert(functional::findFunctional(name)).second)
      return Status::failure(where + ": expected each functional once in " +
                             key + ", found '" + name + "' again");
  }
  return Status::success();
}
