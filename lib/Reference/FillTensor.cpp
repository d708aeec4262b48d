//===- FillTensor.cpp - Tensors of one value ------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "FillTensor.h"

#include "ptir/Dialect/PTIR/IR/ElementAttributes.h"

#include <cstring>

using namespace ptir;
using namespace ptir::reference;

StatusOr<Tensor> ptir::reference::createFilled(ElementType type,
                                               llvm::ArrayRef<int64_t> dims,
                                               mlir::TypedAttr value) {
  StatusOr<Tensor> element = Tensor::fromAttribute(
      splatOf(mlir::RankedTensorType::get({}, value.getType()), value));
  StatusOr<Tensor> tensor = Tensor::create(type, dims);
  if (!element.ok() || !tensor.ok())
    return element.ok() ? tensor : element;
  llvm::ArrayRef<uint8_t> bytes = element->bytes();
  auto *target = tensor->mutableData<uint8_t>();
  for (int64_t i = 0; i < tensor->numElements(); ++i)
    std::memcpy(target + i * bytes.size(), bytes.data(), bytes.size());
  return tensor;
}
