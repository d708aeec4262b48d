//===- PackWeights.cpp - Weights in the form of their kernels -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Products with weights in bf16 become the runtime's on CPUs with AVX-512 BF16,
// if their steps are its own: these read 12 bits an element.
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

/// Whether the runtime's kernel does these steps: `sum` and one of its own.
static bool doesSteps(rt::CallOp call) {
  ArrayRef<Attribute> steps;
  if (auto epilogue = call.getConfig().getAs<ArrayAttr>("epilogue"))
    steps = epilogue.getValue();
  auto nameOf = [](Attribute step) {
    return cast<StringAttr>(step).getValue();
  };
  if (!steps.empty() && nameOf(steps.front()) == "sum")
    steps = steps.drop_front();
  return steps.empty() ||
         (steps.size() == 1 &&
          llvm::is_contained({"relu", "relu6", "gelu_tanh", "silu"},
                             nameOf(steps.front())));
}

/// weight[K, N] in panels of 12-bit floats, which generated code reads as well.
static void packShort(rt::CallOp call, WeightForms &weights) {
  Value weight = call.getInputs()[1];
  auto type = cast<RankedTensorType>(weight.getType());
  Type element = IntegerType::get(call.getContext(), 16);
  NamedAttrList config(call.getConfig());
  config.erase("storage");
  call.setConfigAttr(config.getDictionary(call.getContext()));
  call.setKernel("ptir.matmul");
  call.getInputsMutable()[1].set(weights.inForm(
      weight, rt::panelsOf(type.getDimSize(0), type.getDimSize(1), element),
      "panels64:f12"));
}

/// weight[K, N] in panels, which generated code reads as well.
static void packMatmul(rt::CallOp call, WeightForms &weights,
                       bool multipliesHalves) {
  Value weight = call.getInputs()[1];
  auto type = cast<RankedTensorType>(weight.getType());
  bool isHalf = call.getConfig().contains("storage");
  Type element = isHalf ? Type(BFloat16Type::get(call.getContext()))
                        : type.getElementType();
  if (type.getRank() != 2 || type.getDimSize(0) % 16 != 0)
    return;
  if (isHalf && multipliesHalves && doesSteps(call))
    return packShort(call, weights);
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
  using PackWeightsPassBase::PackWeightsPassBase;

  void runOnOperation() override {
    WeightForms weights(getOperation());
    getOperation().walk([&](rt::CallOp call) {
      if (call.getInputs().size() < 2)
        return;
      if (!weights.isParameterForOneUser(call.getInputs()[1]))
        return keepPlain(call);
      if (call.getKernel() == "onednn.matmul")
        packMatmul(call, weights, multipliesHalves);
      else if (call.getKernel() == "onednn.convolution")
        packConvolution(call, weights);
    });
    numPacked += weights.numForms();
    weights.eraseUnused();
  }
};

} // namespace
