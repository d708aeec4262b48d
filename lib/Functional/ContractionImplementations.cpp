//===- ContractionImplementations.cpp - Products in other ways ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "BuiltInImplementations.h"

#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::functional;

static int64_t rankOf(Value value) {
  return cast<RankedTensorType>(value.getType()).getRank();
}

/// x with its last two dimensions exchanged.
static Value transposeMatrix(CoreOps &core, Value x) {
  return rankOf(x) == 2 ? core.transpose(x, {1, 0})
                        : core.transpose(x, {0, 2, 1});
}

static Value addBias(CoreOps &core, Value product, Value bias) {
  return core.add(product, core.broadcastLike(bias, product));
}

//===----------------------------------------------------------------------===//
// The right-hand side in the other order
//===----------------------------------------------------------------------===//

/// lhs[..., M, K], rhs[..., K, N], by way of rhs[..., N, K].
static Value multiplyTransposed(CoreOps &core, Value lhs, Value rhs) {
  Value matrix = transposeMatrix(core, rhs);
  return rankOf(lhs) == 2 ? core.dot(lhs, matrix, {{}, {}, {1}, {1}})
                          : core.dot(lhs, matrix, {{0}, {0}, {2}, {2}});
}

static SmallVector<Value> transposedRhs(CoreOps &core, ValueRange args,
                                        DictionaryAttr) {
  return {multiplyTransposed(core, args[0], args[1])};
}

static SmallVector<Value> transposedWeight(CoreOps &core, ValueRange args,
                                           DictionaryAttr) {
  return {addBias(core, multiplyTransposed(core, args[0], args[1]), args[2])};
}

/// lhs[M, K], rhs[N, K], by way of rhs[K, N].
static SmallVector<Value> plainRhs(CoreOps &core, ValueRange args,
                                   DictionaryAttr) {
  return {
      core.dot(args[0], transposeMatrix(core, args[1]), {{}, {}, {1}, {0}})};
}

//===----------------------------------------------------------------------===//
// Products of elements, then their sum
//===----------------------------------------------------------------------===//

/// All products are a tensor, at least in the interpreter.
static constexpr int64_t mostProducts = int64_t(1) << 24;

/// lhs[..., M, K] and, in the order that `transposed` says, rhs.
static Status supportsProducts(const FunctionalCall &call, bool transposed) {
  Tensor lhs = call.operands[0], rhs = call.operands[1];
  int64_t columns = rhs.getExtent(transposed ? -2 : -1);
  SmallVector<int64_t> repeated = {lhs.getExtent(-1),
                                   rhs.getExtent(transposed ? -1 : -2)};
  if (lhs.getRank() == 3)
    repeated.append({lhs.getExtent(0), rhs.getExtent(0)});
  // A broadcast would take an extent of 1 where a product refuses it.
  if (llvm::any_of(repeated, ShapedType::isDynamic))
    return Status::failure("static batch and contract extents");
  int64_t products = 1;
  SmallVector<int64_t> extents(lhs.getShape());
  extents.push_back(columns);
  for (int64_t extent : extents)
    if (!ShapedType::isDynamic(extent) && extent > 1)
      products = products > mostProducts / extent ? mostProducts + 1
                                                  : products * extent;
  if (products > mostProducts)
    return Status::failure("at most " + std::to_string(mostProducts) +
                           " products");
  return Status::success();
}

static Status supportsPlain(const FunctionalCall &call) {
  return supportsProducts(call, /*transposed=*/false);
}
static Status supportsTransposed(const FunctionalCall &call) {
  return supportsProducts(call, /*transposed=*/true);
}

/// lhs[..., M, K], rhs[..., K, N]: sum over K of lhs[..., M, K, 1] *
/// rhs[..., 1, K, N]. Floats below 32 bits are multiplied and added as f32, as
/// a contraction does.
static Value multiplyReduce(CoreOps &core, Value lhs, Value rhs) {
  auto type = cast<FloatType>(getElementTypeOrSelf(lhs));
  if (type.getWidth() < 32) {
    Type wide = core.getBuilder().getF32Type();
    lhs = core.cast(lhs, wide);
    rhs = core.cast(rhs, wide);
  }
  SmallVector<Extent> left = core.extents(lhs), right = core.extents(rhs);
  int64_t rank = static_cast<int64_t>(left.size());
  SmallVector<Extent> products = left;
  products.push_back(right.back());
  SmallVector<Extent> result = products;
  result.erase(result.end() - 2);
  left.push_back(Extent(1));
  right.insert(right.begin() + rank - 2, Extent(1));
  Value product = core.mul(core.broadcast(core.reshape(lhs, left), products),
                           core.broadcast(core.reshape(rhs, right), products));
  Value sum = core.reduce(ReduceKind::Sum, product, rank - 1);
  sum = core.reshape(sum, result);
  return type.getWidth() < 32 ? core.cast(sum, type) : sum;
}

static SmallVector<Value> reducePlain(CoreOps &core, ValueRange args,
                                      DictionaryAttr) {
  return {multiplyReduce(core, args[0], args[1])};
}

static SmallVector<Value> reduceTransposed(CoreOps &core, ValueRange args,
                                           DictionaryAttr) {
  return {multiplyReduce(core, args[0], transposeMatrix(core, args[1]))};
}

static SmallVector<Value> reduceLinear(CoreOps &core, ValueRange args,
                                       DictionaryAttr) {
  return {addBias(core, multiplyReduce(core, args[0], args[1]), args[2])};
}

void functional::appendContractionImplementations(
    std::vector<FunctionalImplementation> &list) {
  auto add = [&](const char *functional, const char *name, const char *summary,
                 Status (*supports)(const FunctionalCall &),
                 ConfiguredDecomposition body) {
    list.push_back(
        {functional, name, summary, supports, implementBy(name, body)});
  };
  const char *products = "sums of elementwise products, broadcast";
  add("matmul", "transposed_rhs", "rhs transposed to [N, K] first",
      supportsEverything, transposedRhs);
  add("matmul", "multiply_reduce", products, supportsPlain, reducePlain);
  add("matmul_transposed", "plain_rhs", "rhs transposed to [K, N] first",
      supportsEverything, plainRhs);
  add("matmul_transposed", "multiply_reduce", products, supportsTransposed,
      reduceTransposed);
  add("linear", "transposed_weight", "weight transposed to [N, K] first",
      supportsEverything, transposedWeight);
  add("linear", "multiply_reduce", products, supportsPlain, reduceLinear);
}
