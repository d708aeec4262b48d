//===- KernelConfig.cpp - What a kernel is asked to do --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/KernelConfig.h"

#include <charconv>

namespace ptir::runtime {

static std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

StatusOr<KernelConfig> KernelConfig::parse(std::string_view text) {
  KernelConfig config;
  for (const std::string &part : split(text, ';')) {
    size_t equals = part.find('=');
    if (equals == std::string::npos)
      return Status::failure("kernel configuration: expected name=value, "
                             "found '" +
                             part + "'");
    config.values[part.substr(0, equals)] =
        split(std::string_view(part).substr(equals + 1), ',');
  }
  return config;
}

std::vector<std::string> KernelConfig::words(const std::string &name) const {
  auto found = values.find(name);
  return found == values.end() ? std::vector<std::string>() : found->second;
}

StatusOr<std::vector<int64_t>> KernelConfig::numbers(const std::string &name,
                                                     size_t count) const {
  std::vector<int64_t> result;
  for (const std::string &word : words(name)) {
    int64_t number = 0;
    auto [end, error] =
        std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size())
      return Status::failure("kernel configuration: expected a number in '" +
                             name + "', found '" + word + "'");
    result.push_back(number);
  }
  if (result.size() != count)
    return Status::failure("kernel configuration: expected " +
                           std::to_string(count) + " numbers in '" + name +
                           "', found " + std::to_string(result.size()));
  return result;
}

} // namespace ptir::runtime
