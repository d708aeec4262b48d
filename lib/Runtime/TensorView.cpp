//===- TensorView.cpp - Sizes and spelling of tensors -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/TensorView.h"

namespace ptir::runtime {

static std::string extentText(int64_t extent) {
  return extent == PTIR_DYNAMIC ? "?" : std::to_string(extent);
}

std::optional<int64_t> denseBytes(const int64_t *dims, int32_t rank,
                                  ElementType type) {
  // The extents that are not 0 must fit even when another one is.
  int64_t bytes = storageBytes(type);
  bool empty = false;
  for (int32_t i = 0; i < rank; ++i) {
    if (dims[i] < 0)
      return std::nullopt;
    if (dims[i] == 0)
      empty = true;
    else if (__builtin_mul_overflow(bytes, dims[i], &bytes))
      return std::nullopt;
  }
  return empty ? 0 : bytes;
}

std::string extentsText(const int64_t *dims, int32_t rank) {
  std::string text = "[";
  for (int32_t i = 0; i < rank; ++i)
    text += (i ? ", " : "") + extentText(dims[i]);
  return text + "]";
}

std::string tensorText(const int64_t *dims, int32_t rank, int32_t elementType) {
  std::string text = "tensor<";
  for (int32_t i = 0; i < rank; ++i)
    text += extentText(dims[i]) + "x";
  if (elementType >= 0 && elementType < static_cast<int32_t>(numElementTypes))
    text += elementTypeName(static_cast<ElementType>(elementType));
  else
    text += "element type " + std::to_string(elementType);
  return text + ">";
}

} // namespace ptir::runtime
