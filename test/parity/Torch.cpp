//===- Torch.cpp - LibTorch's functions, for the suite --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The one file of the suite that includes LibTorch's headers.
//
//===----------------------------------------------------------------------===//

#include "Torch.h"

#include "test/conformance/TorchTypes.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cstring>

// LibTorch has a namespace of that name as well.
namespace ptir::parity {

using torch::Value;
using torch::Values;

struct Value::Impl {
  at::Tensor tensor;
};

static std::string &error() {
  static std::string text;
  return text;
}

static Value wrap(at::Tensor tensor) {
  return Value(std::make_shared<Value::Impl>(Value::Impl{std::move(tensor)}));
}

/// f of the tensors; empty when one of them is, or LibTorch refuses.
template <typename Function, typename... Arguments>
static Value ask(Function f, const Arguments &...arguments) {
  if (!(... && bool(arguments)))
    return {};
  try {
    return wrap(f(arguments.get().tensor...));
  } catch (const std::exception &refusal) {
    error() = refusal.what();
    return {};
  }
}

/// The same for a function of a list.
template <typename Function>
static Value askAll(Function f, const Values &values) {
  std::vector<at::Tensor> tensors;
  for (const Value &value : values) {
    if (!value)
      return {};
    tensors.push_back(value.get().tensor);
  }
  try {
    return wrap(f(tensors));
  } catch (const std::exception &refusal) {
    error() = refusal.what();
    return {};
  }
}

using T = const at::Tensor &;

void torch::setThreads(int count) { at::set_num_threads(count); }
const std::string &torch::lastError() { return error(); }

//===----------------------------------------------------------------------===//
// In and out
//===----------------------------------------------------------------------===//

static std::optional<ElementType> elementType(at::ScalarType type) {
  for (ElementType known :
       {ElementType::I1, ElementType::SI8, ElementType::SI16, ElementType::SI32,
        ElementType::SI64, ElementType::UI8, ElementType::BF16,
        ElementType::F16, ElementType::F32, ElementType::F64})
    if (conformance::torchTypeOf(known) == type)
      return known;
  return std::nullopt;
}

Value torch::from(const Data &data) {
  std::optional<at::ScalarType> type = conformance::torchTypeOf(data.type);
  if (!type) {
    error() = "LibTorch has no such element type";
    return {};
  }
  at::Tensor tensor = at::empty(data.dims, *type);
  std::memcpy(tensor.data_ptr(), data.bytes.data(), data.bytes.size());
  return wrap(std::move(tensor));
}

std::optional<Data> torch::to(const Value &value) {
  if (!value)
    return std::nullopt;
  at::Tensor tensor = value.get().tensor.contiguous();
  std::optional<ElementType> type = elementType(tensor.scalar_type());
  if (!type)
    return std::nullopt;
  Data data = conformance::zeros(*type, tensor.sizes().vec());
  std::memcpy(data.bytes.data(), tensor.data_ptr(), data.bytes.size());
  return data;
}

Value torch::cast(const Value &x, ElementType type) {
  return ask([&](T x) { return x.to(*conformance::torchTypeOf(type)); }, x);
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

Value torch::add(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::add(a, b); }, lhs, rhs);
}
Value torch::sub(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::sub(a, b); }, lhs, rhs);
}
Value torch::mul(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::mul(a, b); }, lhs, rhs);
}
Value torch::div(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::div(a, b); }, lhs, rhs);
}
Value torch::maximum(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::maximum(a, b); }, lhs, rhs);
}
Value torch::minimum(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::minimum(a, b); }, lhs, rhs);
}
Value torch::neg(const Value &x) { return ask(at::neg, x); }
Value torch::abs(const Value &x) { return ask(at::abs, x); }
Value torch::scale(const Value &x, double factor) {
  return ask([&](T x) { return at::mul(x, factor); }, x);
}
Value torch::clamp(const Value &x, std::optional<double> low,
                   std::optional<double> high) {
  auto bound = [](std::optional<double> value) {
    return value ? c10::optional<at::Scalar>(*value) : c10::nullopt;
  };
  return ask([&](T x) { return at::clamp(x, bound(low), bound(high)); }, x);
}
Value torch::where(const Value &mask, const Value &a, const Value &b) {
  return ask([](T mask, T a, T b) { return at::where(mask, a, b); }, mask, a,
             b);
}

Value torch::logicalAnd(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::logical_and(a, b); }, lhs, rhs);
}

Value torch::relu(const Value &x) { return ask(at::relu, x); }
Value torch::relu6(const Value &x) { return ask(at::relu6, x); }
Value torch::sigmoid(const Value &x) { return ask(at::sigmoid, x); }
Value torch::tanh(const Value &x) { return ask(at::tanh, x); }
Value torch::silu(const Value &x) {
  return ask([](T x) { return at::silu(x); }, x);
}
Value torch::gelu(const Value &x) {
  return ask([](T x) { return at::gelu(x, "none"); }, x);
}
Value torch::geluTanh(const Value &x) {
  return ask([](T x) { return at::gelu(x, "tanh"); }, x);
}
Value torch::softmax(const Value &x, int64_t axis) {
  return ask([&](T x) { return at::softmax(x, axis); }, x);
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

Value torch::matmul(const Value &lhs, const Value &rhs) {
  return ask([](T a, T b) { return at::matmul(a, b); }, lhs, rhs);
}

Value torch::linear(const Value &x, const Value &weight, const Value &bias) {
  if (!bias)
    return matmul(x, weight);
  return ask([](T x, T w, T b) { return at::linear(x, w.t(), b); }, x, weight,
             bias);
}

Value torch::einsum(const std::string &equation, const Values &operands) {
  return askAll([&](at::TensorList list) { return at::einsum(equation, list); },
                operands);
}

//===----------------------------------------------------------------------===//
// Normalisation
//===----------------------------------------------------------------------===//

std::array<Value, 3> torch::layerNorm(const Value &x, const Value &gamma,
                                      const Value &beta, double epsilon) {
  std::array<Value, 3> parts;
  parts[0] = ask(
      [&](T x, T gamma, T beta) {
        auto [output, mean, deviation] =
            at::native_layer_norm(x, {x.size(-1)}, gamma, beta, epsilon);
        parts[1] = wrap(mean);
        parts[2] = wrap(deviation);
        return output;
      },
      x, gamma, beta);
  return parts;
}

std::array<Value, 3> torch::rmsNorm(const Value &x, const Value &gamma,
                                    double epsilon) {
  Value inverse = ask(
      [&](T x) { return at::rsqrt(at::mean(x * x, {-1}, true) + epsilon); }, x);
  Value normalized = mul(x, inverse);
  return {mul(normalized, gamma), normalized, inverse};
}

Value torch::batchNorm(const Value &x, const Value &scale, const Value &shift,
                       const Value &mean, const Value &variance,
                       double epsilon) {
  return ask(
      [&](T x, T scale, T shift, T mean, T variance) {
        at::Tensor rows = x.reshape({-1, x.size(-1)});
        return at::batch_norm(rows, scale, shift, mean, variance,
                              /*training=*/false, /*momentum=*/0.1, epsilon,
                              /*cudnn_enabled=*/false)
            .reshape(x.sizes());
      },
      x, scale, shift, mean, variance);
}

/// f of an image, between [N, C, H, W] and [N, H, W, C].
template <typename Function>
static at::Tensor channelsFirst(T x, Function f) {
  return f(x.permute({0, 3, 1, 2})).permute({0, 2, 3, 1});
}

Value torch::groupNorm(const Value &x, int64_t groups, const Value &gamma,
                       const Value &beta, double epsilon) {
  return ask(
      [&](T x, T gamma, T beta) {
        return channelsFirst(x, [&](T x) {
          return at::group_norm(x.contiguous(), groups, gamma, beta, epsilon);
        });
      },
      x, gamma, beta);
}

//===----------------------------------------------------------------------===//
// Rows and classes
//===----------------------------------------------------------------------===//

Value torch::embedding(const Value &weight, const Value &indices) {
  return ask([](T w, T i) { return at::embedding(w, i); }, weight, indices);
}

Value torch::crossEntropy(const Value &logits, const Value &targets) {
  return ask(
      [](T logits, T targets) {
        return at::cross_entropy_loss(logits, targets.to(at::kLong));
      },
      logits, targets);
}

//===----------------------------------------------------------------------===//
// Shapes and reductions
//===----------------------------------------------------------------------===//

Value torch::reshape(const Value &x, const Dims &dims) {
  return ask([&](T x) { return x.reshape(dims); }, x);
}
Value torch::transpose(const Value &x, const Dims &perm) {
  return ask([&](T x) { return x.permute(perm); }, x);
}
Value torch::broadcastTo(const Value &x, const Dims &dims) {
  return ask([&](T x) { return x.expand(dims); }, x);
}
Value torch::concat(const Values &parts, int64_t axis) {
  return askAll([&](at::TensorList list) { return at::cat(list, axis); },
                parts);
}
Value torch::slice(const Value &x, int64_t axis, int64_t start,
                   int64_t length) {
  return ask([&](T x) { return x.narrow(axis, start, length); }, x);
}

Values torch::split(const Value &x, int64_t axis, const Dims &sizes) {
  Values parts;
  int64_t start = 0;
  for (int64_t size : sizes) {
    parts.push_back(slice(x, axis, start, size));
    start += size;
  }
  return parts;
}

Value torch::pad(const Value &x, const Dims &low, const Dims &high,
                 double value) {
  // LibTorch takes the last axis first.
  Dims pairs;
  for (size_t i = low.size(); i-- > 0;)
    pairs.insert(pairs.end(), {low[i], high[i]});
  return ask([&](T x) { return at::constant_pad_nd(x, pairs, value); }, x);
}

Value torch::updateSlice(const Value &base, const Value &update,
                         const Dims &starts) {
  return ask(
      [&](T base, T update) {
        at::Tensor result = base.clone(), box = result;
        for (size_t i = 0; i < starts.size(); ++i)
          box = box.narrow(int64_t(i), starts[i], update.size(int64_t(i)));
        box.copy_(update);
        return result;
      },
      base, update);
}

Value torch::repeatInterleave(const Value &x, int64_t count, int64_t axis) {
  return ask([&](T x) { return at::repeat_interleave(x, count, axis); }, x);
}
Value torch::sum(const Value &x, const Dims &axes, bool keepDims) {
  return ask([&](T x) { return at::sum(x, axes, keepDims); }, x);
}
Value torch::mean(const Value &x, const Dims &axes, bool keepDims) {
  return ask([&](T x) { return at::mean(x, axes, keepDims); }, x);
}
Value torch::argmax(const Value &x, int64_t axis, bool keepDims) {
  return ask([&](T x) { return at::argmax(x, axis, keepDims); }, x);
}

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

Value torch::conv2d(const Value &x, const Value &weight, const Value &bias,
                    const Window &window) {
  auto convolve = [&](T x, T weight, const c10::optional<at::Tensor> &bias) {
    return channelsFirst(x, [&](T x) {
      return at::conv2d(x, weight, bias, window.stride, window.padding,
                        window.dilation, window.groups);
    });
  };
  if (!bias)
    return ask([&](T x, T w) { return convolve(x, w, c10::nullopt); }, x,
               weight);
  return ask(convolve, x, weight, bias);
}

Value torch::maxPool2d(const Value &x, std::array<int64_t, 2> size,
                       const Window &window) {
  return ask(
      [&](T x) {
        return channelsFirst(x, [&](T x) {
          return at::max_pool2d(x, size, window.stride, window.padding,
                                window.dilation);
        });
      },
      x);
}

Value torch::avgPool2d(const Value &x, std::array<int64_t, 2> size,
                       const Window &window, bool countIncludePad) {
  return ask(
      [&](T x) {
        return channelsFirst(x, [&](T x) {
          return at::avg_pool2d(x, size, window.stride, window.padding,
                                /*ceil_mode=*/false, countIncludePad);
        });
      },
      x);
}

Value torch::globalAvgPool(const Value &x) { return mean(x, {1, 2}, false); }

Value torch::dropout(const Value &x, double p, uint64_t seed) {
  at::manual_seed(seed);
  return ask([&](T x) { return at::dropout(x, p, /*train=*/true); }, x);
}

} // namespace ptir::parity
