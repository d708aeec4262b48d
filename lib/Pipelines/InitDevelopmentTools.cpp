//===- InitDevelopmentTools.cpp - What development tools know -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Pipelines/InitDevelopmentTools.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "ptir/Pipelines/InitAll.h"

void ptir::registerDevelopmentDialects(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  ptir::registerAllDialects(registry);
}

void ptir::registerDevelopmentPasses() {
  mlir::registerAllPasses();
  ptir::registerAllPasses();
  ptir::registerAllPipelines();
}
