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

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/PatternMatch.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "llvm/ADT/MapVector.h"

namespace ptir {
#define GEN_PASS_DEF_PACKPARAMSPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// x[M, K] * w[K, N], or x[M, K] * w[N, K], in f32.
static bool isPackableProduct(DotGeneralOp op, bool &transposed) {
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

/// Whether every use is the right-hand side of a packable product, all of them
/// transposed or none.
static bool hasOnlyProducts(Value matrix, bool &transposed) {
  bool first = true;
  for (OpOperand &use : matrix.getUses()) {
    auto product = dyn_cast<DotGeneralOp>(use.getOwner());
    bool thisOne = false;
    if (!product || use.getOperandNumber() != 1 ||
        !isPackableProduct(product, thisOne) ||
        (!first && thisOne != transposed))
      return false;
    transposed = thisOne;
    first = false;
  }
  return !first;
}

namespace {

struct PackParamsPass : ptir::impl::PackParamsPassBase<PackParamsPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    llvm::MapVector<func::FuncOp, SmallVector<func::CallOp>> callers;
    SymbolTable symbols(module);
    module.walk([&](func::CallOp call) {
      if (auto callee = symbols.lookup<func::FuncOp>(call.getCallee()))
        callers[callee].push_back(call);
    });
    for (auto &[function, calls] : callers)
      if (function.isPrivate() && !function.isDeclaration())
        packArguments(function, calls);
    // A tied matrix has other uses: it stays plain.
    SmallVector<ParamOp> params;
    module.walk([&](ParamOp param) { params.push_back(param); });
    for (ParamOp param : params) {
      bool transposed = false;
      if (param.getType().getRank() == 2 &&
          hasOnlyProducts(param, transposed) && !isVector(param))
        rewriteProducts(pack(param, transposed), param);
    }
  }

  /// One row or column is no matrix worth packing.
  static bool isVector(Value matrix) {
    auto type = cast<RankedTensorType>(matrix.getType());
    return type.getDimSize(0) <= 1 || type.getDimSize(1) <= 1;
  }

  static RankedTensorType packedType(RankedTensorType type, bool transposed) {
    int64_t k = type.getDimSize(transposed ? 1 : 0);
    int64_t n = type.getDimSize(transposed ? 0 : 1);
    return RankedTensorType::get(
        {(n + rt::panelWidth - 1) / rt::panelWidth, k, rt::panelWidth},
        type.getElementType());
  }

  /// The packed form of a parameter, beside it.
  Value pack(ParamOp param, bool transposed) {
    OpBuilder builder(param);
    builder.setInsertionPointAfter(param);
    ++numPacked;
    return rt::ParamOp::create(
        builder, param.getLoc(), packedType(param.getType(), transposed),
        param.getNameAttr(),
        builder.getStringAttr(transposed ? "panels64t" : "panels64"),
        TypeAttr::get(param.getType()));
  }

  /// Lets the products by `matrix` read `packed`.
  void rewriteProducts(Value packed, Value matrix) {
    for (Operation *user : llvm::make_early_inc_range(matrix.getUsers())) {
      auto product = cast<DotGeneralOp>(user);
      OpBuilder builder(product);
      Location loc = product.getLoc();
      RankedTensorType type = product.getType();
      SmallVector<OpFoldResult> shape = {
          tensor::getMixedSize(builder, loc, product.getLhs(), 0),
          builder.getIndexAttr(type.getDimSize(1))};
      Value init =
          tensor::EmptyOp::create(builder, loc, shape, type.getElementType());
      auto matmul = rt::PanelMatmulOp::create(builder, loc, type,
                                              product.getLhs(), packed, init);
      product.replaceAllUsesWith(matmul.getResult());
      product.erase();
      ++numMatmuls;
    }
    if (auto param = matrix.getDefiningOp<ParamOp>())
      if (param->use_empty())
        param.erase();
  }

  /// Arguments that are only multiplied by, and parameters at every call.
  void packArguments(func::FuncOp function, ArrayRef<func::CallOp> calls) {
    for (BlockArgument argument : function.getArguments()) {
      auto type = dyn_cast<RankedTensorType>(argument.getType());
      bool transposed = false;
      if (!type || type.getRank() != 2 ||
          !hasOnlyProducts(argument, transposed) || isVector(argument))
        continue;
      unsigned index = argument.getArgNumber();
      auto isParam = [&](func::CallOp call) {
        return call.getOperand(index).getDefiningOp<ParamOp>() != nullptr;
      };
      if (!llvm::all_of(calls, isParam))
        continue;
      for (func::CallOp call : calls) {
        auto param = call.getOperand(index).getDefiningOp<ParamOp>();
        call.setOperand(index, pack(param, transposed));
        if (param->use_empty())
          param.erase();
      }
      argument.setType(packedType(type, transposed));
      // The products still name the argument; its type has changed.
      rewriteProducts(argument, argument);
      SmallVector<Type> inputs = llvm::to_vector(function.getArgumentTypes());
      inputs[index] = argument.getType();
      function.setFunctionType(
          FunctionType::get(&getContext(), inputs, function.getResultTypes()));
    }
  }
};

} // namespace
