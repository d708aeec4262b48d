//===- RaiseCases.cpp - Functionals that are raised -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RaiseCases.h"

#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/ChannelNormalization.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Convolution.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Embedding.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Pooling.h"
#include "ptir/Functional/Reduction.h"
#include "ptir/Functional/Rotary.h"
#include "ptir/Functional/Shape.h"
#include "ptir/Functional/Stochastic.h"
#include "ptir/Raise/Passes.h"

#include "mlir/Pass/PassManager.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

bool test::inlineAll(mlir::ModuleOp module) {
  mlir::PassManager inlining(module.getContext());
  inlining.addPass(createInlineCompositesPass());
  if (failed(inlining.run(module)))
    return false;
  bool left = false;
  module.walk([&](CompositeOp) { left = true; });
  return !left;
}

bool test::raise(mlir::ModuleOp module) {
  mlir::PassManager raising(module.getContext());
  RaisePassOptions options;
  options.explain = true;
  raising.addNestedPass<mlir::func::FuncOp>(createRaisePass(options));
  return succeeded(raising.run(module));
}

bool test::inlineAndRaise(mlir::ModuleOp module) {
  return inlineAll(module) && raise(module);
}

static llvm::SmallVector<Tensor> attend(Program &p, AttentionConfig config) {
  if (p.function.getNumArguments() == 1) {
    AttentionResult result = attention(p, config, p.arg(0));
    return {result.output, result.present.keys, result.present.values};
  }
  KeyValues past = {p.arg(1), p.arg(2)};
  AttentionResult result = attention(p, config, p.arg(0), &past);
  return {result.output, result.cache.keys, result.cache.values};
}

static llvm::SmallVector<Tensor> decode(Program &p) {
  DecodeAttentionResult result = attentionDecodeCache(
      p, {4, 2, 3}, p.arg(0), {p.arg(1), p.arg(2)}, p.arg(3));
  return {result.output, result.cache.keys, result.cache.values};
}

static llvm::SmallVector<Tensor> convolve(Program &p,
                                          const Conv2dConfig &config) {
  Tensor bias = p.function.getNumArguments() > 2 ? p.arg(2) : Tensor();
  return {conv2d(p, p.arg(0), p.arg(1), bias, config)};
}

static const Pool2dConfig poolConfig = {{3, 2}, {2, 1}, {1, 0, 1, 1}};

/// Query, key and value heads, and a mask if there is a fourth argument.
static llvm::SmallVector<Tensor> attendTo(Program &p,
                                          ScaledDotProductConfig config) {
  bool masked = p.function.getNumArguments() == 4;
  return {scaledDotProductAttention(p, config, p.arg(0), p.arg(1), p.arg(2),
                                    masked ? p.arg(3) : Tensor())};
}

#define EMIT(...)                                                              \
  [](Program &p) -> llvm::SmallVector<Tensor> { return __VA_ARGS__; }

static const RaiseCase cases[] = {
    {"Gelu", "gelu", {"tensor<?x?x4xf32>"}, EMIT({gelu(p, p.arg(0))})},
    {"GeluStatic", "gelu", {"tensor<2x4xf16>"}, EMIT({gelu(p, p.arg(0))})},
    {"GeluTanh",
     "gelu_tanh",
     {"tensor<?x4xf32>"},
     EMIT({geluTanh(p, p.arg(0))})},
    {"GeluTanhStatic",
     "gelu_tanh",
     {"tensor<4xf64>"},
     EMIT({geluTanh(p, p.arg(0))})},
    {"Softmax",
     "softmax_last_dim",
     {"tensor<?x?xf32>"},
     EMIT({softmaxLastDim(p, p.arg(0))})},
    {"SoftmaxStatic",
     "softmax_last_dim",
     {"tensor<3x5xf32>"},
     EMIT({softmaxLastDim(p, p.arg(0))})},
    {"Linear",
     "linear",
     {"tensor<?x6xf32>", "tensor<6x3xf32>", "tensor<3xf32>"},
     EMIT({linear(p, p.arg(0), p.arg(1), p.arg(2))})},
    {"LinearStatic",
     "linear",
     {"tensor<2x6xf32>", "tensor<6x3xf32>", "tensor<3xf32>"},
     EMIT({linear(p, p.arg(0), p.arg(1), p.arg(2))})},
    {"LayerNorm",
     "layer_norm",
     {"tensor<?x?x6xf32>", "tensor<6xf32>", "tensor<6xf32>"},
     EMIT({layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)})},
    {"LayerNormStatic",
     "layer_norm",
     {"tensor<2x6xf32>", "tensor<6xf32>", "tensor<6xf32>"},
     EMIT({layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 0.25)})},
    {"LayerNormVector",
     "layer_norm",
     {"tensor<6xf32>", "tensor<6xf32>", "tensor<6xf32>"},
     EMIT({layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 0.25)})},
    {"RmsNorm",
     "rms_norm",
     {"tensor<?x?x6xf32>", "tensor<6xf32>"},
     EMIT({rmsNorm(p, p.arg(0), p.arg(1), 1e-6)})},
    {"RmsNormStatic",
     "rms_norm",
     {"tensor<2x6xf32>", "tensor<6xf32>"},
     EMIT({rmsNorm(p, p.arg(0), p.arg(1), 0.25)})},
    {"RmsNormVector",
     "rms_norm",
     {"tensor<6xf32>", "tensor<6xf32>"},
     EMIT({rmsNorm(p, p.arg(0), p.arg(1), 0.25)})},
    {"Silu", "silu", {"tensor<?x?x4xf32>"}, EMIT({silu(p, p.arg(0))})},
    {"SiluStatic", "silu", {"tensor<2x4xbf16>"}, EMIT({silu(p, p.arg(0))})},
    {"Swiglu",
     "swiglu",
     {"tensor<?x4xf32>", "tensor<?x4xf32>"},
     EMIT({swiglu(p, p.arg(0), p.arg(1))})},
    {"SwigluStatic",
     "swiglu",
     {"tensor<2x4xf64>", "tensor<2x4xf64>"},
     EMIT({swiglu(p, p.arg(0), p.arg(1))})},
    {"Relu6", "relu6", {"tensor<?x4xf32>"}, EMIT({relu6(p, p.arg(0))})},
    {"Relu6Static", "relu6", {"tensor<f16>"}, EMIT({relu6(p, p.arg(0))})},
    {"Mean", "mean", {"tensor<?x?x4xf32>"}, EMIT({mean(p, p.arg(0), {0, 1})})},
    {"MeanStatic",
     "mean",
     {"tensor<2x3x4xf64>"},
     EMIT({mean(p, p.arg(0), {-1, 0}, /*keepDims=*/true)})},
    {"MeanOfAll",
     "mean",
     {"tensor<3x?xf32>"},
     EMIT({mean(p, p.arg(0), {0, 1})})},
    {"MeanNarrow", "mean", {"tensor<?x4xf16>"}, EMIT({mean(p, p.arg(0), {1})})},
    {"CrossEntropy",
     "cross_entropy",
     {"tensor<?x5xf32>", "tensor<?xsi32>"},
     EMIT({crossEntropy(p, p.arg(0), p.arg(1))})},
    {"CrossEntropyStatic",
     "cross_entropy",
     {"tensor<4x5xf64>", "tensor<4xsi64>"},
     EMIT({crossEntropy(p, p.arg(0), p.arg(1))})},
    {"CrossEntropyNarrow",
     "cross_entropy",
     {"tensor<?x?xbf16>", "tensor<?xsi64>"},
     EMIT({crossEntropy(p, p.arg(0), p.arg(1))})},
    {"Attention",
     "attention",
     {"tensor<?x?x24xf32>"},
     EMIT(attend(p, {4, 2, 3}))},
    {"AttentionStatic",
     "attention",
     {"tensor<2x5x24xf32>"},
     EMIT(attend(p, {4, 2, 3}))},
    {"AttentionWithoutBatch",
     "attention",
     {"tensor<?x24xf32>"},
     EMIT(attend(p, {4, 2, 3}))},
    {"AttentionScaled",
     "attention",
     {"tensor<?x?x24xf32>"},
     EMIT(attend(p, {4, 2, 3, 0.3}))},
    {"AttentionToPast",
     "attention",
     {"tensor<?x?x24xf32>", "tensor<?x2x?x3xf32>", "tensor<?x2x?x3xf32>"},
     EMIT(attend(p, {4, 2, 3}))},
    {"AttentionToPastWithoutBatch",
     "attention",
     {"tensor<?x24xf32>", "tensor<2x?x3xf32>", "tensor<2x?x3xf32>"},
     EMIT(attend(p, {4, 2, 3}))},
    {"Decode",
     "attention_decode_cache",
     {"tensor<?x1x24xf32>", "tensor<?x2x?x3xf32>", "tensor<?x2x?x3xf32>",
      "tensor<si32>"},
     decode},
    {"DecodeStatic",
     "attention_decode_cache",
     {"tensor<2x1x24xf32>", "tensor<2x2x9x3xf32>", "tensor<2x2x9x3xf32>",
      "tensor<si32>"},
     decode},
    {"DecodeWithoutBatch",
     "attention_decode_cache",
     {"tensor<1x24xf32>", "tensor<2x?x3xf32>", "tensor<2x?x3xf32>",
      "tensor<si32>"},
     decode},
    {"Conv",
     "conv2d",
     {"tensor<2x6x5x3xf32>", "tensor<4x3x3x3xf32>", "tensor<4xf32>"},
     EMIT(convolve(p, {{2, 1}, {1, 1}, {1, 0, 2, 1}, 1}))},
    {"ConvWithoutBias",
     "conv2d",
     {"tensor<2x6x5x3xf32>", "tensor<4x3x3x3xf32>"},
     EMIT(convolve(p, {{2, 1}, {1, 2}, {1, 0, 2, 1}, 1}))},
    {"ConvRunTimeExtents",
     "conv2d",
     {"tensor<?x?x?x3xf32>", "tensor<4x3x3x3xf32>", "tensor<4xf32>"},
     EMIT(convolve(p, {}))},
    {"ConvPointwise",
     "conv2d",
     {"tensor<2x6x5x3xf32>", "tensor<4x3x1x1xf32>", "tensor<4xf32>"},
     EMIT(convolve(p, {}))},
    {"ConvPointwiseWithoutBias",
     "conv2d",
     {"tensor<?x6x5x3xf32>", "tensor<4x3x1x1xf32>"},
     EMIT(convolve(p, {}))},
    {"ConvPointwiseStrided",
     "conv2d",
     {"tensor<2x6x5x3xf32>", "tensor<4x3x1x1xf32>"},
     EMIT(convolve(p, {{2, 2}, {1, 1}, {}, 1}))},
    {"ConvDepthwise",
     "conv2d",
     {"tensor<2x6x5x3xf32>", "tensor<3x1x3x3xf32>", "tensor<3xf32>"},
     EMIT(convolve(p, {{1, 1}, {1, 1}, {1, 1, 1, 1}, 3}))},
    {"ConvDepthwiseWithoutBias",
     "conv2d",
     {"tensor<?x?x?x3xf32>", "tensor<3x1x3x3xf32>"},
     EMIT(convolve(p, {{2, 2}, {1, 1}, {1, 1, 1, 1}, 3}))},
    {"ConvGroups",
     "conv2d",
     {"tensor<2x6x5x4xf32>", "tensor<6x2x3x3xf32>", "tensor<6xf32>"},
     EMIT(convolve(p, {{1, 1}, {1, 1}, {1, 1, 1, 1}, 2}))},
    {"ConvGroupsWithoutBias",
     "conv2d",
     {"tensor<?x6x5x4xf32>", "tensor<6x2x3x3xf32>"},
     EMIT(convolve(p, {{1, 1}, {1, 1}, {1, 1, 1, 1}, 2}))},
    {"AvgPool",
     "avg_pool2d",
     {"tensor<2x6x5x3xf32>"},
     EMIT({avgPool2d(p, p.arg(0), poolConfig)})},
    {"AvgPoolInside",
     "avg_pool2d",
     {"tensor<2x6x5x3xf32>"},
     EMIT({avgPool2d(p, p.arg(0), poolConfig, false)})},
    {"AvgPoolRunTimeExtents",
     "avg_pool2d",
     {"tensor<?x?x?x3xf32>"},
     EMIT({avgPool2d(p, p.arg(0), poolConfig)})},
    {"AvgPoolRunTimeExtentsInside",
     "avg_pool2d",
     {"tensor<?x?x?x3xf32>"},
     EMIT({avgPool2d(p, p.arg(0), poolConfig, false)})},
    {"GlobalAvgPool",
     "global_avg_pool",
     {"tensor<2x6x5x3xf32>"},
     EMIT({globalAvgPool(p, p.arg(0))})},
    {"GlobalAvgPoolRunTimeExtents",
     "global_avg_pool",
     {"tensor<?x?x?x3xf32>"},
     EMIT({globalAvgPool(p, p.arg(0))})},
    {"BatchNorm",
     "batch_norm",
     {"tensor<2x6x5x3xf32>", "tensor<3xf32>", "tensor<3xf32>", "tensor<3xf32>",
      "tensor<3xf32>"},
     EMIT({batchNorm(p, p.arg(0), p.arg(1), p.arg(2), p.arg(3), p.arg(4),
                     1e-5)})},
    {"BatchNormRunTimeExtents",
     "batch_norm",
     {"tensor<?x?x3xf32>", "tensor<3xf32>", "tensor<3xf32>", "tensor<3xf32>",
      "tensor<3xf32>"},
     EMIT({batchNorm(p, p.arg(0), p.arg(1), p.arg(2), p.arg(3), p.arg(4),
                     1e-5)})},
    {"GroupNorm",
     "group_norm",
     {"tensor<2x6x5x4xf32>", "tensor<4xf32>", "tensor<4xf32>"},
     EMIT({groupNorm(p, p.arg(0), 2, p.arg(1), p.arg(2), 1e-3)})},
    {"GroupNormRunTimeExtents",
     "group_norm",
     {"tensor<?x6x5x4xf32>", "tensor<4xf32>", "tensor<4xf32>"},
     EMIT({groupNorm(p, p.arg(0), 2, p.arg(1), p.arg(2), 1e-3)})},
    {"ScaledDotProduct",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x2x?x8xf32>", "tensor<?x2x?x6xf32>"},
     EMIT(attendTo(p, {}))},
    {"ScaledDotProductStatic",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x4x7x8xf32>", "tensor<2x4x7x8xf32>"},
     EMIT(attendTo(p, {false, 0.3}))},
    {"ScaledDotProductCausal",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x4x?x8xf32>", "tensor<?x4x?x8xf32>"},
     EMIT(attendTo(p, {true}))},
    {"ScaledDotProductCausalAtEnd",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x4x?x8xf32>", "tensor<?x4x?x8xf32>"},
     EMIT(attendTo(p, {true, std::nullopt, std::nullopt, true}))},
    {"ScaledDotProductWindow",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x2x?x8xf32>", "tensor<?x2x?x8xf32>"},
     EMIT(attendTo(p, {false, std::nullopt, 3}))},
    {"ScaledDotProductCausalStatic",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x2x5x8xf32>", "tensor<2x2x5x8xf32>"},
     EMIT(attendTo(p, {true}))},
    {"ScaledDotProductCausalAtEndStatic",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x2x7x8xf32>", "tensor<2x2x7x8xf32>"},
     EMIT(attendTo(p, {true, std::nullopt, std::nullopt, true}))},
    {"ScaledDotProductWindowStatic",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x2x7x8xf32>", "tensor<2x2x7x8xf32>"},
     EMIT(attendTo(p, {false, std::nullopt, 3}))},
    {"ScaledDotProductCausalWindowStatic",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x2x7x8xf32>", "tensor<2x2x7x8xf32>"},
     EMIT(attendTo(p, {true, std::nullopt, 3, true}))},
    {"ScaledDotProductBooleanMask",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x2x?x8xf32>", "tensor<?x2x?x8xf32>",
      "tensor<?x4x?x?xi1>"},
     EMIT(attendTo(p, {}))},
    {"ScaledDotProductPaddingAndCausal",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x2x?x8xf32>", "tensor<?x2x?x8xf32>",
      "tensor<?x1x1x?xi1>"},
     EMIT(attendTo(p, {true}))},
    {"ScaledDotProductPlaneMask",
     "scaled_dot_product_attention",
     {"tensor<2x4x5x8xf32>", "tensor<2x2x7x8xf32>", "tensor<2x2x7x8xf32>",
      "tensor<5x7xi1>"},
     EMIT(attendTo(p, {}))},
    {"ScaledDotProductBias",
     "scaled_dot_product_attention",
     {"tensor<?x4x?x8xf32>", "tensor<?x2x?x8xf32>", "tensor<?x2x?x8xf32>",
      "tensor<4x?x?xf32>"},
     EMIT(attendTo(p, {true}))},
    {"ApplyRope",
     "apply_rope",
     {"tensor<4x?x6xf32>", "tensor<?x3xf32>", "tensor<?x3xf32>"},
     EMIT({applyRope(p, p.arg(0), p.arg(1), p.arg(2))})},
    {"ApplyRopePartial",
     "apply_rope",
     {"tensor<?x4x?x7xf32>", "tensor<?x2xf32>", "tensor<?x2xf32>"},
     EMIT({applyRope(p, p.arg(0), p.arg(1), p.arg(2))})},
    {"ApplyRopeStatic",
     "apply_rope",
     {"tensor<4x5x6xf32>", "tensor<5x2xf32>", "tensor<5x2xf32>"},
     EMIT({applyRope(p, p.arg(0), p.arg(1), p.arg(2))})},
    {"ApplyRopePacked",
     "apply_rope_qkv_packed",
     {"tensor<?x?x48xf32>", "tensor<?x2xf32>", "tensor<?x2xf32>"},
     EMIT({applyRopeQkvPacked(p, {4, 2, 6}, p.arg(0), p.arg(1), p.arg(2))})},
    {"ApplyRopePackedWithoutBatch",
     "apply_rope_qkv_packed",
     {"tensor<?x48xf32>", "tensor<?x3xf32>", "tensor<?x3xf32>"},
     EMIT({applyRopeQkvPacked(p, {4, 2, 6}, p.arg(0), p.arg(1), p.arg(2))})},
    {"ApplyRopePackedStatic",
     "apply_rope_qkv_packed",
     {"tensor<2x5x48xf32>", "tensor<5x3xf32>", "tensor<5x3xf32>"},
     EMIT({applyRopeQkvPacked(p, {4, 2, 6}, p.arg(0), p.arg(1), p.arg(2))})},
    {"Dropout",
     "dropout",
     {"tensor<?x4xf32>", "tensor<ui64>"},
     EMIT({dropout(p, p.arg(0), 0.1, true, p.arg(1))})},
    {"DropoutStatic",
     "dropout",
     {"tensor<3x4xf16>", "tensor<ui64>"},
     EMIT({dropout(p, p.arg(0), 0.25, true, p.arg(1))})},
};

llvm::ArrayRef<RaiseCase> test::getRaiseCases() { return cases; }
