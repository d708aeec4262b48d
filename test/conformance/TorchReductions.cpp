//===- TorchReductions.cpp - Sums, extremes and products in LibTorch ------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "TorchQuestion.h"

#include "ptir/Support/ScalarInteger.h"

#include <limits>

using namespace ptir;
using namespace ptir::conformance;

at::Tensor conformance::reduceAxes(const at::Tensor &x, const Dims &axes,
                                   bool keepDims, const std::string &kind) {
  if (axes.empty())
    return x;
  if (kind == "sum")
    return at::sum(x, axes, keepDims);
  return kind == "max" ? at::amax(x, axes, keepDims)
                       : at::amin(x, axes, keepDims);
}

at::Scalar conformance::identity(const std::string &kind, ElementType type) {
  if (kind == "sum")
    return at::Scalar(0);
  bool isMax = kind == "max";
  if (isFloat(type)) {
    // Of the accumulator, which is wide enough to have infinities.
    double highest = std::numeric_limits<double>::infinity();
    return at::Scalar(isMax ? -highest : highest);
  }
  if (type == ElementType::I1)
    return at::Scalar(!isMax);
  unsigned bits = valueBits(type);
  if (isSignedInteger(type))
    return at::Scalar(isMax ? minSigned(bits) : maxSigned(bits));
  return at::Scalar(isMax ? int64_t(0) : int64_t(maxUnsigned(bits)));
}

static int64_t extentsOf(const at::Tensor &x, const Dims &axes) {
  int64_t count = 1;
  for (int64_t axis : axes)
    count *= x.size(axis);
  return count;
}

static Dims otherAxes(const at::Tensor &x, const Dims &some, const Dims &more) {
  Dims rest;
  for (int64_t i = 0; i < x.dim(); ++i)
    if (std::find(some.begin(), some.end(), i) == some.end() &&
        std::find(more.begin(), more.end(), i) == more.end())
      rest.push_back(i);
  return rest;
}

static at::Tensor asThreeAxes(const at::Tensor &x, const Dims &first,
                              const Dims &second, const Dims &third) {
  Dims perm = first;
  perm.insert(perm.end(), second.begin(), second.end());
  perm.insert(perm.end(), third.begin(), third.end());
  return x.permute(perm).reshape(
      {extentsOf(x, first), extentsOf(x, second), extentsOf(x, third)});
}

static Answer dotGeneral(const Question &q) {
  Dims batchLhs = q.list("batch_lhs"), batchRhs = q.list("batch_rhs"),
       contractLhs = q.list("contract_lhs"),
       contractRhs = q.list("contract_rhs");
  at::Tensor lhs = asThreeAxes(
      q[0], batchLhs, otherAxes(q[0], batchLhs, contractLhs), contractLhs);
  at::Tensor rhs = asThreeAxes(q[1], batchRhs, contractRhs,
                               otherAxes(q[1], batchRhs, contractRhs));
  return {at::bmm(lhs, rhs).reshape(q.resultDims())};
}

static Answer reduce(const Question &q) {
  return {reduceAxes(q[0], q.list("axes"), q.number("keepdims") != 0,
                     q.word("kind"))};
}

static Answer argmax(const Question &q) {
  return {at::argmax(q[0], q.number("axis"), q.number("keepdims") != 0)};
}

static Answer topK(const Question &q) {
  int64_t axis = q.number("axis");
  auto [values, positions] =
      at::sort(q[0], /*stable=*/true, axis, q.number("largest", 1) != 0);
  return {values.narrow(axis, 0, q.number("k")),
          positions.narrow(axis, 0, q.number("k"))};
}

void conformance::addReductions(Functions &table) {
  table.insert({
      {"dot_general", dotGeneral},
      {"reduce", reduce},
      {"argmax", argmax},
      {"top_k", topK},
  });
}
