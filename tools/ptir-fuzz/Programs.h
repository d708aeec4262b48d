//===- Programs.h - Programs with their inputs ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A program is a module with one public function and the calls it is checked
// with. On disk the function carries the arguments, one list of dense tensors
// per call, in the attribute `fuzz.inputs`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_PROGRAMS_H
#define PTIR_TOOLS_PTIR_FUZZ_PROGRAMS_H

#include "Grower.h"

#include "ptir/Validation/ModuleCalls.h"

#include "mlir/IR/OwningOpRef.h"

namespace ptir::fuzz {

struct Program {
  /// The seed it was grown from, or the number of a function of a file.
  uint64_t seed = 0;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::vector<validation::Call> calls;

  /// The entry.
  mlir::func::FuncOp function();
  Program clone();
};

/// The program of a seed.
Program growProgram(mlir::MLIRContext &context, uint64_t seed,
                    const OpChoice &choice, GrowthCounts &counts);

/// The module with the inputs of the calls in `fuzz.inputs`.
std::string printProgram(Program &program, llvm::StringRef comment);

/// Reads a module: one program per public function. A function without
/// `fuzz.inputs` gets seeded arguments.
StatusOr<std::vector<Program>> readPrograms(mlir::MLIRContext &context,
                                            const std::string &path,
                                            uint64_t seed);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_PROGRAMS_H
