//===- Contraction.cpp - Sums of products ---------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Functional/Contraction.h"

#include "OperandChecks.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

/// The extents along `lhsAxis` and `rhsAxis` agree as far as they are known.
static void sameExtent(OperandChecks &check, StringRef role, Operand lhs,
                       int64_t lhsAxis, Operand rhs, int64_t rhsAxis) {
  int64_t left = lhs.tensor.getExtent(lhsAxis);
  int64_t right = rhs.tensor.getExtent(rhsAxis);
  check.require(extentsCompatible(left, right), [&] {
    return ("expected " + role + " extent of " + lhs.name + " (" + Twine(left) +
            ") to equal " + rhs.name + " (" + Twine(right) + ")")
        .str();
  });
}

Tensor functional::matmul(Emitter &emitter, Tensor lhs, Tensor rhs) {
  Operand left{"lhs", lhs}, right{"rhs", rhs};
  OperandChecks check(emitter, "matmul", {left, right});
  check.isFloat(left);
  check.sameElementType(right, left);
  int64_t rank = lhs.getRank();
  check.require(rank == rhs.getRank() && (rank == 2 || rank == 3), [&] {
    return ("expected lhs and rhs both of rank 2 or both of rank 3, found "
            "ranks " +
            Twine(rank) + " and " + Twine(rhs.getRank()))
        .str();
  });
  if (rank == 3)
    sameExtent(check, "batch", left, 0, right, 0);
  sameExtent(check, "contract", left, -1, right, -2);
  if (!check.passed())
    return {};
  return emitter.bare(
      "matmul", {lhs, rhs}, [rank](CoreOps &core, ValueRange args) {
        Value product = rank == 2
                            ? core.dot(args[0], args[1], {{}, {}, {1}, {0}})
                            : core.dot(args[0], args[1], {{0}, {0}, {2}, {1}});
        return SmallVector<Value>{product};
      })[0];
}

Tensor functional::matmulTransposed(Emitter &emitter, Tensor lhs, Tensor rhs) {
  Operand left{"lhs", lhs}, right{"rhs", rhs};
  OperandChecks check(emitter, "matmul_transposed", {left, right});
  check.isFloat(left);
  check.sameElementType(right, left);
  check.rankIs(left, 2);
  check.rankIs(right, 2);
  sameExtent(check, "contract", left, 1, right, 1);
  if (!check.passed())
    return {};
  return emitter.bare("matmul_transposed", {lhs, rhs},
                      [](CoreOps &core, ValueRange args) {
                        return SmallVector<Value>{
                            core.dot(args[0], args[1], {{}, {}, {1}, {1}})};
                      })[0];
}

Tensor functional::linear(Emitter &emitter, Tensor x, Tensor weight,
                          Tensor bias) {
  Operand input{"x", x}, matrix{"weight", weight}, vector{"bias", bias};
  OperandChecks check(emitter, "linear", {input, matrix, vector});
  check.isFloat(input);
  check.sameElementType(matrix, input);
  check.sameElementType(vector, input);
  check.rankIs(input, 2);
  check.rankIs(matrix, 2);
  check.rankIs(vector, 1);
  sameExtent(check, "contract", input, 1, matrix, 0);
  check.extentIsStatic(matrix, 1);
  check.staticExtentIs(vector, 0, weight.getExtent(1),
                       "the number of columns of weight");
  if (!check.passed())
    return {};
  return emitter.composite(
      "linear", {}, {x, weight, bias}, [](CoreOps &core, ValueRange args) {
        Value product = core.dot(args[0], args[1], {{}, {}, {1}, {0}});
        Extent columns = core.extent(product, 1);
        Value bias =
            core.broadcast(args[2], {core.extent(args[0], 0), columns});
        return SmallVector<Value>{core.add(product, bias)};
      })[0];
}
