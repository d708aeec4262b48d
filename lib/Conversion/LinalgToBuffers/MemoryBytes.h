//===- MemoryBytes.h - What a tensor takes in memory ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYBYTES_H
#define PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYBYTES_H

#include "mlir/IR/BuiltinTypes.h"

namespace ptir {

/// Bytes of a dense tensor of known extents, whose elements take whole bytes.
int64_t bytesOf(mlir::MemRefType type);

} // namespace ptir

#endif // PTIR_LIB_CONVERSION_LINALGTOBUFFERS_MEMORYBYTES_H
