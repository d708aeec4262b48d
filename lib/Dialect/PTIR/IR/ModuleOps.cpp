//===- ModuleOps.cpp - Parameters, composites, calls ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RegionChecks.h"
#include "RuleChecks.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Support/ParamId.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// ParamOp
//===----------------------------------------------------------------------===//

LogicalResult ParamOp::verify() {
  RuleChecks rules(*this);
  if (!checkParamName(getName().str()).ok()) { // param_c1
    std::string found;
    llvm::raw_string_ostream stream(found);
    llvm::printEscapedString(getName(), stream);
    return rules.fail("expected a name of ASCII segments separated by dots, "
                      "none empty, found \"" +
                      found + "\"");
  }
  if (!getType().hasStaticShape()) // param_c2
    return rules.fail("expected a static shape, found " +
                      formatShape(getType().getShape()));
  return success();
}

//===----------------------------------------------------------------------===//
// CompositeOp
//===----------------------------------------------------------------------===//

LogicalResult CompositeOp::verify() {
  RuleChecks rules(*this);
  if (getName().empty()) // composite_c3
    return rules.fail("expected a name, found the empty string");
  auto version = static_cast<int64_t>(getVersion());
  if (version < 1) // composite_c3
    return rules.fail("expected a version of at least 1, found " +
                      Twine(version));
  return success();
}

LogicalResult CompositeOp::verifyRegions() {
  // composite_c1 composite_c2
  return checkRegion(*this, getBody(), "body", getInputs().getTypes(),
                     getResultTypes());
}

//===----------------------------------------------------------------------===//
// CustomCallOp
//===----------------------------------------------------------------------===//

LogicalResult CustomCallOp::verify() {
  SmallVector<StringRef> segments;
  getTarget().split(segments, '.');
  StringRef version = segments.back();
  bool versioned = version.consume_front("v") && !version.empty() &&
                   llvm::all_of(version, llvm::isDigit);
  bool valid = segments.size() >= 3 && versioned &&
               llvm::none_of(segments, [](StringRef s) { return s.empty(); });
  if (!valid) // custom_call_c1
    return RuleChecks(*this).fail(
        "expected a target such as \"onednn.matmul.v1\", found \"" +
        getTarget() + "\"");
  return success();
}

Speculation::Speculatability CustomCallOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}
