//===- Report.h - Times and counts ------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_REPORT_H
#define PTIR_TEST_PARITY_REPORT_H

#include "Variant.h"

#include "ptir/Support/Status.h"

#include <functional>
#include <map>
#include <optional>
#include <ostream>

namespace ptir::parity {

/// The median of several runs after one that warms up. `run` gives the seconds
/// of one, or nothing when it failed. Slow functions are run less often.
std::optional<double>
medianSeconds(const std::function<std::optional<double>()> &run);

/// Collects what the tests find and prints it when all are done.
class Report {
public:
  explicit Report(std::vector<Variant> variants)
      : variants(std::move(variants)) {}

  void addTorch(const std::string &test, double seconds);
  void add(const std::string &test, const Variant &variant, bool rejecting,
           bool passed, std::optional<double> seconds);

  /// The table, a line per test, then the counts.
  void print(std::ostream &stream) const;
  /// The same as JSON.
  Status write(const std::string &path, int threads) const;

private:
  struct Cell {
    bool passed;
    std::optional<double> seconds;
  };
  struct Row {
    std::string test;
    bool rejecting = false;
    std::optional<double> torch;
    /// By suite.
    std::map<std::string, Cell> cells;

    std::optional<double> secondsOf(const Variant &variant) const;
    bool passed() const;
  };
  Row &rowOf(const std::string &test);
  /// The variants that some test was run on.
  std::vector<Variant> used() const;
  struct Count {
    int passed = 0, failed = 0;
  };
  /// Of the cells of numeric or rejecting rows.
  Count count(bool rejecting) const;

  std::vector<Variant> variants;
  std::vector<Row> rows;
  std::map<std::string, size_t> positions;
};

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_REPORT_H
