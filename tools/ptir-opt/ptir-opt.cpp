//===- ptir-opt.cpp - Runs passes over modules ----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OptMain.h"

#include "ptir/Pipelines/InitDevelopmentTools.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  ptir::registerDevelopmentDialects(registry);
  ptir::registerDevelopmentPasses();
  return ptir::opt::runOptMain(argc, argv, "PTIR optimizer driver\n", registry);
}
