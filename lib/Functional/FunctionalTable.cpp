//===- FunctionalTable.cpp - Every functional, one row each ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/FunctionalTable.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace ptir;
using namespace ptir::functional;

llvm::ArrayRef<FunctionalRow> functional::getFunctionalTable() {
  static const FunctionalRow table[] = {
      {"abs", "abs(x) -> x", "absolute value", "Elementwise.h", ""},
      {"add", "add(lhs, rhs) -> lhs", "lhs + rhs", "Elementwise.h", ""},
      {"add_bias", "addBias(x[..., N], bias[N]) -> x", "bias added to each row",
       "Elementwise.h", "tensor_ops::add_bias"},
      {"apply_rope",
       "applyRope(x[B, H, T, D], cos[T, R / 2], sin[T, R / 2]) -> x",
       "rotary embedding of the R leading elements, half split", "Rotary.h",
       "rotary::apply_rope"},
      {"apply_rope_qkv_packed",
       "applyRopeQkvPacked(config, qkv[B, T, P], cos[T, R / 2], sin[T, R / 2]) "
       "-> qkv",
       "apply_rope of the query and key heads of packed projections",
       "Rotary.h", "rotary::apply_rope_qkv_packed"},
      {"argmax", "argmax(x, axis, keepDims) -> [...]",
       "position of the first largest element", "Reduction.h", ""},
      {"attention",
       "attention(config, qkv[B, T, P], past?) -> [B, T, Hq * D], present, "
       "cache",
       "causal attention over packed projections", "Attention.h",
       "attention::attention"},
      {"attention_decode_cache",
       "attentionDecodeCache(config, qkv[B, 1, P], cache[B, Hkv, C, D] x 2, "
       "position[]) -> [B, 1, Hq * D], cache",
       "causal attention of one position, with a cache updated in place",
       "Attention.h", "attention::attention_decode_cache"},
      {"avg_pool2d",
       "avgPool2d(x[N, H, W, C], config, countIncludePad) -> [N, OH, OW, C]",
       "mean of each window", "Pooling.h", ""},
      {"batch_norm",
       "batchNorm(x[..., C], scale[C], shift[C], mean[C], variance[C], "
       "epsilon) -> x",
       "batch normalization with the statistics of training",
       "ChannelNormalization.h", ""},
      {"broadcast_to", "broadcastTo(x, shape) -> [shape...]",
       "extents of 1 repeated, dimensions added at the left", "Shape.h", ""},
      {"clamp", "clamp(x, low?, high?) -> x", "min(max(x, low), high)",
       "Elementwise.h", ""},
      {"concat_along_axis", "concatAlongAxis(lhs, rhs, axis) -> [...]",
       "lhs before rhs along an axis", "Shape.h",
       "attention::concat_along_axis"},
      {"conv2d",
       "conv2d(x[N, H, W, Ci], weight[Co, Ci / groups, KH, KW], bias[Co]?, "
       "config) -> [N, OH, OW, Co]",
       "convolution of images, in groups, strided, dilated and padded",
       "Convolution.h", "conv::conv2d"},
      {"cross_entropy", "crossEntropy(logits[N, C], targets[N]) -> []",
       "mean of -log(softmax(logits)[target])", "Reduction.h", ""},
      {"div", "div(lhs, rhs) -> lhs", "lhs / rhs", "Elementwise.h", ""},
      {"dropout", "dropout(x, p, training, seed[]) -> x",
       "elements zeroed at random, the others scaled", "Stochastic.h",
       "stochastic::dropout"},
      {"dynamic_index_along_axis",
       "dynamicIndexAlongAxis(x, index[], axis) -> [...]",
       "one position along an axis, known at run time", "Shape.h", ""},
      {"dynamic_update_slice_into",
       "dynamicUpdateSliceInto(base, update, starts[rank]) -> base",
       "a box of base replaced", "Shape.h",
       "attention::dynamic_update_slice_into"},
      {"einsum", "einsum(equation, operands) -> [...]",
       "Einstein's summation of one or two tensors", "Contraction.h", ""},
      {"embedding_lookup",
       "embeddingLookup(weight[V, E], indices[T]) -> [T, E]", "rows by index",
       "Embedding.h", "embedding::embedding_lookup"},
      {"flatten_rows", "flattenRows(x[..., N]) -> [M, N]",
       "all dimensions but the last in one", "Shape.h", ""},
      {"gelu", "gelu(x) -> x", "x (1 + erf(x / sqrt(2))) / 2", "Activation.h",
       "activation::gelu"},
      {"gelu_tanh", "geluTanh(x) -> x",
       "x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2", "Activation.h", ""},
      {"global_avg_pool", "globalAvgPool(x[N, H, W, C]) -> [N, C]",
       "mean over all positions of an image", "Pooling.h", ""},
      {"group_norm",
       "groupNorm(x[N, H, W, C], groups, gamma[C], beta[C], epsilon) -> x",
       "zero mean and unit variance per group of channels, scaled and shifted",
       "ChannelNormalization.h", ""},
      {"layer_norm", "layerNorm(x[..., N], gamma[N], beta[N], epsilon) -> x",
       "zero mean and unit variance per row, scaled and shifted",
       "Normalization.h", "normalization::layer_norm"},
      {"layer_norm_moments",
       "layerNormMoments(x[..., N], gamma[N], beta[N], epsilon) -> output, "
       "normalized, mean, inverseDeviation",
       "layer_norm with its intermediate values", "Normalization.h", ""},
      {"linear", "linear(x[M, K], weight[K, N], bias[N]) -> [M, N]",
       "x weight + bias", "Contraction.h", ""},
      {"matmul", "matmul(lhs[..., M, K], rhs[..., K, N]) -> [..., M, N]",
       "matrix product, with a batch or without", "Contraction.h",
       "linalg::matmul"},
      {"matmul_transposed", "matmulTransposed(lhs[M, K], rhs[N, K]) -> [M, N]",
       "product with the transpose of rhs", "Contraction.h", ""},
      {"max_pool2d", "maxPool2d(x[N, H, W, C], config) -> [N, OH, OW, C]",
       "largest element of each window", "Pooling.h",
       "pooling::max_pool2d pooling::max_pool2d_nhwc"},
      {"maximum", "maximum(lhs, rhs) -> lhs", "the larger one; NaN if any is",
       "Elementwise.h", ""},
      {"mean", "mean(x, axes, keepDims) -> [...]", "arithmetic mean over axes",
       "Reduction.h", ""},
      {"minimum", "minimum(lhs, rhs) -> lhs", "the smaller one; NaN if any is",
       "Elementwise.h", ""},
      {"mul", "mul(lhs, rhs) -> lhs", "lhs * rhs", "Elementwise.h", ""},
      {"neg", "neg(x) -> x", "-x", "Elementwise.h", ""},
      {"pad", "pad(x, low, high, value) -> [...]",
       "elements added around, or taken away", "Shape.h", ""},
      {"relu", "relu(x) -> x", "max(x, 0)", "Activation.h", "activation::relu"},
      {"relu6", "relu6(x) -> x", "min(max(x, 0), 6)", "Activation.h",
       "activation::relu6"},
      {"reshape", "reshape(x, shape) -> [shape...]",
       "the same elements under another shape", "Shape.h", "shape::reshape"},
      {"rms_norm", "rmsNorm(x[..., N], gamma[N], epsilon) -> x",
       "x / sqrt(mean(x^2) + epsilon) per row, scaled", "Normalization.h",
       "normalization::rms_norm"},
      {"rms_norm_moments",
       "rmsNormMoments(x[..., N], gamma[N], epsilon) -> output, normalized, "
       "inverseRms",
       "rms_norm with its intermediate values", "Normalization.h", ""},
      {"scaled_dot_product_attention",
       "scaledDotProductAttention(config, query[B, Hq, T, D], key[B, Hkv, L, "
       "D], value[B, Hkv, L, Dv], mask?) -> [B, Hq, T, Dv]",
       "attention over separate heads, with a mask, causal or in a window",
       "Attention.h", ""},
      {"sigmoid", "sigmoid(x) -> x", "1 / (1 + exp(-x))", "Activation.h", ""},
      {"silu", "silu(x) -> x", "x sigmoid(x)", "Activation.h",
       "activation::silu"},
      {"slice_along_axis", "sliceAlongAxis(x, axis, start, length) -> [...]",
       "consecutive positions along an axis", "Shape.h",
       "attention::slice_along_axis"},
      {"softmax_last_dim", "softmaxLastDim(x[..., N]) -> x",
       "exp(x - max) / sum(exp(x - max)) per row", "Activation.h",
       "activation::softmax_last_dim"},
      {"split", "split(x, axis, sizes) -> [...] x sizes",
       "consecutive slices along an axis", "Shape.h", ""},
      {"sub", "sub(lhs, rhs) -> lhs", "lhs - rhs", "Elementwise.h", ""},
      {"swiglu", "swiglu(gate, up) -> up", "silu(gate) up", "Activation.h",
       "activation::swiglu"},
      {"tanh", "tanh(x) -> x", "hyperbolic tangent", "Activation.h", ""},
      {"transpose", "transpose(x, perm) -> [...]", "dimensions permuted",
       "Shape.h", "shape::transpose"},
      {"where", "where(mask, a, b) -> a", "a where mask holds, b elsewhere",
       "Elementwise.h", ""},
  };
  return table;
}

std::vector<std::string> FunctionalRow::aliases() const {
  llvm::SmallVector<llvm::StringRef> paths;
  gptrsPaths.split(paths, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  std::vector<std::string> names;
  for (llvm::StringRef path : paths)
    names.push_back(("gpt_rs::ops::functional::" + path).str());
  return names;
}

const FunctionalRow *functional::findFunctional(llvm::StringRef keyOrAlias) {
  for (const FunctionalRow &row : getFunctionalTable())
    if (row.key == keyOrAlias ||
        llvm::is_contained(row.aliases(), keyOrAlias.str()))
      return &row;
  return nullptr;
}

std::string functional::listFunctionals() {
  return llvm::join(
      llvm::map_range(getFunctionalTable(),
                      [](const FunctionalRow &row) { return row.key; }),
      ", ");
}
