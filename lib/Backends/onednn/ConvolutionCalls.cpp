//===- ConvolutionCalls.cpp - What a convolution's call says --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ConvolutionCalls.h"

using namespace mlir;
using namespace ptir;

rt::CallOp ptir::convolutionOf(Value value) {
  auto call = value.getDefiningOp<rt::CallOp>();
  return call && call.getKernel() == "onednn.convolution" ? call : rt::CallOp();
}

bool ptir::isAll(rt::CallOp call, StringRef name, int64_t expected) {
  auto list = call.getConfig().getAs<DenseI64ArrayAttr>(name);
  return list && llvm::all_of(list.asArrayRef(),
                              [&](int64_t value) { return value == expected; });
}

int64_t ptir::numberOf(rt::CallOp call, StringRef name) {
  auto number = call.getConfig().getAs<IntegerAttr>(name);
  return number ? number.getInt() : 0;
}

bool ptir::isPointwise(rt::CallOp call) {
  return numberOf(call, "groups") == 1 && isAll(call, "kernel", 1) &&
         isAll(call, "stride", 1) && isAll(call, "padding", 0);
}

StringRef ptir::stepOf(rt::CallOp call) {
  auto steps = call.getConfig().getAs<ArrayAttr>("epilogue");
  if (!steps || steps.empty())
    return "";
  auto step = steps.size() == 1 ? dyn_cast<StringAttr>(steps[0]) : StringAttr();
  return step ? step.getValue() : "unknown";
}

bool ptir::isClamped(rt::CallOp call) {
  StringRef step = stepOf(call);
  return !call.getAccumulates() && (step == "relu" || step == "relu6");
}
