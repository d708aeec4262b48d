//===- ControlFlowOps.cpp - Regions that run or not -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "AssemblyFormat.h"
#include "RegionChecks.h"
#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

using namespace mlir;
using namespace ptir;

//===----------------------------------------------------------------------===//
// CondOp
//===----------------------------------------------------------------------===//

LogicalResult CondOp::verifyRegions() {
  // cond_c1
  for (auto [name, region] : {std::make_pair("on_true", &getOnTrue()),
                              std::make_pair("on_false", &getOnFalse())})
    if (failed(checkRegion(*this, *region, name, getInputs().getTypes(),
                           getResultTypes())))
      return failure();
  return success();
}

//===----------------------------------------------------------------------===//
// WhileOp
//===----------------------------------------------------------------------===//

LogicalResult WhileOp::verifyRegions() {
  TypeRange carries = getCarries().getTypes();
  if (carries != getResultTypes()) // while_c2
    return RuleChecks(*this).fail("expected results of the carries' types " +
                                  describeTypes(carries) + ", found " +
                                  describeTypes(getResultTypes()));
  Type pred = getPredType(getContext());
  // while_c1
  if (failed(checkRegion(*this, getCond(), "cond", carries, pred)))
    return failure();
  // while_c2
  return checkRegion(*this, getBody(), "body", carries, carries);
}

Speculation::Speculatability WhileOp::getSpeculatability() {
  return Speculation::NotSpeculatable;
}

//===----------------------------------------------------------------------===//
// ScanOp
//===----------------------------------------------------------------------===//

/// The scanned inputs' common leading extent: scan_c1.
static FailureOr<int64_t> leadingExtent(ScanOp op, const RuleChecks &rules) {
  int64_t numInputs = op.getInputs().size();
  int64_t carries = op.getCarryCount();
  if (carries < 0 || carries >= numInputs) // scan_c1
    return rules.fail("expected carry_count in [0, " + Twine(numInputs) +
                      "), found " + Twine(carries));
  int64_t extent = ShapedType::kDynamic;
  for (int64_t i = carries; i < numInputs; ++i) {
    auto type = cast<RankedTensorType>(op.getInputs()[i].getType());
    if (type.getRank() == 0) // scan_c1
      return rules.fail("expected scanned inputs of at least rank 1, found "
                        "rank 0",
                        i);
    if (!extentsCompatible(extent, type.getDimSize(0))) // scan_c1
      return rules.fail("expected scanned inputs of leading extent " +
                            Twine(extent) + ", found " +
                            Twine(type.getDimSize(0)),
                        i);
    if (ShapedType::isDynamic(extent))
      extent = type.getDimSize(0);
  }
  return extent;
}

LogicalResult ScanOp::verifyRegions() {
  RuleChecks rules(*this);
  FailureOr<int64_t> extent = leadingExtent(*this, rules);
  if (failed(extent))
    return failure();
  SmallVector<Type> args(getCarries().getTypes());
  for (Value x : getScanned()) {
    auto type = cast<RankedTensorType>(x.getType());
    args.push_back(type.clone(type.getShape().drop_front()));
  }
  int64_t carries = getCarryCount(), numResults = getNumResults();
  TypeRange outputs(getOutputs().getTypes());
  if (numResults < carries ||
      outputs.take_front(carries) != getCarries().getTypes()) // scan_c3
    return rules.fail("expected results that begin with the carries' types " +
                      describeTypes(getCarries().getTypes()) + ", found " +
                      describeTypes(getResultTypes()));
  SmallVector<Type> yields(getCarries().getTypes());
  for (Type result : outputs.drop_front(carries)) {
    auto type = cast<RankedTensorType>(result);
    bool stacked =
        type.getRank() > 0 && extentsCompatible(type.getDimSize(0), *extent);
    if (!stacked) // scan_c3
      return rules.fail("expected stacked outputs of the scanned inputs' "
                        "leading extent, found " +
                        describeTypes(result));
    yields.push_back(type.clone(type.getShape().drop_front()));
  }
  // scan_c2 scan_c3
  return checkRegion(*this, getBody(), "body", args, yields);
}

Speculation::Speculatability ScanOp::getSpeculatability() {
  // The body alone decides where the extents cannot disagree.
  return speculatableIfStatic(*this) == Speculation::Speculatable
             ? Speculation::RecursivelySpeculatable
             : Speculation::NotSpeculatable;
}
