//===- Torch.h - LibTorch's functions, for the suite ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What the cases are compared with: a value of LibTorch and the functions that
// the cases need, so that one file includes LibTorch's headers. A function
// whose argument is empty, or that LibTorch refuses, gives an empty value; what
// LibTorch said is `lastError`. Layouts are PTIR's: images are [N, H, W, C].
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_TORCH_H
#define PTIR_TEST_PARITY_TORCH_H

#include "../conformance/Tensor.h"

#include <array>
#include <memory>
#include <optional>

namespace ptir::parity {

/// A tensor as plain values.
using Data = conformance::Tensor;
using conformance::Dims;

namespace torch {

/// Threads of LibTorch's own loops.
void setThreads(int count);
/// What LibTorch said when it refused something last; empty if it never did.
const std::string &lastError();

class Value {
public:
  Value() = default;
  struct Impl;
  explicit Value(std::shared_ptr<const Impl> impl) : impl(std::move(impl)) {}

  explicit operator bool() const { return impl != nullptr; }
  const Impl &get() const { return *impl; }

private:
  std::shared_ptr<const Impl> impl;
};

using Values = std::vector<Value>;

/// i1, si8, si16, si32, si64, ui8, bf16, f16, f32, f64.
Value from(const Data &data);
/// Nothing for an empty value.
std::optional<Data> to(const Value &value);
Value cast(const Value &x, ElementType type);

Value add(const Value &lhs, const Value &rhs);
Value sub(const Value &lhs, const Value &rhs);
Value mul(const Value &lhs, const Value &rhs);
Value div(const Value &lhs, const Value &rhs);
Value maximum(const Value &lhs, const Value &rhs);
Value minimum(const Value &lhs, const Value &rhs);
Value neg(const Value &x);
Value abs(const Value &x);
Value scale(const Value &x, double factor);
Value clamp(const Value &x, std::optional<double> low,
            std::optional<double> high);
Value where(const Value &mask, const Value &a, const Value &b);
Value logicalAnd(const Value &lhs, const Value &rhs);

Value relu(const Value &x);
Value relu6(const Value &x);
Value sigmoid(const Value &x);
Value tanh(const Value &x);
Value silu(const Value &x);
Value gelu(const Value &x);
Value geluTanh(const Value &x);
Value softmax(const Value &x, int64_t axis);

/// Also batched.
Value matmul(const Value &lhs, const Value &rhs);
/// x W + b with W[in, out]; without b if it is empty.
Value linear(const Value &x, const Value &weight, const Value &bias);
Value einsum(const std::string &equation, const Values &operands);

/// Over the last axis: the output, the mean and the inverse deviation, both
/// [..., 1].
std::array<Value, 3> layerNorm(const Value &x, const Value &gamma,
                               const Value &beta, double epsilon);
/// Over the last axis: the output, x * inverseRms, and inverseRms [..., 1].
std::array<Value, 3> rmsNorm(const Value &x, const Value &gamma,
                             double epsilon);
/// Over the last axis of x, which holds the channels.
Value batchNorm(const Value &x, const Value &scale, const Value &shift,
                const Value &mean, const Value &variance, double epsilon);
Value groupNorm(const Value &x, int64_t groups, const Value &gamma,
                const Value &beta, double epsilon);

Value embedding(const Value &weight, const Value &indices);
/// The mean over the rows; targets are indices of classes.
Value crossEntropy(const Value &logits, const Value &targets);

Value reshape(const Value &x, const Dims &dims);
Value transpose(const Value &x, const Dims &perm);
Value broadcastTo(const Value &x, const Dims &dims);
Value concat(const Values &parts, int64_t axis);
Value slice(const Value &x, int64_t axis, int64_t start, int64_t length);
Values split(const Value &x, int64_t axis, const Dims &sizes);
Value pad(const Value &x, const Dims &low, const Dims &high, double value);
/// A clone of base with update at the starts.
Value updateSlice(const Value &base, const Value &update, const Dims &starts);
Value repeatInterleave(const Value &x, int64_t count, int64_t axis);
Value sum(const Value &x, const Dims &axes, bool keepDims);
Value mean(const Value &x, const Dims &axes, bool keepDims);
/// Indices of si64.
Value argmax(const Value &x, int64_t axis, bool keepDims);

struct Window {
  std::array<int64_t, 2> stride{1, 1}, dilation{1, 1};
  /// On both sides alike: rows, columns.
  std::array<int64_t, 2> padding{0, 0};
  int64_t groups = 1;
};
/// weight[Co, Ci / groups, KH, KW]; without bias if that is empty.
Value conv2d(const Value &x, const Value &weight, const Value &bias,
             const Window &window);
Value maxPool2d(const Value &x, std::array<int64_t, 2> size,
                const Window &window);
Value avgPool2d(const Value &x, std::array<int64_t, 2> size,
                const Window &window, bool countIncludePad);
/// [N, H, W, C] -> [N, C].
Value globalAvgPool(const Value &x);

/// Kept and scaled by 1 / (1 - p), or 0, by chance.
Value dropout(const Value &x, double p, uint64_t seed);

} // namespace torch
} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_TORCH_H
