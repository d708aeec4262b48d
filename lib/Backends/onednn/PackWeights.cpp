//===- PackWeights.cpp - Weights in the form of their kernels -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Products become the runtime's if their steps are its own, on CPUs with
// AVX-512 where weights are of f32, and with AVX-512 BF16 where they are to be
// stored in fewer bits: these read 12 bits an element, or 8, and have an even
// depth. `explain` says why others stay the library's.
//
// Refuses: weights that are no parameters in every call of the function. For
// the library, integers, and matrices whose depth its panels would pad: no
// multiple of 16 or, in bf16, of 32.
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

/// Weights without a form of their own are not narrowed.
static void dropStorage(rt::CallOp call) {
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
      if (call.getKernel() == "onednn.matmul")
        packMatmul(call, weights);
      else if (call.getKernel() == "onednn.convolution" &&
               weights.isParameterForOneUser(call.getInputs()[1]))
        packConvolution(call, weights);
    });
    numPacked += weights.numForms();
    weights.eraseUnused();
  }

private:
  void packMatmul(rt::CallOp call, WeightForms &weights) {
    if (!weights.isParameterForOneUser(call.getInputs()[1]))
      return keepPlain(call, "expected a parameter as weight");
    auto type = cast<RankedTensorType>(call.getInputs()[1].getType());
    if (type.getRank() != 2)
      return keepPlain(call, "expected a matrix as weight");
    StringRef storage = storageOf(call), reason = whyNot(call, type);
    bool isFloat = storage.empty(), isBytes = storage == "int8";
    int64_t depth = type.getDimSize(0);
    Builder builder(&getContext());
    if (reason.empty()) {
      setMatmul(call, /*combinesHalves=*/isFloat && strassen);
      ++numMatmuls;
      if (isFloat)
        return setPanels(call, weights, type.getElementType(), "panels64");
      return setPanels(call, weights, builder.getIntegerType(isBytes ? 8 : 16),
                       isBytes ? "panels64:s8" : "panels64:f12");
    }
    if (isBytes || depth % (isFloat ? 16 : 32) != 0)
      return keepPlain(call, reason);
    explainWhyNot(call, reason);
    if (isFloat)
      return setPanels(call, weights, type.getElementType(), "panels64");
    setPanels(call, weights, builder.getBF16Type(), "panels64:bf16");
  }

  /// Why the runtime cannot multiply by a parameter of this type; empty if it
  /// can.
  StringRef whyNot(rt::CallOp call, RankedTensorType weight) const {
    bool isFloat = storageOf(call).empty();
    if (!doesMatmulSteps(call.getConfig()))
      return "expected no steps but a sum and one of relu, relu6, gelu_tanh "
             "and silu";
    if (!isFloat && weight.getDimSize(0) % 2 != 0)
      return "expected an even depth: narrow weights come in pairs";
    if (isFloat && !multipliesFloats)
      return "expected a CPU with AVX-512";
    if (!isFloat && !multipliesHalves)
      return "expected a CPU with AVX-512 BF16";
    return "";
  }

  void explainWhyNot(rt::CallOp call, StringRef reason) const {
    if (explain)
      call.emitRemark() << "no product of the runtime: " << reason;
  }

  void keepPlain(rt::CallOp call, StringRef reason) const {
    explainWhyNot(call, reason);
    dropStorage(call);
  }

  /// weight[K, N] in panels, which generated code reads as well.
  static void setPanels(rt::CallOp call, WeightForms &weights, Type element,
                        StringRef layout) {
    Value weight = call.getInputs()[1];
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(weight.getType()).getShape();
    call.getInputsMutable()[1].set(weights.inForm(
        weight, rt::panelsOf(shape[0], shape[1], element), layout));
  }
};

} // namespace
