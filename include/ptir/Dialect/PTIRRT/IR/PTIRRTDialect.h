//===- PTIRRTDialect.h - Runtime calls, what lowering targets --*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIRRT_IR_PTIRRTDIALECT_H
#define PTIR_DIALECT_PTIRRT_IR_PTIRRTDIALECT_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h.inc"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTEnums.h.inc"

#define GET_TYPEDEF_CLASSES
#include "ptir/Dialect/PTIRRT/IR/PTIRRTTypes.h.inc"

#define GET_OP_CLASSES
#include "ptir/Dialect/PTIRRT/IR/PTIRRTOps.h.inc"

namespace ptir::rt {

/// Columns of one panel of the packed layouts.
inline constexpr int64_t panelWidth = 64;

/// Whether panels of a type hold 12-bit floats: those of i16 do.
bool holdShortFloats(mlir::Type element);

/// Elements of a column that lie beside each other in panels of a type: pairs
/// of bf16 and 12-bit floats, groups of four of i8.
int64_t depthsTogether(mlir::Type element);

/// The middle extent of panels of a matrix with `depth` rows; those of i8
/// and of 12-bit floats end in a row of scales.
int64_t rowsOfPanel(int64_t depth, mlir::Type element);

/// The innermost extent.
int64_t widthOfPanel(mlir::Type element);

/// The panels of a matrix [depth, columns], see `ptirrt.panel_matmul`.
mlir::RankedTensorType panelsOf(int64_t depth, int64_t columns,
                                mlir::Type element);

/// The configuration of a kernel as the runtime reads it:
/// `epilogue=sum,relu;stride=1,1`.
std::string describeConfig(mlir::DictionaryAttr config);

/// Lets one-shot bufferization see through the ops of this dialect.
void registerBufferizableOpInterfaces(mlir::DialectRegistry &registry);

} // namespace ptir::rt

#endif // PTIR_DIALECT_PTIRRT_IR_PTIRRTDIALECT_H
