//===- PackWeights.cpp - Weights in the form of their kernels -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Refuses: weights that are no parameters in every call of the function, and
// matrices whose depth is no multiple of 16, which the panels of oneDNN pad.
//
//===----------------------------------------------------------------------===//

#include "ptir/Backends/onednn/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PACKWEIGHTSPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// weight[K, N] in panels, which generated code reads as well.
static void packMatmul(rt::CallOp call, WeightForms &weights) {
  Value weight = call.getInputs()[1];
  auto type = cast<RankedTensorType>(weight.getType());
  bool isHalf = call.getConfig().contains("storage");
  Type element = isHalf ? Type(BFloat16Type::get(call.getContext()))
                        : type.getElementType();
  if (type.getRank() != 2 || type.getDimSize(0) % 16 != 0)
    return;
  call.getInputsMutable()[1].set(weights.inForm(
      weight, rt::panelsOf(type.getDimSize(0), type.getDimSize(1), element),
      isHalf ? "panels64:bf16" : "panels64"));
}

/// Weights that turned out to be no parameters are not narrowed.
static void keepPlain(rt::CallOp call) {
  NamedAttrList config(call.getConfig());
  if (config.erase("storage"))
    call.setConfigAttr(config.getDictionary(call.getContext()));
}

/// The form is named after all that the kernel is asked for.
static void packConvolution(rt::CallOp call, WeightForms &weights) {
  Value weight = call.getInputs()[1];
  NamedAttrList config(call.getConfig());
  if (!config.erase("plain_weights"))
    return;
  DictionaryAttr packedConfig = config.getDictionary(call.getContext());
  std::string layout =
      (call.getKernel() + ";" + rt::describeConfig(packedConfig)).str();
  auto type = rt::PackedType::get(
      call.getContext(), cast<RankedTensorType>(weight.getType()), layout);
  call.setConfigAttr(packedConfig);
  call.getInputsMutable()[1].set(weights.inForm(weight, type, layout));
}

namespace {

struct PackWeightsPass : ptir::impl::PackWeightsPassBase<PackWeightsPass> {
  void runOnOperation() override {
    WeightForms weights(getOperation());
    getOperation().walk([&](rt::CallOp call) {
      if (call.getInputs().size() < 2)
        return;
      if (!weights.isParameterForOneUser(call.getInputs()[1]))
        return keepPlain(call);
      if (call.getKernel() == "onednn.matmul")
        packMatmul(call, weights);
      else if (call.getKernel() == "onednn.convolution")
        packConvolution(call, weights);
    });
    numPacked += weights.numForms();
    weights.eraseUnused();
  }
};

} // namespace
