//===- wrong-opt.cpp - ptir-opt with passes that are wrong ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "WrongPasses.h"

#include "ptir/Pipelines/InitDevelopmentTools.h"
#include "tools/ptir-opt/OptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  ptir::registerDevelopmentDialects(registry);
  ptir::registerDevelopmentPasses();
  ptir::registerWrongPasses();
  return ptir::opt::runOptMain(argc, argv, "ptir-opt with wrong passes\n",
                               registry);
}
