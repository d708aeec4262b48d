//===- FuseInvertedResiduals.cpp - Three convolutions as one kernel -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// MobileNetV2's blocks expand an image to many channels with a 1x1 convolution,
// filter each of them, and project them back to few. Each step by itself writes
// an image to memory, or to a distant cache, that the next one reads. The
// kernel of the runtime that replaces the three keeps some rows of it in a near
// cache.
//
// The first block does not expand: what it filters is a 3x3 convolution of the
// image that the network is given, with its channels first. That convolution is
// the block's expansion then, and reads the image as it is. A function for the
// block is inlined where the convolution is, unless it serves others, too. A
// 3x3 convolution without bias, or whose weight is no parameter, stays by
// itself before the kernel of the other two.
//
// Refuses, and `explain` says so: a filter that is not 3x3 with one zero around
// and stride 1 or 2; steps between the convolutions other than relu and relu6,
// or behind them other than the addition of the image, unless its channels are
// first; images that something else reads as well; other convolutions without
// bias; weights of others that are no parameters; channels that are no
// multiples of vectors.
//
//===----------------------------------------------------------------------===//

#include "ptir/Backends/onednn/Passes.h"

#include "ConvolutionCalls.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"
#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"
#include "llvm/ADT/MapVector.h"

namespace ptir {
#define GEN_PASS_DEF_FUSEINVERTEDRESIDUALSPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

static constexpr int64_t vectorChannels = 16, halfChannels = 8;

/// The stride of a 3x3 filter of each channel by itself; 0 for anything else.
static int64_t strideOfFilter(rt::CallOp call) {
  int64_t groups = numberOf(call, "groups");
  auto source = call.getConfig().getAs<DenseI64ArrayAttr>("source");
  if (!source || source.size() != 4 || source[1] != groups ||
      numberOf(call, "filters") != groups || !isAll(call, "kernel", 3) ||
      !isAll(call, "padding", 1) || !isAll(call, "dilation", 1))
    return 0;
  for (int64_t stride : {1, 2})
    if (isAll(call, "stride", stride))
      return stride;
  return 0;
}

/// Where a network begins: a 3x3 convolution with bias, two apart, of an image
/// whose channels are brought to the end. Null for anything else.
static TransposeOp planesOf(rt::CallOp call) {
  if (!call || call.getKernel() != "onednn.convolution" ||
      numberOf(call, "groups") != 1 || !isAll(call, "kernel", 3) ||
      !isAll(call, "stride", 2) || !isAll(call, "padding", 1) ||
      !isAll(call, "dilation", 1) || !isClamped(call) || !call->hasOneUse() ||
      call.getInputs().size() != 3)
    return {};
  auto transpose = call.getInputs()[0].getDefiningOp<TransposeOp>();
  bool isMatch =
      transpose && transpose.getPerm() == ArrayRef<int64_t>({0, 2, 3, 1});
  return isMatch ? transpose : TransposeOp();
}

/// Puts the one call of a function in its place.
static void inlineCall(IRRewriter &rewriter, func::CallOp call,
                       func::FuncOp function) {
  Operation *end = function.getBody().front().getTerminator();
  rewriter.inlineBlockBefore(&function.getBody().front(), call,
                             call.getOperands());
  rewriter.replaceOp(call, end->getOperands());
  rewriter.eraseOp(end);
  rewriter.eraseOp(function);
}

/// Brings together what networks begin with and the block behind it.
static void inlineFirstBlocks(ModuleOp module) {
  PrivateCalls calls(module);
  // Several images may meet in one block, which is inlined once.
  llvm::MapVector<func::CallOp, func::FuncOp> chosen;
  module.walk([&](rt::CallOp first) {
    auto call = planesOf(first) ? dyn_cast<func::CallOp>(*first->user_begin())
                                : func::CallOp();
    auto function = call ? module.lookupSymbol<func::FuncOp>(call.getCallee())
                         : func::FuncOp();
    if (!function || calls.of(function).size() != 1 ||
        !function.getBody().hasOneBlock())
      return;
    unsigned index = first->use_begin()->getOperandNumber();
    BlockArgument image = function.getArgument(index);
    auto filter = image.hasOneUse() ? dyn_cast<rt::CallOp>(*image.user_begin())
                                    : rt::CallOp();
    if (filter && strideOfFilter(filter) != 0)
      chosen.insert({call, function});
  });
  IRRewriter rewriter(module.getContext());
  for (auto [call, function] : chosen)
    inlineCall(rewriter, call, function);
}

namespace {

/// What a block is made of; `expand` is null where it has none, and
/// `planes` where it is a 1x1 convolution.
struct InvertedResidual {
  rt::CallOp expand, filter, project;
  TransposeOp planes;
  int64_t stride = 0;
  bool addsImage = false;

  Value image() {
    if (planes)
      return planes.getX();
    return expand ? expand.getInputs()[0] : filter.getInputs()[0];
  }
};

/// Looks for the block that a convolution ends.
class Matcher {
public:
  explicit Matcher(const WeightForms &weights) : weights(weights) {}

  /// Nothing, and `whyNot` says why if there is a filter, unless all fits.
  std::optional<InvertedResidual> match(rt::CallOp project) {
    whyNot = "";
    InvertedResidual block;
    block.project = project;
    if (project.getKernel() != "onednn.convolution" || !isPointwise(project))
      return std::nullopt;
    block.filter = convolutionOf(project.getInputs()[0]);
    if (!block.filter || numberOf(block.filter, "groups") < 2)
      return std::nullopt;
    block.stride = strideOfFilter(block.filter);
    if (block.stride == 0)
      return refuse("expected a 3x3 filter of each channel, 1 or 2 apart");
    if (!isClamped(block.filter) || !block.filter->hasOneUse())
      return refuse("expected relu or relu6 behind the filter, and one user");
    block.expand = convolutionOf(block.filter.getInputs()[0]);
    block.planes = planesOf(block.expand);
    if (block.planes &&
        !weights.isParameterForOneUser(block.expand.getInputs()[1]))
      block.planes = {};
    if (block.expand && !block.planes &&
        (!isPointwise(block.expand) || !isClamped(block.expand) ||
         !block.expand->hasOneUse()))
      block.expand = {};
    StringRef end = stepOf(project);
    block.addsImage =
        end == "sum" && !block.planes && project.getInit() == block.image();
    if (!end.empty() && !block.addsImage)
      return refuse("expected nothing but the image to be added at the end");
    if (block.addsImage &&
        (block.stride != 1 ||
         block.image().getType() != project.getInit().getType()))
      return refuse("expected an image of the result's extents");
    if (numberOf(block.filter, "groups") % vectorChannels != 0 ||
        numberOf(project, "filters") % halfChannels != 0)
      return refuse("expected multiples of 16 and 8 channels");
    for (rt::CallOp call : {block.expand, block.filter, block.project})
      if (call && (call.getInputs().size() != 3 ||
                   !weights.isParameterForOneUser(call.getInputs()[1])))
        return refuse("expected parameters as weights, and biases");
    return block;
  }

  StringRef whyNot;

private:
  std::nullopt_t refuse(StringRef reason) {
    whyNot = reason;
    return std::nullopt;
  }

  const WeightForms &weights;
};

struct FuseInvertedResidualsPass
    : ptir::impl::FuseInvertedResidualsPassBase<FuseInvertedResidualsPass> {
  using FuseInvertedResidualsPassBase::FuseInvertedResidualsPassBase;

  void runOnOperation() override {
    inlineFirstBlocks(getOperation());
    WeightForms weights(getOperation());
    Matcher matcher(weights);
    SmallVector<rt::CallOp> calls;
    getOperation().walk([&](rt::CallOp call) { calls.push_back(call); });
    SmallVector<InvertedResidual> blocks;
    for (rt::CallOp call : calls)
      if (std::optional<InvertedResidual> block = matcher.match(call))
        blocks.push_back(*block);
      else if (explain && !matcher.whyNot.empty())
        call.emitRemark() << "not fused: " << matcher.whyNot;
    for (InvertedResidual &block : blocks)
      fuse(block, weights);
    numFused += blocks.size();
    weights.eraseUnused();
  }

  static void fuse(InvertedResidual &block, WeightForms &weights) {
    OpBuilder builder(block.project);
    NamedAttrList config;
    SmallVector<Value> inputs = {block.image()};
    auto add = [&](rt::CallOp call, StringRef role) {
      std::string layout = ("ptir.inverted_residual;role=" + role).str();
      Value weight = call.getInputs()[1];
      auto type =
          rt::PackedType::get(builder.getContext(),
                              cast<RankedTensorType>(weight.getType()), layout);
      inputs.append(
          {weights.inForm(weight, type, layout), call.getInputs()[2]});
      if (!stepOf(call).empty() && role != "project")
        config.set(role, builder.getStringAttr(stepOf(call)));
    };
    if (block.expand)
      add(block.expand, "expand");
    add(block.filter, "filter");
    add(block.project, "project");
    config.set("stride", builder.getI64IntegerAttr(block.stride));
    if (block.planes)
      config.set("planes", builder.getI64IntegerAttr(1));
    if (block.addsImage)
      config.set("residual", builder.getI64IntegerAttr(1));
    auto type = cast<RankedTensorType>(block.project.getResult().getType());
    Value init = block.project.getInit();
    if (block.addsImage) {
      SmallVector<OpFoldResult> shape =
          tensor::getMixedSizes(builder, block.project.getLoc(), block.image());
      init = tensor::EmptyOp::create(builder, block.project.getLoc(), shape,
                                     type.getElementType());
    }
    auto fused = rt::CallOp::create(
        builder, block.project.getLoc(), type, "ptir.inverted_residual",
        config.getDictionary(builder.getContext()), inputs, init,
        /*accumulates=*/false);
    block.project.getResult().replaceAllUsesWith(fused.getResult());
    for (rt::CallOp call : {block.project, block.filter, block.expand})
      if (call)
        call.erase();
    if (block.planes && block.planes->use_empty())
      block.planes.erase();
  }
};

} // namespace
