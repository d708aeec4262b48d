//===- wrong-fuzz.cpp - ptir-fuzz with a pass that is wrong ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "WrongPasses.h"

#include "tools/ptir-fuzz/FuzzMain.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

int main(int argc, char **argv) {
  auto addSwapSub = [](mlir::OpPassManager &manager) {
    manager.addNestedPass<mlir::func::FuncOp>(ptir::createSwapSubPass());
  };
  return ptir::fuzz::runFuzzMain(argc, argv, {{"wrong-swap-sub", addSwapSub}});
}
