//===- Report.cpp - Times and counts --------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>

using namespace ptir;
using namespace ptir::parity;
using nlohmann::ordered_json;

std::optional<double>
parity::medianSeconds(const std::function<std::optional<double>()> &run) {
  // A run that takes long warms up little.
  constexpr double enough = 0.02;
  constexpr size_t most = 9;
  std::optional<double> warmUp = run();
  if (!warmUp)
    return std::nullopt;
  std::vector<double> times;
  double total = 0;
  while (times.size() < most && (times.empty() || total < enough)) {
    std::optional<double> seconds = run();
    if (!seconds)
      return std::nullopt;
    times.push_back(*seconds);
    total += *seconds;
  }
  std::nth_element(times.begin(), times.begin() + times.size() / 2,
                   times.end());
  return times[times.size() / 2];
}

Report::Row &Report::rowOf(const std::string &test) {
  auto [position, added] = positions.emplace(test, rows.size());
  if (added)
    rows.push_back({test});
  return rows[position->second];
}

std::optional<double> Report::Row::secondsOf(const Variant &variant) const {
  auto cell = cells.find(variant.suite());
  return cell == cells.end() ? std::nullopt : cell->second.seconds;
}

bool Report::Row::passed() const {
  return std::all_of(cells.begin(), cells.end(),
                     [](const auto &cell) { return cell.second.passed; });
}

void Report::addTorch(const std::string &test, double seconds) {
  rowOf(test).torch = seconds;
}

void Report::add(const std::string &test, const Variant &variant,
                 bool rejecting, bool passed, std::optional<double> seconds) {
  Row &row = rowOf(test);
  row.rejecting = rejecting;
  row.cells[variant.suite()] = {passed, seconds};
}

Report::Count Report::count(bool rejecting) const {
  Count count;
  for (const Row &row : rows)
    for (const auto &[suite, cell] : row.cells)
      if (row.rejecting == rejecting)
        ++(cell.passed ? count.passed : count.failed);
  return count;
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

static std::string milliseconds(std::optional<double> seconds) {
  if (!seconds)
    return "n/a";
  char text[40];
  std::snprintf(text, sizeof text, "%.4f", *seconds * 1000);
  return text;
}

static std::string ratio(std::optional<double> over,
                         std::optional<double> under) {
  if (!over || !under || *under == 0)
    return "n/a";
  char text[40];
  std::snprintf(text, sizeof text, "%.2fx", *over / *under);
  return text;
}

std::vector<Variant> Report::used() const {
  std::vector<Variant> list;
  for (const Variant &variant : variants)
    if (std::any_of(rows.begin(), rows.end(), [&](const Row &row) {
          return row.cells.count(variant.suite()) > 0;
        }))
      list.push_back(variant);
  return list;
}

void Report::print(std::ostream &stream) const {
  std::vector<Variant> variants = used();
  // One column group for each backend: baseline, optimised, and how much
  // faster the latter is than the former and than LibTorch.
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> header = {"test", "status", "torch"};
  for (const Variant &variant : variants) {
    header.push_back(variant.backend + (variant.optimised ? "-opt" : ""));
    if (variant.optimised)
      header.insert(header.end(), {"speed-up", "over torch"});
  }
  lines.push_back(header);
  for (const Row &row : rows) {
    std::vector<std::string> line = {row.test, row.passed() ? "ok" : "fail",
                                     milliseconds(row.torch)};
    std::optional<double> baseline;
    for (const Variant &variant : variants) {
      std::optional<double> seconds = row.secondsOf(variant);
      line.push_back(milliseconds(seconds));
      if (variant.optimised)
        line.insert(line.end(),
                    {ratio(baseline, seconds), ratio(row.torch, seconds)});
      else
        baseline = seconds;
    }
    lines.push_back(std::move(line));
  }
  std::vector<size_t> widths(header.size());
  for (const auto &line : lines)
    for (size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], line[i].size());
  stream << "\nTimes in milliseconds, medians after a warm-up, without "
            "compilation\n";
  for (const auto &line : lines) {
    std::string text;
    for (size_t i = 0; i < line.size(); ++i) {
      std::string padding(widths[i] - line[i].size(), ' ');
      text += (i ? "  " : "") + (i < 2 ? line[i] + padding : padding + line[i]);
    }
    stream << text << "\n";
  }
  Count numeric = count(false), rejecting = count(true);
  stream << "numeric cases: " << numeric.passed << " passed, " << numeric.failed
         << " failed\nrejecting cases: " << rejecting.passed << " passed, "
         << rejecting.failed << " failed\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

static ordered_json inMilliseconds(std::optional<double> seconds) {
  return seconds ? ordered_json(*seconds * 1000) : ordered_json(nullptr);
}

static ordered_json quotient(std::optional<double> over,
                             std::optional<double> under) {
  return over && under && *under != 0 ? ordered_json(*over / *under)
                                      : ordered_json(nullptr);
}

Status Report::write(const std::string &path, int threads) const {
  std::vector<Variant> variants = used();
  ordered_json document = {{"threads", threads}};
  for (bool rejecting : {false, true}) {
    Count found = count(rejecting);
    document[rejecting ? "rejecting" : "numeric"] = {{"passed", found.passed},
                                                     {"failed", found.failed}};
  }
  ordered_json &tests = document["tests"] = ordered_json::array();
  for (const Row &row : rows) {
    ordered_json line = {{"test", row.test},
                         {"kind", row.rejecting ? "rejecting" : "numeric"},
                         {"status", row.passed() ? "ok" : "fail"},
                         {"torch_ms", inMilliseconds(row.torch)}};
    std::optional<double> baseline;
    for (const Variant &variant : variants) {
      std::optional<double> seconds = row.secondsOf(variant);
      ordered_json &backend = line["backends"][variant.backend];
      backend[variant.optimised ? "optimised_ms" : "baseline_ms"] =
          inMilliseconds(seconds);
      if (variant.optimised) {
        backend["speed_up"] = quotient(baseline, seconds);
        backend["speed_up_over_torch"] = quotient(row.torch, seconds);
      } else {
        baseline = seconds;
      }
    }
    tests.push_back(std::move(line));
  }
  std::ofstream file(path);
  file << document.dump(1) << "\n";
  return file.flush() ? Status::success()
                      : Status::failure("'" + path + "': cannot be written");
}
