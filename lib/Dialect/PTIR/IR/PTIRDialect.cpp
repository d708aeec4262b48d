//===- PTIRDialect.cpp - The portable dialect -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace ptir;

#include "ptir/Dialect/PTIR/IR/PTIRDialect.cpp.inc"
#include "ptir/Dialect/PTIR/IR/PTIREnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "ptir/Dialect/PTIR/IR/PTIRAttributes.cpp.inc"

void PTIRDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ptir/Dialect/PTIR/IR/PTIRAttributes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "ptir/Dialect/PTIR/IR/PTIROps.cpp.inc"
      >();
}

Operation *PTIRDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                            Type type, Location loc) {
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || elements.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, loc, elements);
}

/// The module says which version of the contract it was written for.
static LogicalResult verifySpecVersion(Operation *op, Attribute value) {
  if (!isa<ModuleOp>(op))
    return op->emitOpError("expected '")
           << PTIRDialect::getSpecVersionAttrName() << "' on a module";
  auto version = dyn_cast<StringAttr>(value);
  if (!version || version.getValue() != PTIRDialect::getSpecVersion())
    return op->emitOpError("expected '")
           << PTIRDialect::getSpecVersionAttrName() << "' \""
           << PTIRDialect::getSpecVersion() << "\", found " << value
           << "; this build reads no other version of the contract";
  return success();
}

/// Per result an argument or -1.
static LogicalResult verifyInplace(Operation *op, Attribute value) {
  auto function = dyn_cast<FunctionOpInterface>(op);
  auto list = dyn_cast<DenseI64ArrayAttr>(value);
  if (!function || !list)
    return op->emitOpError("expected '")
           << PTIRDialect::getInplaceAttrName()
           << "' as an array<i64> on a function, found " << value;
  for (int64_t argument : list.asArrayRef())
    if (argument < -1 || argument >= function.getNumArguments())
      return op->emitOpError("expected '")
             << PTIRDialect::getInplaceAttrName()
             << "' to name arguments below " << function.getNumArguments()
             << " or -1, found " << argument;
  return success();
}

LogicalResult PTIRDialect::verifyOperationAttribute(Operation *op,
                                                    NamedAttribute attribute) {
  StringRef name = attribute.getName();
  if (name == getSpecVersionAttrName())
    return verifySpecVersion(op, attribute.getValue());
  if (name == getInplaceAttrName())
    return verifyInplace(op, attribute.getValue());
  if (name == getSignatureAttrName()) {
    auto type = dyn_cast<TypeAttr>(attribute.getValue());
    if (!type || !isa<FunctionType>(type.getValue()))
      return op->emitOpError("expected '")
             << name << "' to be a function type, found "
             << attribute.getValue();
    return success();
  }
  return op->emitOpError("expected an attribute that the 'ptir' dialect "
                         "knows, found '")
         << name << "'";
}
