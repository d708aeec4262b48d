//===- OptMain.h - The main function of ptir-opt ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_OPT_OPTMAIN_H
#define PTIR_TOOLS_PTIR_OPT_OPTMAIN_H

#include "mlir/IR/DialectRegistry.h"
#include "llvm/ADT/StringRef.h"

namespace ptir::opt {

/// `mlir::MlirOptMain` with `--list-phases` and `--ptir-validate-passes`. The
/// passes are registered already. Returns the exit code of the process.
int runOptMain(int argc, char **argv, llvm::StringRef header,
               mlir::DialectRegistry &registry);

} // namespace ptir::opt

#endif // PTIR_TOOLS_PTIR_OPT_OPTMAIN_H
