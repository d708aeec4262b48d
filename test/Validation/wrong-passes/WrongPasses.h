//===- WrongPasses.h - Passes that are wrong on purpose ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//
// What --ptir-validate-passes and ptir-fuzz must find: a rewrite that is
// plainly wrong, one that forgets NaN, one that drops an error, one that
// invents an error, and one that is wrong after lowering.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_VALIDATION_WRONG_PASSES_WRONGPASSES_H
#define PTIR_TEST_VALIDATION_WRONG_PASSES_WRONGPASSES_H

#include "mlir/Pass/Pass.h"

namespace ptir {

/// Under their flags, `wrong-…`.
void registerWrongPasses();

/// `wrong-swap-sub`: x - y becomes y - x.
std::unique_ptr<mlir::Pass> createSwapSubPass();

} // namespace ptir

#endif // PTIR_TEST_VALIDATION_WRONG_PASSES_WRONGPASSES_H
