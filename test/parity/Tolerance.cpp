//===- Tolerance.cpp - How close results must be --------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Tolerance.h"

#include "../conformance/Case.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace ptir;
using namespace ptir::parity;
using nlohmann::json;

bool parity::matchesGlob(std::string_view pattern, std::string_view text) {
  size_t star = pattern.find('*');
  if (star == std::string_view::npos)
    return pattern == text;
  if (text.substr(0, star) != pattern.substr(0, star))
    return false;
  std::string_view rest = pattern.substr(star + 1);
  for (size_t begin = star; begin <= text.size(); ++begin)
    if (matchesGlob(rest, text.substr(begin)))
      return true;
  return false;
}

//===----------------------------------------------------------------------===//
// Rules
//===----------------------------------------------------------------------===//

/// `where` and what is wrong there.
static Status wrong(const std::string &where, const std::string &what) {
  return Status::failure("tolerances: " + where + ": " + what);
}

static Status checkKeys(const json &object, const std::string &where,
                        const std::vector<std::string> &known) {
  if (!object.is_object())
    return wrong(where, "expected an object, found " +
                            std::string(object.type_name()));
  for (const auto &[key, value] : object.items())
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      std::string names;
      for (const std::string &name : known)
        names += (names.empty() ? "" : ", ") + name;
      return wrong(where,
                   "expected keys of " + names + ", found '" + key + "'");
    }
  return Status::success();
}

static Status readNumber(const json &object, const std::string &where,
                         const char *key, std::optional<double> &number) {
  auto found = object.find(key);
  if (found == object.end())
    return Status::success();
  if (!found->is_number() || !(found->get<double>() >= 0))
    return wrong(where, std::string("expected a number of at least 0 for '") +
                            key + "', found " + found->dump());
  number = found->get<double>();
  return Status::success();
}

static Status readText(const json &object, const std::string &where,
                       const char *key, std::optional<std::string> &text) {
  auto found = object.find(key);
  if (found == object.end())
    return Status::success();
  if (!found->is_string())
    return wrong(where, std::string("expected a string for '") + key +
                            "', found " + found->dump());
  text = found->get<std::string>();
  return Status::success();
}

/// The first of some that failed, or success.
static Status firstFailure(std::initializer_list<Status> list) {
  for (const Status &status : list)
    if (!status.ok())
      return status;
  return Status::success();
}

StatusOr<ToleranceRules> ToleranceRules::parse(const std::string &text) {
  json document = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded())
    return wrong("the file", "expected JSON, found something else");
  if (Status status = checkKeys(document, "the file", {"default", "rules"});
      !status.ok())
    return status;
  ToleranceRules result;
  if (auto found = document.find("default"); found != document.end()) {
    std::optional<double> atol, rtol;
    if (Status status = checkKeys(*found, "default", {"atol", "rtol"});
        !status.ok())
      return status;
    if (Status status =
            firstFailure({readNumber(*found, "default", "atol", atol),
                          readNumber(*found, "default", "rtol", rtol)});
        !status.ok())
      return status;
    result.byDefault.atol = atol.value_or(result.byDefault.atol);
    result.byDefault.rtol = rtol.value_or(result.byDefault.rtol);
  }
  auto rules = document.find("rules");
  if (rules == document.end())
    return result;
  if (!rules->is_array())
    return wrong("rules",
                 "expected an array, found " + std::string(rules->type_name()));
  for (size_t i = 0; i < rules->size(); ++i) {
    const json &object = (*rules)[i];
    std::string where = "rules[" + std::to_string(i) + "]";
    if (Status status =
            checkKeys(object, where, {"backend", "test", "atol", "rtol"});
        !status.ok())
      return status;
    Rule rule;
    if (Status status =
            firstFailure({readText(object, where, "backend", rule.backend),
                          readText(object, where, "test", rule.test),
                          readNumber(object, where, "atol", rule.atol),
                          readNumber(object, where, "rtol", rule.rtol)});
        !status.ok())
      return status;
    if (!rule.backend && !rule.test)
      return wrong(where, "expected 'backend', 'test' or both, found neither");
    if (!rule.atol && !rule.rtol)
      return wrong(where, "expected 'atol', 'rtol' or both, found neither");
    result.rules.push_back(std::move(rule));
  }
  return result;
}

StatusOr<ToleranceRules> ToleranceRules::load(const std::string &path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  if (!file)
    return Status::failure("tolerances '" + path + "': cannot be read");
  return parse(text.str());
}

Tolerance ToleranceRules::resolve(std::string_view backend,
                                  std::string_view test) const {
  Tolerance tolerance = byDefault;
  // Rising precedence: backend, test, both.
  for (int level = 1; level <= 3; ++level)
    for (const Rule &rule : rules) {
      if ((rule.backend ? 1 : 0) + (rule.test ? 2 : 0) != level ||
          (rule.backend && !matchesGlob(*rule.backend, backend)) ||
          (rule.test && !matchesGlob(*rule.test, test)))
        continue;
      tolerance.atol = rule.atol.value_or(tolerance.atol);
      tolerance.rtol = rule.rtol.value_or(tolerance.rtol);
    }
  return tolerance;
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

bool parity::agree(double expected, double actual, const Tolerance &tolerance) {
  if (std::isnan(expected) || std::isnan(actual))
    return std::isnan(expected) && std::isnan(actual);
  if (expected == actual)
    return true;
  if (std::isinf(expected) || std::isinf(actual))
    return false;
  return std::abs(expected - actual) <=
         tolerance.atol +
             tolerance.rtol * std::max(std::abs(expected), std::abs(actual));
}

std::string parity::compare(const conformance::Tensor &expected,
                            const conformance::Tensor &actual,
                            const Tolerance &tolerance) {
  std::string expectedType = conformance::spell({expected.type, expected.dims});
  std::string actualType = conformance::spell({actual.type, actual.dims});
  if (expectedType != actualType)
    return "expected " + expectedType + ", found " + actualType;
  Tolerance exact{0, 0};
  const Tolerance &used = isFloat(expected.type) ? tolerance : exact;
  int64_t wrong = 0;
  std::string first;
  for (int64_t i = 0; i < expected.size(); ++i) {
    double e = conformance::numberAt(expected, i).real();
    double a = conformance::numberAt(actual, i).real();
    if (agree(e, a, used))
      continue;
    if (++wrong > 1)
      continue;
    std::ostringstream text;
    text.precision(9);
    text << "element " << i << " of " << expectedType << ": expected " << e
         << ", found " << a << " (atol " << used.atol << ", rtol " << used.rtol
         << ")";
    first = text.str();
  }
  return wrong ? first + "; " + std::to_string(wrong) + " elements differ" : "";
}
