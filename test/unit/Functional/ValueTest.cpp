//===- ValueTest.cpp - Decompositions compute the formulas ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The reference interpreter runs the decompositions; the formulas are evaluated
// here with plain loops in double precision.
//
//===----------------------------------------------------------------------===//

#include "Values.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Shape.h"

#include <cmath>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

TEST(ValueTest, Activations) {
  std::vector<float> x = someFloats(7 * 3);
  Doubles erfForm, tanhForm;
  for (double v : x) {
    erfForm.push_back(v / 2 * (1 + std::erf(v / std::sqrt(2.0))));
    tanhForm.push_back(
        v / 2 *
        (1 + std::tanh(std::sqrt(2 / M_PI) * (v + 0.044715 * v * v * v))));
  }
  Program p({"tensor<?x3xf32>"});
  ASSERT_TRUE(p.finish({gelu(p, p.arg(0)), geluTanh(p, p.arg(0))}));
  auto results = p.run({makeTensor(ElementType::F32, {7, 3}, x)});
  ASSERT_EQ(results.size(), 2u);
  expectNear(results[0], erfForm);
  expectNear(results[1], tanhForm);
}

TEST(ValueTest, SoftmaxIsStable) {
  std::vector<float> x = {1000, 1001, 999, -1000, 0, 1};
  Doubles wanted;
  for (int row = 0; row < 2; ++row) {
    double max = row ? 1 : 1001, sum = 0;
    for (int i = 0; i < 3; ++i)
      sum += std::exp(x[3 * row + i] - max);
    for (int i = 0; i < 3; ++i)
      wanted.push_back(std::exp(x[3 * row + i] - max) / sum);
  }
  Program p({"tensor<?x?xf32>"});
  ASSERT_TRUE(p.finish({softmaxLastDim(p, p.arg(0))}));
  auto results = p.run({makeTensor(ElementType::F32, {2, 3}, x)});
  ASSERT_EQ(results.size(), 1u);
  expectNear(results[0], wanted);
}

TEST(ValueTest, LayerNorm) {
  constexpr int rows = 5, width = 7;
  std::vector<float> x = someFloats(rows * width), gamma = someFloats(width, 2),
                     beta = someFloats(width, 3);
  Doubles output, means;
  for (int row = 0; row < rows; ++row) {
    double mean = 0, variance = 0;
    for (int i = 0; i < width; ++i)
      mean += x[row * width + i] / double(width);
    for (int i = 0; i < width; ++i)
      variance += std::pow(x[row * width + i] - mean, 2) / width;
    means.push_back(mean);
    for (int i = 0; i < width; ++i)
      output.push_back((x[row * width + i] - mean) / std::sqrt(variance + 0.1) *
                           gamma[i] +
                       beta[i]);
  }
  Program p({"tensor<?x7xf32>", "tensor<7xf32>", "tensor<7xf32>"});
  LayerNormMoments all = layerNormMoments(p, p.arg(0), p.arg(1), p.arg(2), 0.1);
  ASSERT_TRUE(p.finish(
      {layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 0.1), all.output, all.mean}));
  auto results = p.run({makeTensor(ElementType::F32, {rows, width}, x),
                        makeTensor(ElementType::F32, {width}, gamma),
                        makeTensor(ElementType::F32, {width}, beta)});
  ASSERT_EQ(results.size(), 3u);
  expectNear(results[0], output);
  expectNear(results[1], output);
  expectNear(results[2], means);
}

TEST(ValueTest, LinearAndMatmulTransposed) {
  std::vector<float> x = someFloats(6), weight = someFloats(12, 2),
                     bias = someFloats(4, 3), rows = someFloats(12, 4);
  Doubles affine, transposed;
  for (int m = 0; m < 2; ++m)
    for (int n = 0; n < 4; ++n) {
      double sum = bias[n], dot = 0;
      for (int k = 0; k < 3; ++k) {
        sum += double(x[3 * m + k]) * weight[4 * k + n];
        dot += double(x[3 * m + k]) * rows[3 * n + k];
      }
      affine.push_back(sum);
      transposed.push_back(dot);
    }
  Program p({"tensor<?x3xf32>", "tensor<3x4xf32>", "tensor<4xf32>",
             "tensor<4x3xf32>"});
  ASSERT_TRUE(p.finish({linear(p, p.arg(0), p.arg(1), p.arg(2)),
                        matmulTransposed(p, p.arg(0), p.arg(3))}));
  auto results = p.run({makeTensor(ElementType::F32, {2, 3}, x),
                        makeTensor(ElementType::F32, {3, 4}, weight),
                        makeTensor(ElementType::F32, {4}, bias),
                        makeTensor(ElementType::F32, {4, 3}, rows)});
  ASSERT_EQ(results.size(), 2u);
  expectNear(results[0], affine);
  expectNear(results[1], transposed);
}

TEST(ValueTest, ClampAndIndex) {
  Program p({"tensor<?x2xsi32>", "tensor<si64>"});
  ASSERT_TRUE(p.finish({clamp(p, p.arg(0), -1, 5),
                        dynamicIndexAlongAxis(p, p.arg(0), p.arg(1), 0)}));
  auto results = p.run(
      {makeTensor<int32_t>(ElementType::SI32, {3, 2}, {-9, 0, 7, 5, 3, -2}),
       makeTensor<int64_t>(ElementType::SI64, {}, {2})});
  ASSERT_EQ(results.size(), 2u);
  const int32_t *clamped = results[0].data<int32_t>();
  EXPECT_EQ(std::vector<int32_t>(clamped, clamped + 6),
            (std::vector<int32_t>{-1, 0, 5, 5, 3, -1}));
  const int32_t *row = results[1].data<int32_t>();
  EXPECT_EQ(std::vector<int32_t>(row, row + 2), (std::vector<int32_t>{3, -2}));
}

//===----------------------------------------------------------------------===//
// Attention
//===----------------------------------------------------------------------===//

constexpr int batch = 2, positions = 5, queryHeads = 6, keyHeads = 3, size = 4;
constexpr int packed = (queryHeads + 2 * keyHeads) * size;
const AttentionConfig config{queryHeads, keyHeads, size};

/// Causal attention of all positions, [batch, positions, queryHeads * size].
Doubles attend(const std::vector<float> &qkv) {
  Doubles output;
  for (int b = 0; b < batch; ++b)
    for (int t = 0; t < positions; ++t)
      for (int h = 0; h < queryHeads; ++h) {
        auto at = [&](int position, int column) {
          return double(qkv[(b * positions + position) * packed + column]);
        };
        int keyColumn = (queryHeads + h / (queryHeads / keyHeads)) * size;
        int valueColumn = keyColumn + keyHeads * size;
        Doubles weights;
        double sum = 0;
        for (int l = 0; l <= t; ++l) {
          double score = 0;
          for (int d = 0; d < size; ++d)
            score += at(t, h * size + d) * at(l, keyColumn + d);
          weights.push_back(std::exp(score / std::sqrt(double(size))));
          sum += weights.back();
        }
        for (int d = 0; d < size; ++d) {
          double value = 0;
          for (int l = 0; l <= t; ++l)
            value += weights[l] / sum * at(l, valueColumn + d);
          output.push_back(value);
        }
      }
  return output;
}

/// Positions [from, to) of [batch, positions, width].
template <typename T>
std::vector<T> cut(const std::vector<T> &x, int width, int from, int to) {
  std::vector<T> part;
  for (int b = 0; b < batch; ++b)
    part.insert(part.end(), &x[(b * positions + from) * width],
                &x[(b * positions + to) * width]);
  return part;
}

TEST(ValueTest, AttentionIsCausalAndGrouped) {
  std::vector<float> qkv = someFloats(batch * positions * packed);
  Program p({"tensor<?x?x48xf32>"});
  ASSERT_TRUE(p.finish({attention(p, config, p.arg(0)).output}));
  auto results =
      p.run({makeTensor(ElementType::F32, {batch, positions, packed}, qkv)});
  ASSERT_EQ(results.size(), 1u);
  expectNear(results[0], attend(qkv));
}

TEST(ValueTest, AttentionWithoutBatch) {
  std::vector<float> qkv = someFloats(batch * positions * packed);
  Program p({"tensor<?x48xf32>"});
  ASSERT_TRUE(p.finish({attention(p, config, p.arg(0)).output}));
  qkv.resize(positions * packed);
  auto results =
      p.run({makeTensor(ElementType::F32, {positions, packed}, qkv)});
  ASSERT_EQ(results.size(), 1u);
  qkv.resize(batch * positions * packed);
  Doubles wanted = attend(qkv);
  wanted.resize(wanted.size() / batch);
  expectNear(results[0], wanted);
}

TEST(ValueTest, AttentionToThePastEqualsAttentionAtOnce) {
  constexpr int past = 3;
  std::vector<float> qkv = someFloats(batch * positions * packed);
  Program p({"tensor<?x?x48xf32>", "tensor<?x?x48xf32>"});
  AttentionResult first = attention(p, config, p.arg(0));
  AttentionResult second = attention(p, config, p.arg(1), &first.cache);
  ASSERT_TRUE(p.finish({first.output, second.output, second.cache.keys}));
  auto results =
      p.run({makeTensor(ElementType::F32, {batch, past, packed},
                        cut(qkv, packed, 0, past)),
             makeTensor(ElementType::F32, {batch, positions - past, packed},
                        cut(qkv, packed, past, positions))});
  ASSERT_EQ(results.size(), 3u);
  Doubles wanted = attend(qkv);
  constexpr int width = queryHeads * size;
  expectNear(results[0], cut(wanted, width, 0, past));
  expectNear(results[1], cut(wanted, width, past, positions));
  EXPECT_EQ(results[2].dims(),
            (llvm::ArrayRef<int64_t>{batch, keyHeads, positions, size}));
}

TEST(ValueTest, DecodingEqualsAttentionAtOnce) {
  constexpr int capacity = 9, width = queryHeads * size;
  std::vector<float> qkv = someFloats(batch * positions * packed);
  Doubles wanted = attend(qkv);
  Program p({"tensor<?x1x48xf32>", "tensor<?x3x?x4xf32>", "tensor<?x3x?x4xf32>",
             "tensor<si32>"});
  DecodeAttentionResult result =
      attentionDecodeCache(p, config, p.arg(0), {p.arg(1), p.arg(2)}, p.arg(3));
  ASSERT_TRUE(
      p.finish({result.output, result.cache.keys, result.cache.values}));

  // What lies beyond the valid length must not matter.
  std::vector<float> unused(batch * keyHeads * capacity * size, NAN);
  reference::Tensor keys =
      makeTensor(ElementType::F32, {batch, keyHeads, capacity, size}, unused);
  reference::Tensor values = keys;
  for (int t = 0; t < positions; ++t) {
    auto results =
        p.run({makeTensor(ElementType::F32, {batch, 1, packed},
                          cut(qkv, packed, t, t + 1)),
               keys, values, makeTensor<int32_t>(ElementType::SI32, {}, {t})});
    ASSERT_EQ(results.size(), 3u);
    expectNear(results[0], cut(wanted, width, t, t + 1));
    keys = results[1];
    values = results[2];
  }
}

TEST(ValueTest, DecodingBeyondTheCapacityFails) {
  Program p({"tensor<1x1x48xf32>", "tensor<1x3x?x4xf32>", "tensor<1x3x?x4xf32>",
             "tensor<si32>"});
  DecodeAttentionResult result =
      attentionDecodeCache(p, config, p.arg(0), {p.arg(1), p.arg(2)}, p.arg(3));
  ASSERT_TRUE(p.finish({result.output}));
  auto cache = makeTensor(ElementType::F32, {1, keyHeads, 2, size},
                          someFloats(keyHeads * 2 * size));
  reference::NoParams params;
  reference::Interpreter interpreter(*p.module, params);
  for (int32_t position : {1, 2}) {
    auto results = interpreter.call(
        "main",
        {makeTensor(ElementType::F32, {1, 1, packed}, someFloats(packed)),
         cache, cache, makeTensor<int32_t>(ElementType::SI32, {}, {position})});
    EXPECT_EQ(bool(results), position < 2);
    if (!results)
      llvm::consumeError(results.takeError());
  }
}

} // namespace
