//===- PackWeights.cpp - Weights in the form of their kernels -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Products become the runtime's if their steps are its own, on CPUs with
// AVX-512 where weights are of f32, and with AVX-512 BF16 where they are to be
// stored in fewer bits: these read 12 bits an element, or 8.
//
// Refuses: weights that are no parameters in every call of the function, and
// matrices whose depth is no multiple of 16, which the panels of oneDNN pad.
//
//===----------------------------------------------------------------------===//

#include "RuntimeMatmul.h"
#include "ptir/Backends/onednn/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/WeightForms.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_PACKWEIGHTSPASS
#include "ptir/Backends/onednn/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// How the weight is to be stored, if not as f32: "bf16" or "int8".
static StringRef storageOf(rt::CallOp call) {
  auto storage = call.getConfig().getAs<StringAttr>("storage");
  return storage ? storage.getValue() : StringRef();
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
    StringRef storage = storageOf(call);
    bool isFloat = storage.empty();
    Type element = type.getElementType();
    StringRef layout = "panels64";
    if (doesMatmulSteps(call.getConfig()) &&
        (isFloat ? multipliesFloats : multipliesHalves)) {
      setMatmul(call, /*combinesHalves=*/isFloat && strassen);
      if (!isFloat) {
        bool isBytes = storage == "int8";
        element = IntegerType::get(call.getContext(), isBytes ? 8 : 16);
        layout = isBytes ? "panels64:s8" : "panels64:f12";
      }
    } else if (storage == "int8") {
      return keepPlain(call); // the library has no such products
    } else if (type.getDimSize(0) % 16 != 0) {
      return;
    } else if (!isFloat) {
      element = BFloat16Type::get(call.getContext());
      layout = "panels64:bf16";
    }
    call.getInputsMutable()[1].set(weights.inForm(
        weight, rt::panelsOf(type.getDimSize(0), type.getDimSize(1), element),
        layout));
  }
};

} // namespace
