//===- PTIROps.h - The ops and attributes of the dialect -------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIROPS_H
#define PTIR_DIALECT_PTIR_IR_PTIROPS_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributeInterfaces.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

#include "ptir/Dialect/PTIR/IR/PTIREnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "ptir/Dialect/PTIR/IR/PTIRAttributes.h.inc"

#define GET_OP_CLASSES
#include "ptir/Dialect/PTIR/IR/PTIROps.h.inc"

#endif // PTIR_DIALECT_PTIR_IR_PTIROPS_H
