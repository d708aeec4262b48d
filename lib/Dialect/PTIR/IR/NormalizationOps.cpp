//===- NormalizationOps.cpp - Normalisation -------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "Speculation.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

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
