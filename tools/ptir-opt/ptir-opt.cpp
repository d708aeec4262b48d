//===- ptir-opt.cpp - Runs passes over modules ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PhaseDocument.h"
#include "ptir/Pipelines/InitDevelopmentTools.h"

#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

static llvm::cl::opt<bool> listPhasesFlag(
    "list-phases",
    llvm::cl::desc("Print the phases with their contracts and passes, and "
                   "exit"));

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  mlir::DialectRegistry registry;
  ptir::registerDevelopmentDialects(registry);
  ptir::registerDevelopmentPasses();
  auto [input, output] = mlir::registerAndParseCLIOptions(
      argc, argv, "PTIR optimizer driver\n", registry);
  if (listPhasesFlag) {
    ptir::printPhaseDocument(llvm::outs());
    return EXIT_SUCCESS;
  }
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, input, output, registry));
}
