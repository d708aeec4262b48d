//===- MemoryBytes.cpp - What a tensor takes in memory --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "MemoryBytes.h"

using namespace mlir;

int64_t ptir::bytesOf(MemRefType type) {
  Type element = type.getElementType();
  int64_t bits = 64; // index
  if (auto complex = dyn_cast<ComplexType>(element))
    bits = 2 * complex.getElementType().getIntOrFloatBitWidth();
  else if (element.isIntOrFloat())
    bits = element.getIntOrFloatBitWidth();
  return type.getNumElements() * llvm::divideCeil(bits, 8);
}
