//===- RecoverStochastic.cpp - Dropout from core ops ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReadCoreOps.h"

#include "ptir/Functional/Stochastic.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

std::optional<Recovery> functional::recoverDropout(Operation *anchor) {
  for (unsigned side : {0, 1}) {
    auto factor = definedBy<SelectOp>(anchor->getOperand(side));
    auto keeps = factor ? definedBy<CompareOp>(factor.getPred()) : nullptr;
    auto number = keeps ? definedBy<RngUniformOp>(keeps.getLhs()) : nullptr;
    auto p = keeps ? readSplat(keeps.getRhs()) : std::nullopt;
    if (number && p)
      return Recovery{{anchor->getOperand(1 - side), number.getSeed()},
                      [p = shortestForF32(*p)](Emitter &emitter,
                                               ArrayRef<Tensor> operands) {
                        return dropout(emitter, operands[0], p,
                                       /*training=*/true, operands[1]);
                      }};
  }
  return std::nullopt;
}
