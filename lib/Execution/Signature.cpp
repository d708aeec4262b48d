//===- Signature.cpp - Types of a module's entries ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Signature.h"

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Support/DerivedParam.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::execution;

static StatusOr<std::vector<execution::TensorType>>
readTypes(func::FuncOp function, TypeRange types) {
  std::vector<execution::TensorType> result;
  for (Type type : types) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    std::optional<ElementType> element;
    if (tensor)
      element = getElementType(tensor.getElementType());
    if (!element) {
      std::string found;
      llvm::raw_string_ostream(found) << type;
      return Status::failure("entry '" + function.getName().str() +
                             "': expected ranked tensors of the contract's "
                             "element types, found " +
                             found);
    }
    execution::TensorType read{*element, {}};
    for (int64_t extent : tensor.getShape())
      read.dims.push_back(ShapedType::isDynamic(extent) ? PTIR_DYNAMIC
                                                        : extent);
    result.push_back(std::move(read));
  }
  return result;
}

static StatusOr<EntrySignature> readSignature(func::FuncOp function) {
  FunctionType type = function.getFunctionType();
  if (auto portable = function->getAttrOfType<TypeAttr>(
          PTIRDialect::getSignatureAttrName()))
    type = cast<FunctionType>(portable.getValue());
  auto args = readTypes(function, type.getInputs());
  if (!args.ok())
    return args.status();
  auto results = readTypes(function, type.getResults());
  if (!results.ok())
    return results.status();

  std::vector<int> inplace(results->size(), -1);
  if (auto list = function->getAttrOfType<DenseI64ArrayAttr>(
          PTIRDialect::getInplaceAttrName())) {
    if (list.size() != static_cast<int64_t>(inplace.size()))
      return Status::failure(
          "entry '" + function.getName().str() + "': expected '" +
          PTIRDialect::getInplaceAttrName().str() + "' of " +
          std::to_string(inplace.size()) + " numbers, one per result, found " +
          std::to_string(list.size()));
    inplace.assign(list.asArrayRef().begin(), list.asArrayRef().end());
  }
  return EntrySignature{function.getName().str(), std::move(*args),
                        std::move(*results), std::move(inplace)};
}

StatusOr<std::vector<EntrySignature>>
ptir::execution::readSignatures(ModuleOp module) {
  std::vector<EntrySignature> signatures;
  for (func::FuncOp function : module.getOps<func::FuncOp>()) {
    if (!function.isPublic() || function.isExternal() ||
        isDerivedParam(function.getName().str()))
      continue;
    StatusOr<EntrySignature> signature = readSignature(function);
    if (!signature.ok())
      return signature.status();
    signatures.push_back(std::move(*signature));
  }
  return signatures;
}
