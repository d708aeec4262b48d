//===- PTIROps.td - All ops, by family -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIROPS_TD
#define PTIR_DIALECT_PTIR_IR_PTIROPS_TD

include "ptir/Dialect/PTIR/IR/PTIRContractionOps.td"
include "ptir/Dialect/PTIR/IR/PTIRControlFlowOps.td"
include "ptir/Dialect/PTIR/IR/PTIRElementwiseExtensionOps.td"
include "ptir/Dialect/PTIR/IR/PTIRElementwiseOps.td"
include "ptir/Dialect/PTIR/IR/PTIRIndexingOps.td"
include "ptir/Dialect/PTIR/IR/PTIRModuleOps.td"
include "ptir/Dialect/PTIR/IR/PTIRNormalizationOps.td"
include "ptir/Dialect/PTIR/IR/PTIRQuantizationOps.td"
include "ptir/Dialect/PTIR/IR/PTIRRandomOps.td"
include "ptir/Dialect/PTIR/IR/PTIRReductionOps.td"
include "ptir/Dialect/PTIR/IR/PTIRScatterOps.td"
include "ptir/Dialect/PTIR/IR/PTIRShapeOps.td"
include "ptir/Dialect/PTIR/IR/PTIRSortingOps.td"
include "ptir/Dialect/PTIR/IR/PTIRWindowOps.td"

#endif // PTIR_DIALECT_PTIR_IR_PTIROPS_TD
