//===- KernelConfig.h - What a kernel is asked to do ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_KERNELCONFIG_H
#define PTIR_RUNTIME_KERNELCONFIG_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ptir::runtime {

/// Names with lists of words or numbers, as compiled code holds them:
/// `epilogue=sum,relu;stride=1,1`.
class KernelConfig {
public:
  /// Fails on a part without `=`.
  static StatusOr<KernelConfig> parse(std::string_view text);

  bool has(const std::string &name) const { return values.count(name) != 0; }
  /// Empty when there is no such name.
  std::vector<std::string> words(const std::string &name) const;
  /// Fails unless the name has `count` numbers.
  StatusOr<std::vector<int64_t>> numbers(const std::string &name,
                                         size_t count) const;

private:
  std::map<std::string, std::vector<std::string>> values;
};

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_KERNELCONFIG_H
