//===- TensorAttributes.cpp - Tensors written in modules ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Validation/TensorAttributes.h"

#include "FloatParts.h"
#include "lib/Dialect/PTIR/IR/ConstantElements.h"

#include "ptir/Support/ScalarCast.h"

using namespace ptir;
using reference::Tensor;

mlir::DenseElementsAttr
ptir::validation::toAttribute(mlir::MLIRContext *context,
                              const Tensor &tensor) {
  ElementType part = partType(tensor.elementType());
  auto *data = tensor.data<uint8_t>();
  llvm::SmallVector<ConstantScalar> scalars;
  for (int64_t i = 0; i < tensor.numElements(); ++i) {
    const uint8_t *element = data + i * storageBytes(tensor.elementType());
    ConstantScalar scalar{loadScalar(part, element), 0};
    if (isComplex(tensor.elementType()))
      scalar.imaginary = loadScalar(part, element + storageBytes(part));
    scalars.push_back(scalar);
  }
  auto type = mlir::RankedTensorType::get(
      tensor.dims(), getMLIRType(context, tensor.elementType()));
  return buildConstant(type, scalars);
}
