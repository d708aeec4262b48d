//===- PackParams.cpp - Matrices in packed form ---------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A matrix product reads its right-hand side once per call; packed in panels of
// 64 columns it is read as one stream. The packed copy is made once, by the
// runtime, when the parameter is bound.
//
// Refuses: uses other than the right-hand side of a plain f32 product, rank
// other than 2, arguments of functions that are public, called indirectly or
// with something that is not a parameter.
//
//===----------------------------------------------------------------------===//

#include "PanelProducts.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PACKPARAMSPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Whether every use is the right-hand side of a packable product, all of them
/// transposed or none; or else takes rows of a matrix that is multiplied by
/// transposed, so that they are columns of the panels.
static bool isMultipliedBy(Value matrix, bool &transposed) {
  bool first = true, isTable = false;
  for (OpOperand &use : matrix.getUses()) {
    if (isa<TakeOp>(use.getOwner()) && use.getOperandNumber() == 0) {
      isTable = true;
      continue;
    }
    auto product = dyn_cast<DotGeneralOp>(use.getOwner());
    bool thisOne = false;
    if (!product || use.getOperandNumber() != 1 ||
        !isPanelProduct(product, thisOne) || (!first && thisOne != transposed))
      return false;
    transposed = thisOne;
    first = false;
  }
  return !first && (transposed || !isTable);
}

namespace {

struct PackParamsPass : ptir::impl::PackParamsPassBase<PackParamsPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    WeightForms forms(module);
    SmallVector<Value> matrices;
    for (auto function : module.getOps<func::FuncOp>())
      if (!function.isDeclaration())
        llvm::append_range(matrices, function.getArguments());
    module.walk([&](ParamOp param) { matrices.push_back(param); });
    for (Value matrix : matrices)
      pack(matrix, forms);
    numPacked += forms.numForms();
    forms.eraseUnused();
  }

  void pack(Value matrix, WeightForms &forms) {
    auto type = dyn_cast<RankedTensorType>(matrix.getType());
    bool transposed = false;
    if (!type || type.getRank() != 2 || !isMultipliedBy(matrix, transposed) ||
        isVector(type) || !forms.isParameter(matrix))
      return;
    SmallVector<Operation *> users(matrix.getUsers());
    Value packed = forms.inForm(matrix, packedType(type, transposed),
                                transposed ? "panels64t" : "panels64");
    for (Operation *user : users)
      if (auto product = dyn_cast<DotGeneralOp>(user)) {
        multiplyByPanels(product, packed);
        ++numMatmuls;
      } else {
        takeColumns(cast<TakeOp>(user), packed, type.getDimSize(0));
      }
  }

  void takeColumns(TakeOp take, Value panels, int64_t columns) {
    OpBuilder builder(take);
    auto result =
        rt::TakeColumnsOp::create(builder, take.getLoc(), take.getType(),
                                  take.getIndices(), panels, columns);
    take.replaceAllUsesWith(result.getResult());
    take.erase();
    ++numTakes;
  }

  /// One row or column is no matrix worth packing.
  static bool isVector(RankedTensorType type) {
    return type.getDimSize(0) <= 1 || type.getDimSize(1) <= 1;
  }

  static RankedTensorType packedType(RankedTensorType type, bool transposed) {
    int64_t k = type.getDimSize(transposed ? 1 : 0);
    int64_t n = type.getDimSize(transposed ? 0 : 1);
    return rt::panelsOf(k, n, type.getElementType());
  }
};

} // namespace
