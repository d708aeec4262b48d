//===- AssemblyFormat.cpp - Pieces of the pretty form ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The custom directives of the ops' assembly formats.
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"

using namespace mlir;
using namespace ptir;

ParseResult ptir::parseSameType(OpAsmParser &parser, Type &lhs, Type &rhs) {
  if (failed(parser.parseOptionalLParen())) {
    if (parser.parseType(lhs))
      return failure();
    rhs = lhs;
    return success();
  }
  return failure(parser.parseType(lhs) || parser.parseComma() ||
                 parser.parseType(rhs) || parser.parseRParen());
}

void ptir::printSameType(OpAsmPrinter &printer, Operation *, Type lhs,
                         Type rhs) {
  if (lhs == rhs)
    printer << lhs;
  else
    printer << "(" << lhs << ", " << rhs << ")";
}

ParseResult ptir::parseSameTypes(OpAsmParser &parser, Type &x, Type &lo,
                                 Type &hi) {
  if (failed(parser.parseOptionalLParen())) {
    if (parser.parseType(x))
      return failure();
    lo = hi = x;
    return success();
  }
  return failure(parser.parseType(x) || parser.parseComma() ||
                 parser.parseType(lo) || parser.parseComma() ||
                 parser.parseType(hi) || parser.parseRParen());
}

void ptir::printSameTypes(OpAsmPrinter &printer, Operation *, Type x, Type lo,
                          Type hi) {
  if (x == lo && x == hi)
    printer << x;
  else
    printer << "(" << x << ", " << lo << ", " << hi << ")";
}

ParseResult ptir::parseCarryTypes(OpAsmParser &parser,
                                  SmallVectorImpl<Type> &carries,
                                  SmallVectorImpl<Type> &outputs) {
  if (succeeded(parser.parseOptionalLParen()))
    return parser.parseRParen();
  if (parser.parseTypeList(carries))
    return failure();
  outputs.assign(carries.begin(), carries.end());
  return success();
}

void ptir::printCarryTypes(OpAsmPrinter &printer, Operation *,
                           TypeRange carries, TypeRange) {
  if (carries.empty())
    printer << "()";
  else
    llvm::interleaveComma(carries, printer);
}

ParseResult ptir::parseFlag(OpAsmParser &parser, StringRef keyword,
                            BoolAttr &flag) {
  flag = parser.getBuilder().getBoolAttr(
      succeeded(parser.parseOptionalKeyword(keyword)));
  return success();
}

void ptir::printFlag(OpAsmPrinter &printer, Operation *, StringRef keyword,
                     BoolAttr flag) {
  if (flag && flag.getValue())
    printer << " " << keyword;
}

static ParseResult parseList(OpAsmParser &parser, DenseI64ArrayAttr &list) {
  list = dyn_cast_or_null<DenseI64ArrayAttr>(
      DenseI64ArrayAttr::parse(parser, Type()));
  return success(static_cast<bool>(list));
}

ParseResult ptir::parseDimPairs(OpAsmParser &parser, StringRef keyword,
                                DenseI64ArrayAttr &lhs,
                                DenseI64ArrayAttr &rhs) {
  lhs = rhs = parser.getBuilder().getDenseI64ArrayAttr({});
  if (failed(parser.parseOptionalKeyword(keyword)))
    return success();
  return failure(parseList(parser, lhs) || parser.parseKeyword("x") ||
                 parseList(parser, rhs));
}

void ptir::printDimPairs(OpAsmPrinter &printer, Operation *, StringRef keyword,
                         DenseI64ArrayAttr lhs, DenseI64ArrayAttr rhs) {
  if ((!lhs || lhs.empty()) && (!rhs || rhs.empty()))
    return;
  auto print = [&](DenseI64ArrayAttr list) {
    printer << "[";
    if (list)
      list.printWithoutBraces(printer.getStream());
    printer << "]";
  };
  printer << " " << keyword << " ";
  print(lhs);
  printer << " x ";
  print(rhs);
}

ParseResult CompositeOp::parse(OpAsmParser &parser, OperationState &result) {
  Builder &builder = parser.getBuilder();
  StringAttr name;
  int64_t version = 1;
  Attribute config = builder.getDictionaryAttr({});
  SmallVector<OpAsmParser::UnresolvedOperand> inputs;
  FunctionType type;
  if (parser.parseAttribute(name) ||
      (succeeded(parser.parseOptionalKeyword("version")) &&
       parser.parseInteger(version)) ||
      parser.parseOperandList(inputs, OpAsmParser::Delimiter::Paren))
    return failure();
  if (succeeded(parser.parseOptionalKeyword("config")) &&
      parser.parseAttribute(config))
    return failure();
  auto dictionary = dyn_cast<DictionaryAttr>(config);
  if (!dictionary)
    return parser.emitError(parser.getCurrentLocation(),
                            "expected a dictionary after 'config'");
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseOptionalAttrDict(result.attributes))
    return failure();
  for (StringRef known : {"name", "version", "config"})
    if (result.attributes.get(known))
      return parser.emitError(loc, "expected '")
             << known << "' in its place before the dictionary";
  if (parser.parseColonType(type) ||
      parser.resolveOperands(inputs, type.getInputs(), loc, result.operands) ||
      parser.parseRegion(*result.addRegion()))
    return failure();
  Properties &properties = result.getOrAddProperties<Properties>();
  properties.name = name;
  properties.version = builder.getI64IntegerAttr(version);
  properties.config = dictionary;
  result.addTypes(type.getResults());
  return success();
}

void CompositeOp::print(OpAsmPrinter &printer) {
  printer << " " << getNameAttr();
  if (getVersion() != 1)
    printer << " version " << static_cast<int64_t>(getVersion()) << " ";
  printer << "(" << getInputs() << ")";
  if (DictionaryAttr config = getConfig(); config && !config.empty())
    printer << " config " << config;
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {"name", "version", "config"});
  printer << " : ";
  printer.printFunctionalType(*this);
  printer << " ";
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/true);
}
