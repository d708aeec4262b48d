//===- FusePooledConvolutions.cpp - A convolution and its mean ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Networks of images end with the mean of each channel over the image. Where a
// 1x1 convolution comes before it, the kernel of the runtime that replaces both
// writes the means only, and reads the weights while it multiplies others.
//
// Refuses, and `explain` says so: a mean of a part of the image; a convolution
// other than 1x1, or with steps behind it other than relu and relu6, or that
// something else reads as well; no bias; weights that are no parameters;
// channels that are no multiples of a vector.
//
//===----------------------------------------------------------------------===//

#include "ptir/Backends/onednn/Passes.h"

#include "ConvolutionCalls.h"

#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"

namespace ptir {
#define GEN_PASS_DEF_FUSEPOOLEDCONVOLUTIONSPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

static constexpr int64_t vectorChannels = 16;

/// Whether the window is the whole image.
static bool isMeanOfImage(rt::CallOp pool) {
  auto image = cast<ShapedType>(pool.getInputs()[0].getType());
  auto window = pool.getConfig().getAs<DenseI64ArrayAttr>("window");
  return window && image.getRank() == 4 && window.size() == 2 &&
         image.getDimSize(1) == window[0] && image.getDimSize(2) == window[1] &&
         isAll(pool, "padding", 0);
}

/// Why the kernel cannot compute the mean of the convolution; empty if it can.
static StringRef whyNot(rt::CallOp pool, rt::CallOp convolution,
                        const WeightForms &weights) {
  if (!isMeanOfImage(pool))
    return "expected the mean of the whole image";
  if (!isPointwise(convolution) || !convolution->hasOneUse())
    return "expected a 1x1 convolution, and one user";
  bool hasSteps = convolution.getAccumulates() || !stepOf(convolution).empty();
  if (hasSteps && !isClamped(convolution))
    return "expected nothing but relu or relu6 behind the convolution";
  if (numberOf(convolution, "filters") % vectorChannels != 0)
    return "expected a multiple of 16 channels";
  if (convolution.getInputs().size() != 3 ||
      !weights.isParameterForOneUser(convolution.getInputs()[1]))
    return "expected a parameter as weight, and a bias";
  return "";
}

namespace {

struct FusePooledConvolutionsPass
    : ptir::impl::FusePooledConvolutionsPassBase<FusePooledConvolutionsPass> {
  using FusePooledConvolutionsPassBase::FusePooledConvolutionsPassBase;

  void runOnOperation() override {
    WeightForms weights(getOperation());
    SmallVector<rt::CallOp> pools;
    getOperation().walk([&](rt::CallOp call) {
      if (call.getKernel() == "onednn.avg_pool" &&
          convolutionOf(call.getInputs()[0]))
        pools.push_back(call);
    });
    for (rt::CallOp pool : pools) {
      rt::CallOp convolution = convolutionOf(pool.getInputs()[0]);
      StringRef reason = whyNot(pool, convolution, weights);
      if (reason.empty())
        fuse(pool, convolution, weights);
      else if (explain)
        pool.emitRemark() << "not fused: " << reason;
    }
    weights.eraseUnused();
  }

  void fuse(rt::CallOp pool, rt::CallOp convolution, WeightForms &weights) {
    constexpr StringLiteral layout = "ptir.inverted_residual;role=expand";
    Builder builder(pool.getContext());
    NamedAttrList config;
    if (!stepOf(convolution).empty())
      config.set("epilogue", convolution.getConfig().get("epilogue"));
    Value weight = convolution.getInputs()[1];
    auto form = rt::PackedType::get(
        pool.getContext(), cast<RankedTensorType>(weight.getType()), layout);
    pool.setKernel("ptir.pooled_convolution");
    pool.setConfigAttr(config.getDictionary(pool.getContext()));
    pool.getInputsMutable().assign({convolution.getInputs()[0],
                                    weights.inForm(weight, form, layout),
                                    convolution.getInputs()[2]});
    convolution.erase();
    ++numFused;
  }
};

} // namespace
