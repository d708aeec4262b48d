//===- Recovery.cpp - Functionals found in core ops -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Recovery.h"

#include "ReadCoreOps.h"

#include <cstdio>
#include <cstdlib>

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

ArrayRef<RecoverableFunctional> functional::getRecoverableFunctionals() {
  static const RecoverableFunctional table[] = {
      {"attention_decode_cache", ReshapeOp::getOperationName(),
       recoverDecodeAttention},
      {"attention", ReshapeOp::getOperationName(), recoverAttention},
      {"scaled_dot_product_attention", ReshapeOp::getOperationName(),
       recoverScaledDotProduct},
      {"cross_entropy", CastOp::getOperationName(), recoverCrossEntropy},
      {"cross_entropy", DivOp::getOperationName(), recoverCrossEntropy},
      {"group_norm", AddOp::getOperationName(), recoverGroupNorm},
      {"batch_norm", AddOp::getOperationName(), recoverBatchNorm},
      {"conv2d", AddOp::getOperationName(), recoverConv2d},
      {"conv2d", ReshapeOp::getOperationName(), recoverConv2d},
      {"conv2d", ReduceOp::getOperationName(), recoverConv2d},
      {"avg_pool2d", MulOp::getOperationName(), recoverAvgPool2d},
      {"avg_pool2d", DivOp::getOperationName(), recoverAvgPool2d},
      {"global_avg_pool", MulOp::getOperationName(), recoverGlobalAvgPool},
      {"global_avg_pool", DivOp::getOperationName(), recoverGlobalAvgPool},
      {"apply_rope_qkv_packed", ConcatOp::getOperationName(),
       recoverApplyRopePacked},
      {"apply_rope", ConcatOp::getOperationName(), recoverApplyRope},
      {"dropout", MulOp::getOperationName(), recoverDropout},
      {"layer_norm", AddOp::getOperationName(), recoverLayerNorm},
      {"rms_norm", MulOp::getOperationName(), recoverRmsNorm},
      {"gelu_tanh", MulOp::getOperationName(), recoverGeluTanh},
      {"gelu", MulOp::getOperationName(), recoverGelu},
      {"swiglu", MulOp::getOperationName(), recoverSwiglu},
      {"silu", MulOp::getOperationName(), recoverSilu},
      {"softmax_last_dim", DivOp::getOperationName(), recoverSoftmax},
      {"mean", CastOp::getOperationName(), recoverMean},
      {"mean", DivOp::getOperationName(), recoverMean},
      {"relu6", MinimumOp::getOperationName(), recoverRelu6},
      {"linear", AddOp::getOperationName(), recoverLinear},
  };
  return table;
}

ArrayRef<StringRef> functional::getUnrecoveredFunctionals() {
  static const StringRef names[] = {
      "abs",
      "add",
      "add_bias",
      "argmax",
      "broadcast_to",
      "clamp",
      "concat_along_axis",
      "div",
      "dynamic_index_along_axis",
      "dynamic_update_slice_into",
      "einsum",
      "embedding_lookup",
      "flatten_rows",
      "layer_norm_moments",
      "matmul",
      "matmul_transposed",
      "max_pool2d",
      "maximum",
      "minimum",
      "mul",
      "neg",
      "pad",
      "relu",
      "reshape",
      "rms_norm_moments",
      "sigmoid",
      "slice_along_axis",
      "split",
      "sub",
      "tanh",
      "transpose",
      "where",
  };
  return names;
}

std::optional<double> functional::readSplat(Value value) {
  if (auto broadcast = definedBy<BroadcastToOp>(value))
    value = broadcast.getX();
  auto constant = definedBy<ConstantOp>(value);
  auto splat = constant ? dyn_cast<SplatElementsAttr>(constant.getValue())
                        : SplatElementsAttr();
  if (!splat || !isa<FloatType>(splat.getElementType()))
    return std::nullopt;
  APFloat number = splat.getSplatValue<APFloat>();
  bool losesInfo;
  number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                 &losesInfo);
  return number.convertToDouble();
}

double functional::shortestForF32(double number) {
  for (int digits = 1; digits <= 9; ++digits) {
    char text[32];
    std::snprintf(text, sizeof(text), "%.*g", digits, number);
    double candidate = std::strtod(text, nullptr);
    if (static_cast<float>(candidate) == static_cast<float>(number))
      return candidate;
  }
  return number;
}

Value functional::readSoftmaxOperand(Value weights) {
  auto quotient = definedBy<DivOp>(weights);
  auto exp = quotient ? definedBy<ExpOp>(quotient.getLhs()) : ExpOp();
  auto shifted = exp ? definedBy<SubOp>(exp.getX()) : SubOp();
  return shifted ? shifted.getLhs() : Value();
}
