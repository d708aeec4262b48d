//===- Tolerance.h - How close results must be ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Two numbers per case and backend, from rules in a JSON file:
//
//   {"default": {"atol": 5e-4, "rtol": 1e-4},
//    "rules": [{"backend": "native", "test": "*_bf16*", "atol": 1e-2}]}
//
// A rule has a backend, a test or both, with `*` for any text, and sets atol,
// rtol or both. A rule that names both applies when both match. Rules that name
// a test go before those that name a backend, those that name both before
// either; among equals the last one decides. atol and rtol are looked up
// separately.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_TOLERANCE_H
#define PTIR_TEST_PARITY_TOLERANCE_H

#include "../conformance/Tensor.h"

#include "ptir/Support/Status.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ptir::parity {

struct Tolerance {
  double atol = 5e-4;
  double rtol = 1e-4;
};

class ToleranceRules {
public:
  /// Fails on unknown keys, values of other types, negative numbers, and rules
  /// that name nothing or set nothing.
  static StatusOr<ToleranceRules> parse(const std::string &json);
  /// Parses the file.
  static StatusOr<ToleranceRules> load(const std::string &path);

  Tolerance resolve(std::string_view backend, std::string_view test) const;

private:
  struct Rule {
    std::optional<std::string> backend, test;
    std::optional<double> atol, rtol;
  };

  Tolerance byDefault;
  std::vector<Rule> rules;
};

/// Whether `*` in the pattern can stand for text so that it is `text`.
bool matchesGlob(std::string_view pattern, std::string_view text);

/// |e - a| <= atol + rtol * max(|e|, |a|); equal infinities agree, and NaN
/// agrees with NaN alone.
bool agree(double expected, double actual, const Tolerance &tolerance);

/// Types, extents, and the first element that does not agree, as text; empty if
/// all do. Integers and i1 must be equal.
std::string compare(const conformance::Tensor &expected,
                    const conformance::Tensor &actual,
                    const Tolerance &tolerance);

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_TOLERANCE_H
