//===- AssemblyFormat.h - Pieces of the pretty form ------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_DIALECT_PTIR_IR_ASSEMBLYFORMAT_H
#define PTIR_LIB_DIALECT_PTIR_IR_ASSEMBLYFORMAT_H

#include "mlir/IR/OpImplementation.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

namespace ptir {

/// `tensor<4xf32>` for two equal types, `(a, b)` otherwise.
mlir::ParseResult parseSameType(mlir::OpAsmParser &parser, mlir::Type &lhs,
                                mlir::Type &rhs);
void printSameType(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                   mlir::Type lhs, mlir::Type rhs);

/// `tensor<4xf32>` for three equal types, `(a, b, c)` otherwise.
mlir::ParseResult parseSameTypes(mlir::OpAsmParser &parser, mlir::Type &x,
                                 mlir::Type &lo, mlir::Type &hi);
void printSameTypes(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                    mlir::Type x, mlir::Type lo, mlir::Type hi);

/// The types of carries, which are those of the results.
mlir::ParseResult parseCarryTypes(mlir::OpAsmParser &parser,
                                  llvm::SmallVectorImpl<mlir::Type> &carries,
                                  llvm::SmallVectorImpl<mlir::Type> &outputs);
void printCarryTypes(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                     mlir::TypeRange carries, mlir::TypeRange outputs);

/// A keyword that is there or not; printed with a space before it.
mlir::ParseResult parseFlag(mlir::OpAsmParser &parser, llvm::StringRef keyword,
                            mlir::BoolAttr &flag);
void printFlag(mlir::OpAsmPrinter &printer, mlir::Operation *op,
               llvm::StringRef keyword, mlir::BoolAttr flag);

/// `contract [1] x [0]`, or nothing when both lists are empty; printed with a
/// space before it.
mlir::ParseResult parseDimPairs(mlir::OpAsmParser &parser,
                                llvm::StringRef keyword,
                                mlir::DenseI64ArrayAttr &lhs,
                                mlir::DenseI64ArrayAttr &rhs);
void printDimPairs(mlir::OpAsmPrinter &printer, mlir::Operation *op,
                   llvm::StringRef keyword, mlir::DenseI64ArrayAttr lhs,
                   mlir::DenseI64ArrayAttr rhs);

/// The bare word of an enumeration: `lt`, `sum`.
template <typename EnumAttr>
mlir::ParseResult parseEnum(mlir::OpAsmParser &parser, EnumAttr &attribute) {
  using Value = decltype(std::declval<EnumAttr>().getValue());
  llvm::SMLoc loc = parser.getCurrentLocation();
  llvm::StringRef keyword;
  if (parser.parseKeyword(&keyword))
    return mlir::failure();
  std::optional<Value> value = symbolizeEnum<Value>(keyword);
  if (!value)
    return parser.emitError(loc, "expected a value of '")
           << EnumAttr::getMnemonic() << "', found '" << keyword << "'";
  attribute = EnumAttr::get(parser.getContext(), *value);
  return mlir::success();
}
template <typename EnumAttr>
void printEnum(mlir::OpAsmPrinter &printer, mlir::Operation *,
               EnumAttr attribute) {
  printer << stringifyEnum(attribute.getValue());
}

} // namespace ptir

#endif // PTIR_LIB_DIALECT_PTIR_IR_ASSEMBLYFORMAT_H
