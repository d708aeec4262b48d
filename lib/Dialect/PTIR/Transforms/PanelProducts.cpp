//===- PanelProducts.cpp - Products by packed matrices --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PanelProducts.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

bool ptir::isPanelProduct(DotGeneralOp op, bool &transposed) {
  RankedTensorType lhs = op.getLhs().getType(), rhs = op.getRhs().getType();
  if (lhs.getRank() != 2 || rhs.getRank() != 2 || !op.getBatchLhs().empty() ||
      op.getContractLhs().size() != 1)
    return false;
  bool isF32 = rhs.getElementType().isF32() &&
               op.getType().getElementType().isF32() &&
               op.getAccumulatorType().isF32();
  int64_t lhsDim = (op.getContractLhs()[0] + 2) % 2;
  transposed = (op.getContractRhs()[0] + 2) % 2 == 1;
  return isF32 && lhsDim == 1 && rhs.hasStaticShape();
}

void ptir::multiplyByPanels(DotGeneralOp product, Value panels) {
  OpBuilder builder(product);
  Location loc = product.getLoc();
  RankedTensorType type = product.getType();
  SmallVector<OpFoldResult> shape = {
      tensor::getMixedSize(builder, loc, product.getLhs(), 0),
      builder.getIndexAttr(type.getDimSize(1))};
  Value init =
      tensor::EmptyOp::create(builder, loc, shape, type.getElementType());
  auto matmul = rt::PanelMatmulOp::create(builder, loc, type, product.getLhs(),
                                          panels, init);
  product.replaceAllUsesWith(matmul.getResult());
  product.erase();
}
