//===- ChooseWinograd.cpp - 3x3 convolutions with fewer products ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The runtime's Winograd kernel multiplies a quarter to a half as often as a
// direct convolution, but reads more weights, and it takes images with channels
// last as they are. The size of its tiles is the one with the least modelled
// time.
//
// Refuses, and `explain` says so: windows other than 3x3, one apart, with one
// zero around; other steps behind the convolution than a sum and relu; extents
// that are not known; channels that are no multiples of a vector; no bias;
// weights that are no parameters; convolutions that are faster as they are.
//
//===----------------------------------------------------------------------===//

#include "ptir/Backends/onednn/Passes.h"

#include "KernelCosts.h"

#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"

namespace ptir {
#define GEN_PASS_DEF_CHOOSEWINOGRADPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

static constexpr int64_t vectorChannels = 16;

/// Why the kernel cannot run the convolution; empty if it can.
static StringRef whyNot(rt::CallOp call,
                        const std::optional<ConvolutionShape> &shape,
                        const WeightForms &weights) {
  if (!shape ||
      !cast<ShapedType>(call.getInputs()[0].getType()).hasStaticShape())
    return "expected extents that are known";
  if (!shape->fitsWinograd)
    return "expected 3x3 windows, one apart, one zero around, and no steps but "
           "a sum and relu";
  if (shape->channels % vectorChannels != 0 ||
      shape->filters % vectorChannels != 0)
    return "expected multiples of 16 channels";
  if (call.getInputs().size() != 3 ||
      !weights.isParameterForOneUser(call.getInputs()[1]))
    return "expected a parameter as weight, and a bias";
  return "";
}

namespace {

struct ChooseWinogradPass
    : ptir::impl::ChooseWinogradPassBase<ChooseWinogradPass> {
  using ChooseWinogradPassBase::ChooseWinogradPassBase;

  void runOnOperation() override {
    WeightForms weights(getOperation());
    SmallVector<rt::CallOp> calls;
    getOperation().walk([&](rt::CallOp call) {
      if (call.getKernel() == "onednn.convolution")
        calls.push_back(call);
    });
    for (rt::CallOp call : calls) {
      std::optional<ConvolutionShape> shape = ConvolutionShape::of(call);
      StringRef reason = whyNot(call, shape, weights);
      int64_t tile = reason.empty() ? fastestTile(*shape) : 0;
      if (tile != 0)
        replace(call, tile, weights);
      else if (explain)
        call.emitRemark() << "no Winograd kernel: "
                          << (reason.empty() ? "modelled to be slower"
                                             : reason);
    }
    weights.eraseUnused();
  }

  /// 0 if a direct convolution takes less time than any.
  static int64_t fastestTile(const ConvolutionShape &shape) {
    int64_t best = 0, least = streamedDirectTime(shape);
    for (int64_t tile : {2, 4}) {
      int64_t time = streamedWinogradTime(shape, tile);
      if (time < least) {
        least = time;
        best = tile;
      }
    }
    return best;
  }

  void replace(rt::CallOp call, int64_t tile, WeightForms &weights) {
    Builder builder(call.getContext());
    NamedAttrList config;
    config.set("tile", builder.getI64IntegerAttr(tile));
    if (Attribute steps = call.getConfig().get("epilogue"))
      config.set("epilogue", steps);
    std::string layout = "ptir.winograd;tile=" + std::to_string(tile);
    Value weight = call.getInputs()[1];
    auto form = rt::PackedType::get(
        call.getContext(), cast<RankedTensorType>(weight.getType()), layout);
    call.setKernel("ptir.winograd");
    call.setConfigAttr(config.getDictionary(call.getContext()));
    call.getInputsMutable()[1].set(weights.inForm(weight, form, layout));
    ++numChosen;
  }
};

} // namespace
