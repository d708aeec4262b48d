//===- NormalizationOps.cpp - Normalisation -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/LayerNormDecomposition.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace ptir;

LogicalResult LayerNormOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> location,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &results) {
  RuleChecks rules(getOperationName(), location, adaptor.getOperands());
  if (failed(rules.areTensors()))
    return failure();
  RankedTensorType x = tensorOf(adaptor.getX());
  std::optional<int64_t> axis = normalizeAxis(adaptor.getAxis(), x.getRank());
  if (!axis) // layer_norm_c1
    return rules.fail("expected axis in [" + Twine(-x.getRank()) + ", " +
                          Twine(x.getRank()) + "), found " +
                          Twine(adaptor.getAxis()),
                      0);
  for (auto [name, value, operand] :
       {std::make_tuple("gamma", adaptor.getGamma(), 1),
        std::make_tuple("beta", adaptor.getBeta(), 2)}) {
    RankedTensorType type = tensorOf(value);
    if (type.getRank() != 1 ||
        !extentsCompatible(type.getDimSize(0),
                           x.getDimSize(*axis))) // layer_norm_c1
      return rules.fail(Twine("expected ") + name + " of shape " +
                            formatShape(x.getDimSize(*axis)) + ", found " +
                            formatShape(type.getShape()),
                        operand);
    // layer_norm_c2
    if (failed(rules.sameElement(x, type, name, operand)))
      return failure();
  }
  results.push_back(x);
  return success();
}

Speculation::Speculatability LayerNormOp::getSpeculatability() {
  return speculatableIfStatic(*this);
}

/// ptir.layer_norm  =>  ptir.composite "layer_norm", as the functional emits
/// it. Along another axis than the last one its config says which.
LogicalResult LayerNormOp::canonicalize(LayerNormOp op,
                                        PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  int64_t rank = op.getX().getType().getRank();
  int64_t axis = *normalizeAxis(op.getAxis(), rank);
  NamedAttrList config;
  config.append("epsilon", op.getEpsilonAttr());
  if (axis + 1 != rank)
    config.append("axis", rewriter.getI64IntegerAttr(axis));
  auto composite = CompositeOp::create(
      rewriter, loc, op.getType(), "layer_norm", /*version=*/1,
      config.getDictionary(op.getContext()), op.getOperands());
  SmallVector<Location> locs(3, loc);
  {
    OpBuilder::InsertionGuard guard(rewriter);
    Block *body = rewriter.createBlock(&composite.getBody(), {},
                                       op->getOperandTypes(), locs);
    CoreOps core(rewriter, loc);
    LayerNormParts parts = decomposeLayerNorm(
        core, body->getArgument(0), body->getArgument(1), body->getArgument(2),
        op.getEpsilon().convertToDouble(), axis);
    YieldOp::create(rewriter, loc, parts.output);
  }
  rewriter.replaceOp(op, composite);
  return success();
}
