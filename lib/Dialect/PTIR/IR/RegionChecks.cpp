//===- RegionChecks.cpp - What a region takes and yields ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RegionChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

std::string ptir::describeTypes(TypeRange types) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << "(";
  llvm::interleaveComma(types, stream);
  stream << ")";
  return text;
}

LogicalResult ptir::checkRegion(Operation *op, Region &region, StringRef name,
                                TypeRange args, TypeRange yields) {
  Block &block = region.front();
  if (TypeRange(block.getArgumentTypes()) != args)
    return op->emitOpError("expected ")
           << name << " to take " << describeTypes(args) << ", found "
           << describeTypes(block.getArgumentTypes());
  Operation *terminator = block.getTerminator();
  if (isa<YieldOp>(terminator) &&
      TypeRange(terminator->getOperandTypes()) == yields)
    return success();
  InFlightDiagnostic diagnostic =
      op->emitOpError("expected ")
      << name << " to end in ptir.yield of " << describeTypes(yields)
      << ", found " << terminator->getName().getStringRef() << " of "
      << describeTypes(terminator->getOperandTypes());
  diagnostic.attachNote(terminator->getLoc()) << "terminator is here";
  return diagnostic;
}
