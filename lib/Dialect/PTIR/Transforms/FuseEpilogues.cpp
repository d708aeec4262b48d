//===- FuseEpilogues.cpp - What follows a product, done with it -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A convolution or linear layer, the residual that is added to it and its
// activation become one composite, which a backend may run as one kernel. The
// region holds all of their decompositions, in order, so the composite means
// what it says without one.
//
// Refuses: intermediate results with other uses, sums of other shapes or
// element types, whatever comes behind the activation.
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "ptir/Dialect/PTIR/IR/CoreOps.h"
#include "llvm/ADT/StringSwitch.h"

namespace ptir {
#define GEN_PASS_DEF_FUSEEPILOGUESPASS
#include "ptir/Dialect/PTIR/Transforms/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// The name of the composite that a root becomes; empty for any other op.
static StringRef fusedName(CompositeOp op) {
  return llvm::StringSwitch<StringRef>(op.getName())
      .Case("conv2d", "fused_conv2d")
      .Case("linear", "fused_linear")
      .Default("");
}

/// Whether all elements are zeros with a positive sign.
static bool isZero(Value tensor) {
  while (Operation *op = tensor.getDefiningOp()) {
    if (!isa<BroadcastToOp, ReshapeOp>(op))
      break;
    tensor = op->getOperand(0);
  }
  DenseElementsAttr elements;
  if (!matchPattern(tensor, m_Constant(&elements)) || !elements.isSplat() ||
      !isa<FloatType>(elements.getElementType()))
    return false;
  return elements.getSplatValue<APFloat>().isPosZero();
}

/// The name of the activation that `op` is of `x`; empty if it is none.
static StringRef activationOf(Operation *op, Value x) {
  if (auto maximum = dyn_cast<MaximumOp>(op)) {
    Value other = maximum.getLhs() == x ? maximum.getRhs() : maximum.getLhs();
    return isZero(other) ? "relu" : "";
  }
  auto composite = dyn_cast<CompositeOp>(op);
  if (!composite || composite.getInputs().size() != 1 ||
      composite->getNumResults() != 1)
    return "";
  return llvm::StringSwitch<StringRef>(composite.getName())
      .Case("relu6", "relu6")
      .Case("gelu", "gelu")
      .Case("gelu_tanh", "gelu_tanh")
      .Case("silu", "silu")
      .Default("");
}

namespace {

/// The ops behind one root that become part of it.
struct Chain {
  CompositeOp root;
  SmallVector<Operation *> tail;
  SmallVector<Attribute> steps;
  Value residual;
  /// Why it ends where it does.
  std::string stopped;
};

} // namespace

static Chain followChain(CompositeOp root) {
  Builder builder(root.getContext());
  Chain chain{root, {}, {}, {}, {}};
  Value last = root.getResult(0);
  while (true) {
    if (!last.hasOneUse()) {
      chain.stopped = "the result has other uses";
      break;
    }
    Operation *user = *last.user_begin();
    if (user->getNumResults() != 1 ||
        user->getResult(0).getType() != last.getType()) {
      chain.stopped = "the result of its use has another type";
      break;
    }
    StringRef activation = activationOf(user, last);
    if (!activation.empty()) {
      chain.tail.push_back(user);
      chain.steps.push_back(builder.getStringAttr(activation));
      chain.stopped = "nothing is fused behind an activation";
      break;
    }
    auto sum = dyn_cast<AddOp>(user);
    if (!sum || chain.residual) {
      chain.stopped = "its use is neither a sum nor an activation";
      break;
    }
    Value residual = sum.getLhs() == last ? sum.getRhs() : sum.getLhs();
    if (residual.getType() != last.getType()) {
      chain.stopped = "the other summand has another type";
      break;
    }
    chain.residual = residual;
    chain.tail.push_back(user);
    chain.steps.push_back(builder.getStringAttr("sum"));
    last = sum.getResult();
  }
  return chain;
}

/// Clones the composite's decomposition, or the op itself, which is a step on
/// `x`, to where the builder is; `mapping` knows the results from then on.
static void cloneMeaning(OpBuilder &builder, Operation *op, Value x,
                         IRMapping &mapping) {
  if (isa<MaximumOp>(op)) {
    // Its zeros may come from outside of the region.
    CoreOps core(builder, op->getLoc());
    Value inner = mapping.lookup(x);
    mapping.map(op->getResult(0),
                core.binary<MaximumOp>(inner, core.splatLike(0, inner)));
    return;
  }
  auto composite = dyn_cast<CompositeOp>(op);
  if (!composite) {
    builder.clone(*op, mapping);
    return;
  }
  Block &body = composite.getBody().front();
  for (auto [argument, input] :
       llvm::zip_equal(body.getArguments(), composite.getInputs()))
    mapping.map(argument, mapping.lookup(input));
  for (Operation &inner : body.without_terminator())
    builder.clone(inner, mapping);
  for (auto [result, yielded] : llvm::zip_equal(
           composite.getResults(), body.getTerminator()->getOperands()))
    mapping.map(result, mapping.lookup(yielded));
}

namespace {

struct FuseEpiloguesPass
    : ptir::impl::FuseEpiloguesPassBase<FuseEpiloguesPass> {
  using FuseEpiloguesPassBase::FuseEpiloguesPassBase;

  void runOnOperation() override {
    SmallVector<CompositeOp> roots;
    getOperation().walk([&](CompositeOp op) {
      if (!fusedName(op).empty() && op->getNumResults() == 1)
        roots.push_back(op);
    });
    for (CompositeOp root : roots) {
      Chain chain = followChain(root);
      if (explain)
        root.emitRemark() << (chain.tail.empty() ? "nothing fused: "
                                                 : "fused up to here: ")
                          << chain.stopped;
      if (!chain.tail.empty())
        fuse(chain);
    }
  }

  void fuse(Chain &chain) {
    CompositeOp root = chain.root;
    Operation *last = chain.tail.back();
    OpBuilder builder(last);
    SmallVector<Value> inputs(root.getInputs());
    if (chain.residual)
      inputs.push_back(chain.residual);
    SmallVector<NamedAttribute> config(root.getConfig().getValue());
    config.push_back(
        builder.getNamedAttr("epilogue", builder.getArrayAttr(chain.steps)));
    auto fused = CompositeOp::create(
        builder, root.getLoc(), last->getResultTypes(), fusedName(root),
        /*version=*/1, builder.getDictionaryAttr(config), inputs);
    Block &body = fused.getBody().emplaceBlock();
    IRMapping mapping;
    for (Value input : inputs)
      mapping.map(input, body.addArgument(input.getType(), input.getLoc()));
    OpBuilder inner = OpBuilder::atBlockEnd(&body);
    cloneMeaning(inner, root, Value(), mapping);
    Value x = root.getResult(0);
    for (Operation *op : chain.tail) {
      cloneMeaning(inner, op, x, mapping);
      x = op->getResult(0);
    }
    YieldOp::create(inner, root.getLoc(), mapping.lookup(x));
    x.replaceAllUsesWith(fused.getResult(0));
    for (Operation *op : llvm::reverse(chain.tail))
      op->erase();
    root.erase();
    ++numFused;
    numSteps += chain.steps.size();
  }
};

} // namespace
