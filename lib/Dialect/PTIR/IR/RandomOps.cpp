//===- RandomOps.cpp - Random numbers -------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

LogicalResult RngUniformOp::verify() {
  return RuleChecks(*this).dimsMatch(getType().getShape(),
                                     getDims().size()); // rng_uniform_c2
}

Speculation::Speculatability RngUniformOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

LogicalResult RngNormalOp::verify() {
  return RuleChecks(*this).dimsMatch(getType().getShape(),
                                     getDims().size()); // rng_normal_c2
}

Speculation::Speculatability RngNormalOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}
