//===- TorchIndexing.cpp - Ops that take indices in LibTorch --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"

using namespace ptir;
using namespace ptir::conformance;

static Answer take(const Question &q) {
  return {at::index_select(q[0], 0, q[1].flatten()).reshape(q.resultDims())};
}

static Answer scatterReduce(const Question &q) {
  int64_t axis = q.number("axis");
  std::string kind = q.word("kind");
  if (kind == "replace")
    return {at::scatter(q[0], axis, q[1], q[2])};
  return {at::scatter_reduce(q[0], axis, q[1], q[2],
                             kind == "add"   ? "sum"
                             : kind == "max" ? "amax"
                                             : "amin")};
}

/// Rows of the first axis only: whatever else the attributes can say is checked
/// by hand.
static Answer scatterAdd(const Question &q) {
  TORCH_CHECK(q.list("scatter_dims_to_operand_dims") == Dims{0} &&
                  q.list("inserted_window_dims") == Dims{0},
              "only rows");
  Dims dims = q[0].sizes().vec();
  dims[0] = q[1].numel();
  return {at::index_add(q[0], 0, q[1].flatten(), q[2].reshape(dims))};
}

static Answer segmentReduce(const Question &q) {
  std::string kind = q.word("kind");
  at::Tensor start =
      at::full(q.resultDims(), identity(kind, q.argType(0)), q[0].options());
  if (kind == "sum")
    return {at::index_add(start, 0, q[1], q[0])};
  Dims shape(q[0].dim(), 1);
  shape[0] = q[1].numel();
  return {at::scatter_reduce(start, 0, q[1].reshape(shape).expand_as(q[0]),
                             q[0], "amax")};
}

static int64_t clampedStart(const at::Tensor &start, int64_t axis,
                            int64_t room) {
  return std::clamp<int64_t>(start[axis].item<int64_t>(), 0, room);
}

static at::Tensor window(at::Tensor x, const at::Tensor &start,
                         const Dims &sizes) {
  for (int64_t i = 0; i < x.dim(); ++i)
    x = x.narrow(i, clampedStart(start, i, x.size(i) - sizes[i]), sizes[i]);
  return x;
}

static Answer dynamicSlice(const Question &q) {
  return {window(q[0], q[1], q.resultDims())};
}

static Answer dynamicUpdateSlice(const Question &q) {
  at::Tensor x = q[0].clone();
  window(x, q[2], q[1].sizes().vec()).copy_(q[1]);
  return {x};
}

void conformance::addIndexing(Functions &table) {
  table.insert({
      {"take", take},
      {"gather",
       [](const Question &q) -> Answer {
         return {at::gather(q[0], q.number("axis"), q[1])};
       }},
      {"scatter_reduce", scatterReduce},
      {"scatter_add", scatterAdd},
      {"segment_reduce", segmentReduce},
      {"dynamic_slice", dynamicSlice},
      {"dynamic_update_slice", dynamicUpdateSlice},
  });
}
