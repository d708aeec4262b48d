//===- CastTensor.cpp - Conversion of the element type --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"

#include "ptir/Support/ScalarOps.h"

using namespace ptir;
using namespace ptir::reference;

StatusOr<Tensor> ptir::reference::castTensor(const Tensor &x,
                                             ElementType type) {
  if (x.elementType() == type)
    return x;
  StatusOr<Tensor> result = Tensor::create(type, x.dims());
  if (!result.ok())
    return result;
  const auto *source = x.data<uint8_t>();
  auto *target = result->mutableData<uint8_t>();
  for (int64_t i = 0; i < x.numElements(); ++i) {
    if (!castElement(x.elementType(), source, type, target))
      return Status::failure("complex elements have no conversion to real");
    source += storageBytes(x.elementType());
    target += storageBytes(type);
  }
  return result;
}
