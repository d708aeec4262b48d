//===- Harness.h - Runs cases on every backend and compares -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// All cases of a list share one module per backend, since compiling costs more
// than running. For each call
//
//  - the reference must give the golden results, where there are some,
//  - it must agree with LibTorch, where the case says so,
//  - every other backend must agree with the reference,
//  - a call that must fail gives an error with op and place on all of them.
//
// A failure is one GoogleTest failure with the text of a module that holds the
// one function, and a folder with the module and its inputs for
// `ptir-run exec`. The calls after it go on in the same process and instance.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_HARNESS_H
#define PTIR_TEST_CONFORMANCE_HARNESS_H

#include "Case.h"

namespace ptir::conformance {

/// The registered backends that are no interpreters.
std::vector<std::string> compiledBackends();

struct HarnessOptions {
  /// Steps of all loops of one call; 0 for no limit.
  int64_t maxSteps = 0;
  /// The backends that are compared with the reference.
  std::vector<std::string> backends = compiledBackends();
};

void check(const std::vector<Case> &cases, HarnessOptions options = {});

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_HARNESS_H
