//===- Normalization.cpp - Zero mean, unit variance -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CastTensor.h"
#include "Evaluate.h"
#include "StridedLoops.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include <cmath>

using namespace ptir;
using namespace ptir::reference;

/// A vector whose elements lie `stride` apart.
template <typename Float>
struct Line {
  const Float *source;
  Float *target;
  int64_t count, stride;
};

template <typename Float>
static void normalize(const Line<Float> &line, const Float *gamma,
                      const Float *beta, double epsilon) {
  auto n = static_cast<Float>(line.count);
  Float sum = 0, squares = 0;
  for (int64_t i = 0; i < line.count; ++i)
    sum += line.source[i * line.stride];
  Float mean = sum / n;
  for (int64_t i = 0; i < line.count; ++i) {
    Float centred = line.source[i * line.stride] - mean;
    squares += centred * centred;
  }
  Float deviation = std::sqrt(squares / n + static_cast<Float>(epsilon));
  for (int64_t i = 0; i < line.count; ++i) {
    Float centred = line.source[i * line.stride] - mean;
    line.target[i * line.stride] = centred / deviation * gamma[i] + beta[i];
  }
}

template <typename Float>
static void normalizeLines(const Tensor &x, const Tensor &gamma,
                           const Tensor &beta, int64_t axis, double epsilon,
                           Tensor &result) {
  Shape others;
  for (int64_t dim = 0; dim < x.rank(); ++dim)
    if (dim != axis)
      others.push_back(dim);
  int64_t stride = denseStrides(x.dims())[axis];
  for (int64_t offset : offsetsAlong(x.dims(), others))
    normalize<Float>({x.data<Float>() + offset,
                      result.mutableData<Float>() + offset, x.dims()[axis],
                      stride},
                     gamma.data<Float>(), beta.data<Float>(), epsilon);
}

Result ptir::reference::evaluate(LayerNormOp op, Operands operands) {
  int64_t axis = *normalizeAxis(op.getAxis(), operands[0].rank());
  Shape vector = {operands[0].dims()[axis]};
  for (int i : {1, 2})
    if (operands[i].dims() != ShapeRef(vector))
      return Status::failure(std::string("expected ") +
                             (i == 1 ? "gamma" : "beta") + " of shape " +
                             formatShape(vector) + ", found " +
                             formatShape(operands[i].dims()));
  ElementType element = operands[0].elementType();
  bool isWide = element == ElementType::F64;
  ElementType accumulator = isWide ? element : ElementType::F32;
  for (Tensor &operand : operands) {
    Result wide = castTensor(operand, accumulator);
    if (!wide.ok())
      return wide;
    operand = std::move(*wide);
  }
  Result result = Tensor::create(accumulator, operands[0].dims());
  if (!result.ok())
    return result;
  auto run = isWide ? normalizeLines<double> : normalizeLines<float>;
  run(operands[0], operands[1], operands[2], axis,
      op.getEpsilon().convertToDouble(), *result);
  return castTensor(*result, element);
}
