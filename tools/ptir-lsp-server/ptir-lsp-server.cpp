//===- ptir-lsp-server.cpp - Modules in an editor -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Speaks the Language Server Protocol: diagnostics, definitions, hover and
// completion for modules at any phase.
//
//===----------------------------------------------------------------------===//

#include "ptir/Pipelines/InitDevelopmentTools.h"

#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"
#include "llvm/Support/LogicalResult.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  ptir::registerDevelopmentDialects(registry);
  return llvm::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
