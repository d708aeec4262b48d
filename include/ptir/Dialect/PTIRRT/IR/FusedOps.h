//===- FusedOps.h - Loop nests that stay together ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Ops of the ptirrt dialect that stand for several loops. They have a header of
// their own since few files need it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_FUSEDOPS_H
#define PTIR_DIALECT_PTIRRT_IR_FUSEDOPS_H

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#define GET_OP_CLASSES
#include "ptir/Dialect/PTIRRT/IR/PTIRRTFusedOps.h.inc"

#endif // PTIR_DIALECT_PTIRRT_IR_FUSEDOPS_H
