//===- Overrides.cpp - Policies per functional ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Overrides.h"

#include "ptir/Functional/FunctionalTable.h"

#include "llvm/ADT/StringExtras.h"

using namespace ptir;
using namespace ptir::functional;
using llvm::StringRef;

using Kind = OverridePolicy::Kind;

static Status malformed(StringRef text) {
  return Status::failure(
      "expected a policy '', 'force=IMPLEMENTATION', 'benchmark' or "
      "'benchmark(cache=N)' with N of at least 1, found '" +
      text.str() + "'");
}

StatusOr<OverridePolicy> functional::parseOverridePolicy(StringRef text) {
  OverridePolicy policy;
  StringRef rest = text.trim();
  if (rest.empty())
    return policy;
  auto [word, value] = rest.split('=');
  if (word.trim() == "force" && !value.trim().empty()) {
    policy.kind = Kind::Force;
    policy.implementation = value.trim().str();
    return policy;
  }
  if (!rest.consume_front("benchmark"))
    return malformed(text);
  policy.kind = Kind::Benchmark;
  rest = rest.ltrim();
  if (rest.empty())
    return policy;
  if (!rest.consume_front("(") || !rest.consume_back(")"))
    return malformed(text);
  std::tie(word, value) = rest.split('=');
  if (word.trim() != "cache" ||
      value.trim().getAsInteger(10, policy.cacheCapacity) ||
      policy.cacheCapacity == 0)
    return malformed(text);
  return policy;
}

Status OverrideSet::set(StringRef key, StringRef text) {
  const FunctionalRow *row = findFunctional(key.trim());
  if (!row)
    return Status::failure("override '" + key.str() +
                           "': expected a functional of " + listFunctionals() +
                           "; found '" + key.str() + "'");
  std::string who = "override '" + key.str() + "': ";
  StatusOr<OverridePolicy> policy = parseOverridePolicy(text);
  if (!policy.ok())
    return Status::failure(who + policy.message());
  if (policy->kind == Kind::Force &&
      policy->implementation != portableImplementation &&
      !implementations->find(row->key, policy->implementation))
    return Status::failure(who + "expected an implementation of " +
                           implementations->listNames(row->key) + "; found '" +
                           policy->implementation + "'");
  policies[row->key.str()] = *policy;
  return Status::success();
}

const OverridePolicy &OverrideSet::find(StringRef functional) const {
  static const OverridePolicy none;
  auto found = policies.find(functional);
  return found == policies.end() ? none : found->second;
}

OverrideScope::OverrideScope(OverrideSet &overrides, StringRef key,
                             StringRef policy)
    : overrides(overrides) {
  const FunctionalRow *row = findFunctional(key.trim());
  if (row) {
    auto found = overrides.policies.find(row->key);
    if (found != overrides.policies.end())
      before = found->second;
  }
  result = overrides.set(key, policy);
  if (result.ok())
    functional = row->key.str();
}

OverrideScope::~OverrideScope() {
  if (functional.empty())
    return;
  if (before)
    overrides.policies[functional] = *before;
  else
    overrides.policies.erase(functional);
}
