//===- RewriteLayouts.cpp - Images in the layouts that were chosen --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LayoutAssignment.h"

#include "KernelCosts.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "ptir/Dialect/PTIR/IR/CoreOps.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

using namespace mlir;
using namespace ptir;

static RankedTensorType blockedType(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  ArrayRef<int64_t> shape = tensor.getShape();
  return RankedTensorType::get(
      {shape[0], shape[3] / channelBlock, shape[1], shape[2], channelBlock},
      tensor.getElementType());
}

/// Lets an op that was chosen to be blocked say so. Its operands follow later.
void LayoutAssignment::retype(Operation *op) {
  OpBuilder builder(op);
  if (auto window = dyn_cast<ReduceWindowOp>(op)) {
    auto spread = [](ArrayRef<int64_t> list) {
      return SmallVector<int64_t>{1, 1, list[1], list[2], 1};
    };
    ArrayRef<int64_t> padding = window.getPadding();
    window.setWindow(spread(window.getWindow()));
    window.setStrides(spread(window.getStrides()));
    window.setBaseDilation(spread(window.getBaseDilation()));
    window.setWindowDilation(spread(window.getWindowDilation()));
    window.setPadding(SmallVector<int64_t>{0, 0, 0, 0, padding[2], padding[3],
                                           padding[4], padding[5], 0, 0});
    window.getResult().setType(blockedType(window.getType()));
    blockedValues.insert(window.getResult());
    return;
  }
  auto call = cast<rt::CallOp>(op);
  if (call.getKernel() == "onednn.convolution") {
    NamedAttrList config(call.getConfig());
    Attribute one = builder.getI64IntegerAttr(1);
    config.set("blocked_source", one);
    config.set("blocked_target", one);
    std::optional<ConvolutionShape> shape = ConvolutionShape::of(call);
    if (shape && shape->fitsWinograd &&
        winogradTime(*shape) < directTime(*shape)) {
      config.set("algorithm", builder.getStringAttr("winograd"));
      ++numWinograd;
    }
    call.setConfigAttr(config.getDictionary(op->getContext()));
  }
  RankedTensorType type = blockedType(call.getResult().getType());
  call.getResult().setType(type);
  blockedValues.insert(call.getResult());
  if (call.getInit().getDefiningOp<tensor::EmptyOp>())
    call.getInitMutable().assign(tensor::EmptyOp::create(
        builder, op->getLoc(), type.getShape(), type.getElementType()));
}

/// The value in the other layout, made where `builder` stands.
Value LayoutAssignment::reordered(Value value, bool toBlocked,
                                  OpBuilder &builder) {
  CoreOps core(builder, value.getLoc());
  auto type = cast<RankedTensorType>(value.getType());
  ArrayRef<int64_t> shape = type.getShape();
  ++numReorders;
  if (toBlocked) {
    Value split = core.reshape(value, {shape[0], shape[1], shape[2],
                                       shape[3] / channelBlock, channelBlock});
    return core.transpose(split, {0, 3, 1, 2, 4});
  }
  Value rows = core.transpose(value, {0, 2, 3, 1, 4});
  return core.reshape(rows,
                      {shape[0], shape[2], shape[3], shape[1] * channelBlock});
}

void LayoutAssignment::fixUse(OpOperand &use, bool wanted) {
  Value value = use.get();
  if (blockedValues.contains(value) == wanted)
    return;
  Value &other = others[{value, use.getOwner()->getBlock()}];
  if (!other) {
    OpBuilder builder(use.getOwner());
    if (value.getParentBlock() == use.getOwner()->getBlock())
      builder.setInsertionPointAfterValue(value);
    other = reordered(value, wanted, builder);
    if (wanted)
      blockedValues.insert(other);
  }
  use.set(other);
}

void LayoutAssignment::rewrite() {
  for (auto &[op, node] : opNodes)
    if (blocked[node]) {
      retype(op);
      ++numBlocked;
    }
  for (auto &[argument, node] : argumentNodes)
    if (blocked[node]) {
      Value value = argument;
      value.setType(blockedType(value.getType()));
      blockedValues.insert(value);
    }
  for (auto &[function, count] : runs) {
    auto type = cast<Function>(function).getFunctionType();
    SmallVector<Type> results(type.getResults());
    for (auto [i, result] : llvm::enumerate(results)) {
      auto node = resultNodes.find({function, static_cast<unsigned>(i)});
      if (node != resultNodes.end() && blocked[node->second])
        result = blockedType(result);
    }
    cast<Function>(function).setFunctionType(FunctionType::get(
        function->getContext(),
        cast<Function>(function).getBody().getArgumentTypes(), results));
  }
  // Results of calls have the types that functions have now.
  for (auto &[function, count] : runs)
    function->walk([&](func::CallOp call) {
      auto callee = symbols.lookup<Function>(call.getCallee());
      if (!callee || !isCallee(callee))
        return;
      for (auto [result, type] : llvm::zip_equal(
               call.getResults(), callee.getFunctionType().getResults()))
        if (result.getType() != type) {
          result.setType(type);
          blockedValues.insert(result);
        }
    });
  for (auto &[function, count] : runs) {
    SmallVector<OpOperand *> uses;
    function->walk([&](Operation *op) {
      for (OpOperand &use : op->getOpOperands())
        uses.push_back(&use);
    });
    for (OpOperand *use : uses) {
      Operation *user = use->getOwner();
      auto tensor = dyn_cast<RankedTensorType>(use->get().getType());
      bool isOne = blockedValues.contains(use->get());
      if (!tensor || (!isOne && !canBeBlocked(tensor)) ||
          use->get().getDefiningOp<tensor::EmptyOp>())
        continue;
      if (auto call = dyn_cast<func::CallOp>(user)) {
        auto callee = symbols.lookup<Function>(call.getCallee());
        fixUse(*use, callee && isCallee(callee) &&
                         blockedValues.contains(
                             callee.getArgument(use->getOperandNumber())));
      } else if (isa<func::ReturnOp>(user)) {
        auto results = cast<Function>(function).getFunctionType().getResults();
        fixUse(*use, cast<RankedTensorType>(results[use->getOperandNumber()])
                             .getRank() == 5);
      } else if (!ignoresLayout(user) || !isOne) {
        fixUse(*use, isBlocked(nodeOfOp(user)));
      }
    }
  }
}
