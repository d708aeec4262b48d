//===- TorchShapes.cpp - Ops that move elements in LibTorch ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"

using namespace ptir;
using namespace ptir::conformance;

at::Tensor conformance::padAxis(const at::Tensor &x, int64_t axis, int64_t low,
                                int64_t high, int64_t interior,
                                const at::Scalar &value) {
  int64_t extent = x.size(axis);
  int64_t inner = extent + std::max<int64_t>(extent - 1, 0) * interior;
  Dims dims = x.sizes().vec();
  int64_t left = std::max<int64_t>(low, 0), right = std::max<int64_t>(high, 0);
  dims[axis] = left + inner + right;
  at::Tensor padded = at::full(dims, value, x.options());
  if (extent > 0)
    padded.slice(axis, left, left + inner, interior + 1).copy_(x);
  int64_t begin = std::max<int64_t>(-low, 0);
  int64_t end = padded.size(axis) - std::max<int64_t>(-high, 0);
  return padded.slice(axis, begin, end);
}

at::Scalar conformance::padValue(const Question &q) {
  return at::Scalar(q.real("pad_value"));
}

static Answer slice(const Question &q) {
  Dims starts = q.list("starts"), strides = q.list("strides");
  at::Tensor x = q[0];
  for (size_t i = 0; i < starts.size(); ++i) {
    int64_t stride = strides.empty() ? 1 : strides[i];
    int64_t size = q.resultDims()[i];
    int64_t end = size == 0 ? starts[i] : starts[i] + (size - 1) * stride + 1;
    x = at::slice(x, int64_t(i), starts[i], end, stride);
  }
  return {x};
}

static Answer pad(const Question &q) {
  Dims low = q.list("low"), high = q.list("high"),
       interior = q.list("interior");
  at::Tensor x = q[0];
  for (size_t i = 0; i < low.size(); ++i)
    x = padAxis(x, int64_t(i), low[i], high[i], interior[i], padValue(q));
  return {x};
}

static Answer concat(const Question &q) {
  return {at::cat(q.args, q.number("axis"))};
}

static Answer iota(const Question &q) {
  int64_t axis = q.number("axis");
  int64_t rank = int64_t(q.resultDims().size());
  Dims shape(rank, 1);
  axis += axis < 0 ? rank : 0;
  shape[axis] = q.resultDims()[axis];
  return {at::arange(shape[axis]).reshape(shape).expand(q.resultDims())};
}

void conformance::addShapes(Functions &table) {
  table.insert({
      {"reshape",
       [](const Question &q) -> Answer {
         return {q[0].reshape(q.resultDims())};
       }},
      {"transpose",
       [](const Question &q) -> Answer {
         return {q[0].permute(q.list("perm"))};
       }},
      {"broadcast_to",
       [](const Question &q) -> Answer {
         return {q[0].expand(q.resultDims())};
       }},
      {"slice", slice},
      {"concat", concat},
      {"pad", pad},
      {"tile",
       [](const Question &q) -> Answer {
         return {q[0].repeat(q.list("repeats"))};
       }},
      {"iota", iota},
  });
}
