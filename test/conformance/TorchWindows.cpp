//===- TorchWindows.cpp - Ops on windows in LibTorch ----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"

using namespace ptir;
using namespace ptir::conformance;

/// Splits an axis into the positions of windows and what each window sees:
/// [… n …] becomes [… out, window …].
static at::Tensor windowAxis(const at::Tensor &x, int64_t axis, int64_t window,
                             int64_t stride, int64_t dilation) {
  int64_t reach = (window - 1) * dilation + 1;
  int64_t out = x.size(axis) < reach ? 0 : (x.size(axis) - reach) / stride + 1;
  at::Tensor positions = (at::arange(out).unsqueeze(1) * stride +
                          at::arange(window).unsqueeze(0) * dilation)
                             .flatten()
                             .to(at::kLong);
  Dims dims = x.sizes().vec();
  dims[axis] = out;
  dims.insert(dims.begin() + axis + 1, window);
  return at::index_select(x, axis, positions).reshape(dims);
}

static Answer reduceWindow(const Question &q) {
  size_t rank = q[0].dim();
  Dims ones(rank, 1), none(2 * rank, 0);
  Dims window = q.list("window"), strides = q.list("strides", ones),
       base = q.list("base_dilation", ones),
       dilation = q.list("window_dilation", ones),
       padding = q.list("padding", none);
  at::Tensor x = q[0];
  Dims reduced;
  for (size_t i = 0; i < rank; ++i) {
    int64_t axis = int64_t(2 * i);
    x = padAxis(x, axis, padding[2 * i], padding[2 * i + 1], base[i] - 1,
                identity(q.word("kind"), q.argType(0)));
    x = windowAxis(x, axis, window[i], strides[i], dilation[i]);
    reduced.push_back(axis + 1);
  }
  return {reduceAxes(x, reduced, false, q.word("kind"))};
}

static Answer extractPatches(const Question &q) {
  Dims window = q.list("window"), strides = q.list("strides"),
       dilation = q.list("dilation"), padding = q.list("padding");
  at::Tensor x = q[0];
  Dims perm = {0};
  for (size_t i = 0; i < window.size(); ++i) {
    int64_t axis = int64_t(1 + 2 * i);
    x = padAxis(x, axis, padding[2 * i], padding[2 * i + 1], 0, padValue(q));
    x = windowAxis(x, axis, window[i], strides[i], dilation[i]);
    perm.push_back(axis);
  }
  for (size_t i = 0; i < window.size(); ++i)
    perm.push_back(int64_t(2 + 2 * i));
  perm.push_back(x.dim() - 1);
  return {x.permute(perm).reshape(q.resultDims())};
}

void conformance::addWindows(Functions &table) {
  table.insert({
      {"reduce_window", reduceWindow},
      {"extract_patches", extractPatches},
  });
}
