//===- ElementAttributes.h - Attributes of one element ---------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Pad values are attributes of one element: an integer, a float, or a complex
// number. This makes tensors of them, which everything else reads.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_ELEMENTATTRIBUTES_H
#define PTIR_DIALECT_PTIR_IR_ELEMENTATTRIBUTES_H

#include "mlir/IR/BuiltinAttributes.h"

namespace ptir {

/// A constant of static shape whose elements are all `element`, which has the
/// element type of `type` (as verified).
mlir::DenseElementsAttr splatOf(mlir::RankedTensorType type,
                                mlir::TypedAttr element);

} // namespace ptir

#endif // PTIR_DIALECT_PTIR_IR_ELEMENTATTRIBUTES_H
