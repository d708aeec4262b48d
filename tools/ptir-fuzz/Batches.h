//===- Batches.h - Random programs, many per process ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_BATCHES_H
#define PTIR_TOOLS_PTIR_FUZZ_BATCHES_H

#include "Checks.h"
#include "Programs.h"

#include "mlir/IR/MLIRContext.h"

#include <functional>
#include <memory>
#include <vector>

namespace ptir::fuzz {

/// The programs of consecutive seeds, and how they are checked.
struct BatchOptions {
  uint64_t seed = 0;
  uint64_t count = 1000;
  /// Programs per module and process.
  uint64_t batch = 40;
  /// Processes at a time; 0 for all cores.
  unsigned jobs = 0;
  /// Seconds per process.
  unsigned timeout = 120;
  OpChoice choice;
  CheckOptions checks;
};

/// What all batches said.
struct Totals {
  uint64_t programs = 0;
  AnswerCounts answers;
  GrowthCounts growth;
  std::vector<Finding> findings; ///< by seed and stage
};

/// A context with every dialect registered and those of programs loaded.
std::unique_ptr<mlir::MLIRContext> makeContext();

/// Grows and checks all programs; tells `progress` after each batch. A crash or
/// a hang is a finding of the program that does it alone, too.
Totals runBatches(const BatchOptions &options,
                  const std::function<void(const Totals &)> &progress);

/// The findings of one program in a process of its own, crashes included.
std::vector<Finding> checkAlone(Program &program, const CheckOptions &options,
                                unsigned timeout);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_BATCHES_H
