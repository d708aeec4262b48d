//===- StorageTypes.cpp - Element types in memory -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StorageTypes.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"

using namespace mlir;
using namespace ptir;

Type ptir::getStorageType(MLIRContext *context, ElementType type) {
  if (type == ElementType::I1 || isInteger(type) ||
      (isFloat(type) && valueBits(type) == 8))
    return IntegerType::get(context, 8 * storageBytes(type));
  return getMLIRType(context, type);
}

StorageTypeConverter::StorageTypeConverter() {
  addConversion([](Type type) { return type; });
  addConversion([](RankedTensorType type) -> Type {
    std::optional<ElementType> element = getElementType(type.getElementType());
    if (!element)
      return type;
    return type.clone(getStorageType(type.getContext(), *element));
  });
  auto cast = [](OpBuilder &builder, Type type, ValueRange inputs,
                 Location loc) -> Value {
    return UnrealizedConversionCastOp::create(builder, loc, type, inputs)
        .getResult(0);
  };
  addSourceMaterialization(cast);
  addTargetMaterialization(cast);
  // A loop may know more or less of its extents than the op it stands for.
  auto refine = [](OpBuilder &builder, RankedTensorType type, ValueRange inputs,
                   Location loc) -> Value {
    if (inputs.size() != 1 ||
        !tensor::CastOp::areCastCompatible(inputs.getTypes(), type))
      return Value();
    return tensor::CastOp::create(builder, loc, type, inputs.front());
  };
  addSourceMaterialization(refine);
  addTargetMaterialization(refine);
}

DenseElementsAttr ptir::toStorage(ElementsAttr value,
                                  RankedTensorType storage) {
  auto dense = dyn_cast<DenseElementsAttr>(value);
  if (!dense)
    return nullptr;
  Type element = dense.getElementType();
  if (element == storage.getElementType())
    return dense;
  auto target = dyn_cast<IntegerType>(storage.getElementType());
  if (!target)
    return nullptr;
  if (isa<FloatType>(element))
    return llvm::cast<DenseElementsAttr>(dense.bitcast(target));
  bool isSigned = cast<IntegerType>(element).isSigned();
  return dense.mapValues(target, [&](const APInt &bits) {
    return isSigned ? bits.sextOrTrunc(target.getWidth())
                    : bits.zextOrTrunc(target.getWidth());
  });
}
