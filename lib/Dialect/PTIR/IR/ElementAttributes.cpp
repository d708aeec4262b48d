//===- ElementAttributes.cpp - Attributes of one element ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/ElementAttributes.h"

#include "mlir/Dialect/Complex/IR/Complex.h"

#include <complex>

using namespace mlir;

DenseElementsAttr ptir::splatOf(RankedTensorType type, TypedAttr element) {
  if (auto number = dyn_cast<complex::NumberAttr>(element))
    return DenseElementsAttr::get(
        type, std::complex<APFloat>(number.getReal(), number.getImag()));
  return DenseElementsAttr::get(type, Attribute(element));
}
