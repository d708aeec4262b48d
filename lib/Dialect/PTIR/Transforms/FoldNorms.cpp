//===- FoldNorms.cpp - Batch norms into what is before them ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// With factor = scale / sqrt(variance + epsilon), per channel,
//   batch_norm(W x + b) = (factor W) x + factor (b - mean) + shift
// Refuses: a product with other uses, weights or statistics that are not fixed,
// products with batch dimensions.
//
//===----------------------------------------------------------------------===//

#include "FoldNorms.h"

#include "mlir/IR/IRMapping.h"
#include "ptir/Dialect/PTIR/IR/CoreOps.h"

using namespace mlir;
using namespace ptir;

namespace {

/// y * factor + offset, [channels] each, and the product that y is.
class NormFolder {
public:
  NormFolder(CompositeOp norm, const llvm::DenseSet<Value> &fixed)
      : norm(norm), fixed(fixed), builder(norm), core(builder, norm.getLoc()) {}

  bool run() {
    auto epsilon = norm.getConfig().getAs<FloatAttr>("epsilon");
    Value y = norm.getInputs()[0];
    Operation *product = y.getDefiningOp();
    if (!epsilon || !product || !y.hasOneUse() ||
        !areFixed(norm.getInputs().drop_front()))
      return false;
    auto composite = dyn_cast<CompositeOp>(product);
    Value folded;
    if (composite && composite.getName() == "conv2d")
      folded = foldComposite(composite, /*channelAxis=*/0, epsilon);
    else if (composite && composite.getName() == "linear")
      folded = foldComposite(composite, /*channelAxis=*/1, epsilon);
    else if (auto dot = dyn_cast<DotGeneralOp>(product))
      folded = foldDot(dot, epsilon);
    if (!folded)
      return false;
    norm.getResult(0).replaceAllUsesWith(folded);
    norm.erase();
    product->erase();
    return true;
  }

private:
  bool areFixed(ValueRange values) const {
    return llvm::all_of(values,
                        [&](Value value) { return fixed.contains(value); });
  }

  void computeFactor(FloatAttr epsilon) {
    OperandRange inputs = norm.getInputs();
    Value shifted = core.add(inputs[4], epsilon.getValueAsDouble());
    factor = core.mul(inputs[1], core.unary<RsqrtOp>(shifted));
    offset = core.sub(inputs[2], core.mul(inputs[3], factor));
  }

  /// The weight with what it has for each channel multiplied.
  Value scale(Value weight, int64_t channelAxis) {
    auto type = cast<RankedTensorType>(weight.getType());
    SmallVector<Extent> shape(type.getRank(), Extent(1));
    shape[channelAxis] = Extent(type.getDimSize(channelAxis));
    Value perChannel = core.reshape(factor, shape);
    return core.mul(weight, core.broadcastLike(perChannel, weight));
  }

  Value foldComposite(CompositeOp op, int64_t channelAxis, FloatAttr epsilon) {
    if (!areFixed(op.getInputs().drop_front()))
      return {};
    computeFactor(epsilon);
    SmallVector<Value> inputs = {op.getInputs()[0],
                                 scale(op.getInputs()[1], channelAxis)};
    bool hasBias = op.getInputs().size() == 3;
    inputs.push_back(hasBias
                         ? core.add(core.mul(op.getInputs()[2], factor), offset)
                         : offset);
    auto folded = CompositeOp::create(builder, norm.getLoc(),
                                      op.getResultTypes(), op.getName(),
                                      op.getVersion(), op.getConfig(), inputs);
    IRMapping mapping;
    op.getBody().cloneInto(&folded.getBody(), mapping);
    if (!hasBias)
      addBias(folded.getBody().front());
    return folded.getResult(0);
  }

  /// Lets the body add a further argument to what it yields.
  void addBias(Block &body) {
    Value bias = body.addArgument(offset.getType(), norm.getLoc());
    Operation *yield = body.getTerminator();
    OpBuilder inner(yield);
    CoreOps innerCore(inner, norm.getLoc());
    Value y = yield->getOperand(0);
    yield->setOperand(0, innerCore.add(y, innerCore.broadcastLike(bias, y)));
  }

  Value foldDot(DotGeneralOp dot, FloatAttr epsilon) {
    RankedTensorType rhs = dot.getRhs().getType();
    if (rhs.getRank() != 2 || !dot.getBatchRhs().empty() ||
        dot.getContractRhs().size() != 1 || !fixed.contains(dot.getRhs()))
      return {};
    int64_t contracted = *normalizeAxis(dot.getContractRhs()[0], 2);
    computeFactor(epsilon);
    auto scaled = cast<DotGeneralOp>(builder.clone(*dot));
    scaled.getRhsMutable().assign(scale(dot.getRhs(), 1 - contracted));
    // The weight is scaled behind the original product.
    scaled->moveBefore(norm);
    Value y = scaled.getResult();
    return core.add(y, core.broadcastLike(offset, y));
  }

  CompositeOp norm;
  const llvm::DenseSet<Value> &fixed;
  OpBuilder builder;
  CoreOps core;
  Value factor, offset;
};

} // namespace

int64_t ptir::foldNorms(ModuleOp module, const FixedValues &fixed) {
  int64_t count = 0;
  for (auto function : module.getOps<func::FuncOp>()) {
    SmallVector<CompositeOp> norms;
    for (auto op : function.getOps<CompositeOp>())
      if (op.getName() == "batch_norm" && op.getInputs().size() == 5)
        norms.push_back(op);
    if (norms.empty())
      continue;
    llvm::DenseSet<Value> values = fixed.findIn(function);
    for (CompositeOp norm : norms)
      count += NormFolder(norm, values).run();
  }
  return count;
}
