//===- PTIROps.cpp - The generated parts of the ops -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "AssemblyFormat.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

#define GET_OP_CLASSES
#include "ptir/Dialect/PTIR/IR/PTIROps.cpp.inc"
