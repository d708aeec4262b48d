//===- OverrideChooser.h - Overrides applied to calls ----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Chooses the implementation of each call as an OverrideSet says. `benchmark`
// compiles each implementation that supports the call as a module of its own
// and runs it on seeded inputs: floats in [-1, 1), integers 0. An operand that
// is a parameter is one there as well, so that it is packed as it will be. An
// extent that is known only at run time is compiled as such and measured at
// `dynamicExtent`.
//
// Results are kept per functional, config, types, backend and threads, the
// least recently used one going first, and in a file if one is named: a file of
// another build or CPU, or a damaged one, counts as empty and is replaced.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_EXECUTION_OVERRIDECHOOSER_H
#define PTIR_EXECUTION_OVERRIDECHOOSER_H

#include "ptir/Functional/Overrides.h"

#include <memory>
#include <string>

namespace ptir::execution {

struct MeasureOptions {
  /// What runs the calls: the backend that will run the model.
  std::string backend = "native";
  /// 0 for all cores.
  int threads = 0;
  int64_t dynamicExtent = 32;
  /// Where results are kept; empty for nowhere.
  std::string file;
};

class MeasuredChoices;

/// For one thread at a time. A call that cannot be chosen for, because a forced
/// implementation does not support it or a measurement fails, is reported at
/// the call and fails its emitter.
class OverrideChooser final : public functional::Chooser {
public:
  /// `overrides` must outlive it; changes of it count from the next call on.
  OverrideChooser(const functional::OverrideSet &overrides,
                  MeasureOptions options);
  ~OverrideChooser() override;

  const functional::Implementation *
  choose(const functional::FunctionalCall &call) override;

  /// Calls measured so far; those found among the results do not count.
  size_t measuredCalls() const { return measured; }

private:
  const functional::Implementation *refuse(std::string message);
  const functional::Implementation *force(const functional::FunctionalCall &,
                                          const std::string &implementation);
  const functional::Implementation *
  measure(const functional::FunctionalCall &call, size_t cacheCapacity);

  const functional::OverrideSet &overrides;
  MeasureOptions options;
  std::unique_ptr<MeasuredChoices> choices;
  size_t measured = 0;
  /// Reports the last refusal.
  functional::Implementation refusal;
};

} // namespace ptir::execution

#endif // PTIR_EXECUTION_OVERRIDECHOOSER_H
