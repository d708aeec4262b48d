//===- Matmul.cpp - Matrix products by oneDNN -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// y = epilogue(x weights + bias), with plain weights [K, N] or panels. These
// are those of the layouts "panels64" and "panels64:bf16", which for a depth
// that is a multiple of 16 or 32 are the library's own (BA16a64b, BA16a64b2a):
// one packed form serves every number of rows, and generated code.
//
// With storage=bf16 the weights are panels of bf16 and x is rounded to bf16,
// too; sums are of f32. Each factor is within 2^-8 of itself, so a sum is
// within about 2^-7 of that of the magnitudes.
//

#include "Primitive.h"

#include "../OperandChecks.h"

namespace ptir::runtime::onednn {

using Tag = dnnl::memory::format_tag;
using Type = dnnl::memory::data_type;

static bool storesBF16(const KernelRequest &request) {
  return request.config.words("storage") == std::vector<std::string>{"bf16"};
}

/// All extents follow from those of x and of the result's columns.
static Status checkOperands(const KernelRequest &request,
                            const Operands &operands) {
  const std::string kernel = "oneDNN: matmul";
  bool hasBias = request.config.has("bias"), isNarrow = storesBF16(request);
  if (Status status = expectCount(kernel, operands, hasBias ? 4 : 3);
      !status.ok())
    return status;
  const ptir_tensor &x = operands[0], &weights = operands[1],
                    &y = operands.back();
  for (const Status &status :
       {expectRank(kernel, "x", x, 2), expectRank(kernel, "a result", y, 2)})
    if (!status.ok())
      return status;
  int64_t rows = x.dims[0], depth = x.dims[1], columns = y.dims[1];
  std::vector<int64_t> form = {depth, columns};
  if (weights.rank == 3)
    form = {(columns + 63) / 64, isNarrow ? depth / 2 : depth,
            isNarrow ? 128 : 64};
  ElementType type = isNarrow ? ElementType::BF16 : ElementType::F32;
  for (const Status &status :
       {expectOperand(kernel, "x", x, {rows, depth}),
        weights.rank == 3 || !isNarrow
            ? expectOperand(kernel, "weights", weights, form, type)
            : Status::success(),
        hasBias ? expectOperand(kernel, "a bias", operands[2], {columns})
                : Status::success(),
        expectOperand(kernel, "a result", y, {rows, columns})})
    if (!status.ok())
      return status;
  return Status::success();
}

StatusOr<Instance> prepareMatmul(const KernelRequest &request,
                                 const Operands &operands) {
  bool hasBias = request.config.has("bias");
  if (Status status = checkOperands(request, operands); !status.ok())
    return status;
  const ptir_tensor &x = operands[0], &y = operands.back();
  if (isEmpty(y))
    return makeEmptyInstance();
  int64_t rows = x.dims[0], depth = x.dims[1], columns = y.dims[1];
  bool isNarrow = storesBF16(request);
  bool isPacked = operands[1].rank == 3;
  int64_t depthOfBlock = isNarrow ? 32 : 16;
  if (isNarrow && !isPacked)
    return Status::failure("oneDNN: matmul: expected panels of bf16, found "
                           "plain weights");
  if (isPacked && depth % depthOfBlock != 0)
    return Status::failure("oneDNN: matmul: expected a depth that is a "
                           "multiple of " +
                           std::to_string(depthOfBlock) + ", found " +
                           std::to_string(depth));
  MemoryDesc source({rows, depth}, isNarrow ? Type::bf16 : Type::f32, Tag::ab);
  MemoryDesc wide({rows, depth}, Type::f32, Tag::ab);
  MemoryDesc weights({depth, columns}, isNarrow ? Type::bf16 : Type::f32,
                     isNarrow   ? Tag::BA16a64b2a
                     : isPacked ? Tag::BA16a64b
                                : Tag::ab);
  MemoryDesc target({rows, columns}, Type::f32, Tag::ab);
  MemoryDesc bias =
      hasBias ? MemoryDesc({1, columns}, Type::f32, Tag::ab) : MemoryDesc();
  StatusOr<dnnl::primitive_attr> attributes = attributesOf(request.config);
  if (!attributes.ok())
    return attributes.status();
  auto desc = describe(cpu(), source, weights, bias, target, *attributes);
  std::vector<PrimitiveOperand> rolesOf = {{DNNL_ARG_SRC, source},
                                           {DNNL_ARG_WEIGHTS, weights}};
  if (hasBias)
    rolesOf.push_back({DNNL_ARG_BIAS, bias});
  rolesOf.push_back({DNNL_ARG_DST, target});
  Instance instance =
      makeInstance(dnnl::matmul(desc), desc.scratchpad_desc(), rolesOf);
  if (!isNarrow)
    return instance;
  return makeConvertingInstance(std::move(instance), operands.size(), wide,
                                source);
}

} // namespace ptir::runtime::onednn
