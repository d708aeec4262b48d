//===- ptir-reduce.cpp - Shrinks a module that shows a failure ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Passes are `--reduction-tree` (with the patterns of ReductionPatterns.h) and
// `--opt-reduction-pass`. The tester is a program that gets the path of a
// module and exits with 1 while the module is interesting.
//
//===----------------------------------------------------------------------===//

#include "ReductionPatterns.h"
#include "ptir/Pipelines/InitDevelopmentTools.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/Reducer/Passes.h"
#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  ptir::registerDevelopmentDialects(registry);
  ptir::registerReductionPatterns(registry);
  ptir::registerDevelopmentPasses();
  mlir::registerReducerPasses();
  mlir::MLIRContext context(registry);
  return mlir::failed(mlir::mlirReduceMain(argc, argv, context));
}
