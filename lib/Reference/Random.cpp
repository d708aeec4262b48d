//===- Random.cpp - Random numbers ----------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Evaluate.h"
#include "ResolveExtents.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Support/Philox.h"
#include "ptir/Support/ScalarCast.h"
#include "ptir/Support/ScalarFloat.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>

using namespace ptir;
using namespace ptir::reference;

/// A tensor of the type, its element i being `function(i)` rounded to it.
template <typename Function>
static Result fill(mlir::RankedTensorType type, llvm::ArrayRef<Tensor> dims,
                   Function function) {
  StatusOr<Shape> shape = resolveExtents(type.getShape(), dims);
  if (!shape.ok())
    return shape.status();
  ElementType element = *getElementType(type.getElementType());
  Result result = Tensor::create(element, *shape);
  if (!result.ok())
    return result;
  auto *target = result->mutableData<uint8_t>();
  for (int64_t i = 0; i < result->numElements(); ++i) {
    storeScalar(element, encodeFloat(element, function(i)), target);
    target += storageBytes(element);
  }
  return result;
}

/// Uniform number `index`: f64 has a sequence of its own.
static double uniform(mlir::RankedTensorType type, uint64_t seed,
                      uint64_t index) {
  return type.getElementType().isF64() ? uniform53(seed, index)
                                       : uniform24(seed, index);
}

Result ptir::reference::evaluate(RngUniformOp op, Operands operands) {
  auto seed = static_cast<uint64_t>(operands[0].integerAt(0));
  return fill(op.getType(), operands.drop_front(),
              [&](uint64_t i) { return uniform(op.getType(), seed, i); });
}

/// sin(2 pi turns + quarters pi / 2). Whole quarters are taken off first, which
/// is exact: of a large angle, cosine and sine would lose digits near their
/// zeros.
static double sineOfTurns(double turns, int quarters) {
  double nearest = std::floor(4 * turns + 0.5);
  double angle = 2 * llvm::numbers::pi * (turns - nearest / 4);
  quarters += static_cast<int>(nearest);
  double size = quarters % 2 == 0 ? std::sin(angle) : std::cos(angle);
  return quarters % 4 < 2 ? size : -size;
}

Result ptir::reference::evaluate(RngNormalOp op, Operands operands) {
  auto seed = static_cast<uint64_t>(operands[0].integerAt(0));
  return fill(op.getType(), operands.drop_front(), [&](uint64_t i) {
    // Both elements of a pair are made of the uniform numbers of both.
    uint64_t first = i - i % 2;
    double u1 = uniform(op.getType(), seed, first);
    double u2 = uniform(op.getType(), seed, first + 1);
    double radius = std::sqrt(-2 * std::log(1 - u1));
    return radius * sineOfTurns(u2, /*quarters=*/i % 2 == 0 ? 1 : 0);
  });
}
