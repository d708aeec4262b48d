//===- Checks.h - What every program must do --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Runs programs in the interpreter, in the interpreter after each portable
// pass, and compiled, all in one module, and compares the answers.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_CHECKS_H
#define PTIR_TOOLS_PTIR_FUZZ_CHECKS_H

#include "Programs.h"

#include "mlir/Pass/PassManager.h"

namespace ptir::fuzz {

struct Finding {
  uint64_t seed = 0;
  /// What differs from the interpreter: `native`, `canonicalize`, ….
  std::string stage;
  std::string message;
};

/// A stage that keeps modules portable.
struct PortablePass {
  llvm::StringLiteral name;
  void (*add)(mlir::OpPassManager &manager);
};

struct CheckOptions {
  std::string backend = "native";
  int threads = 1;
  /// Only these stages; empty for all.
  std::vector<std::string> stages;
  std::vector<PortablePass> morePasses;
};

/// At most one finding per program and stage. `answers` counts the calls that
/// gave results, and those that gave an error.
struct AnswerCounts {
  uint64_t results = 0, errors = 0;
};
std::vector<Finding> checkPrograms(std::vector<Program> &programs,
                                   const CheckOptions &options,
                                   AnswerCounts &answers);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_CHECKS_H
