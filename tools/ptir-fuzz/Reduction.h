//===- Reduction.h - The smallest program that fails ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_REDUCTION_H
#define PTIR_TOOLS_PTIR_FUZZ_REDUCTION_H

#include "Checks.h"

#include <functional>

namespace ptir::fuzz {

/// Makes a program smaller as long as `fails` says that it still fails: fewer
/// calls, one result, inputs in place of computed values, bodies in place of
/// composites and calls.
void reduceProgram(Program &program,
                   const std::function<bool(Program &)> &fails);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_REDUCTION_H
