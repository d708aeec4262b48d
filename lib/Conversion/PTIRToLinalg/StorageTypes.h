//===- StorageTypes.h - Element types in memory ----------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// From the linalg phase on tensors carry storage types: signless integers of
// the same width, one byte for i1, for the 4-bit integers and for the 8-bit
// floats (vector stores of i1 and i4 are bit-packed, scalar ones are not).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_PTIRTOLINALG_STORAGETYPES_H
#define PTIR_LIB_CONVERSION_PTIRTOLINALG_STORAGETYPES_H

#include "mlir/Transforms/DialectConversion.h"
#include "ptir/Support/ElementType.h"

namespace ptir {

/// The type of one element in memory.
mlir::Type getStorageType(mlir::MLIRContext *context, ElementType type);

/// Portable tensors to tensors of storage types.
class StorageTypeConverter : public mlir::TypeConverter {
public:
  StorageTypeConverter();
};

/// A constant of portable type with its elements in storage form.
mlir::DenseElementsAttr toStorage(mlir::ElementsAttr value,
                                  mlir::RankedTensorType storage);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_PTIRTOLINALG_STORAGETYPES_H
