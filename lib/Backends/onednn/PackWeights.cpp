//===- PackWeights.cpp - Weights in the form of their kernels -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Products become the runtime's if their steps are its own, on CPUs with
// AVX-512 where weights are of f32, and with AVX-512 BF16 where they are to be
// stored in fewer bits: these read 12 bits an element.
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

/// Makes the call one of the runtime's.
static void setMatmul(rt::CallOp call, bool combinesHalves) {
  NamedAttrList config(call.getConfig());
  config.erase("storage");
  if (combinesHalves)
    config.set("strassen", Builder(call.getContext()).getI64IntegerAttr(1));
  call.setConfigAttr(config.getDictionary(call.getContext()));
  call.setKernel("ptir.matmul");
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
        packMatmul(call, weights);
      else if (call.getKernel() == "onednn.convolution")
        packConvolution(call, weights);
    });
    numPacked += weights.numForms();
    weights.eraseUnused();
  }

private:
  /// weight[K, N] in panels, which generated code reads as well.
  void packMatmul(rt::CallOp call, WeightForms &weights) {
    Value weight = call.getInputs()[1];
    auto type = cast<RankedTensorType>(weight.getType());
    if (type.getRank() != 2)
      return;
    bool isHalf = call.getConfig().contains("storage");
    Type element = type.getElementType();
    StringRef layout = "panels64";
    if (doesSteps(call) && (isHalf ? multipliesHalves : multipliesFloats)) {
      setMatmul(call, /*combinesHalves=*/!isHalf && strassen);
      if (isHalf) {
        element = IntegerType::get(call.getContext(), 16);
        layout = "panels64:f12";
      }
    } else if (type.getDimSize(0) % 16 != 0) {
      return;
    } else if (isHalf) {
      element = BFloat16Type::get(call.getContext());
      layout = "panels64:bf16";
    }
    call.getInputsMutable()[1].set(weights.inForm(
        weight, rt::panelsOf(type.getDimSize(0), type.getDimSize(1), element),
        layout));
  }
};

} // namespace
