//===- Matmul.cpp - Matrix products by oneDNN -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

//
// y = epilogue(x weights + bias), with plain weights [K, N] or panels. These are those of the "panels64" layout,
// which for a depth that is a multiple of 16 is one of the library's own
// (BA16a64b): one packed form serves every number of rows, and generated code.
//
//===----------------------------------------------------------------------===//

#include "Primitive.h"

namespace ptir::runtime::onednn {

using Tag = dnnl::memory::format_tag;
using Type = dnnl::memory::data_type;

StatusOr<Instance> prepareMatmul(const KernelRequest &request,
                                 const Operands &operands) {
  bool hasBias = request.config.has("bias");
  if (operands.size() != (hasBias ? 4 : 3))
    return Status::failure(
        "oneDNN: matmul: expected " + std::string(hasBias ? "4" : "3") +
        " operands, found " + std::to_string(operands.size()));
  const ptir_tensor &x = operands[0], &y = operands.back();
  if (isEmpty(y))
    return makeEmptyInstance();
  int64_t rows = x.dims[0], depth = x.dims[1], columns = y.dims[1];
  bool isPacked = operands[1].rank == 3;
  if (isPacked && depth % 16 != 0)
    return Status::failure("oneDNN: matmul: expected a depth that is a "
                           "multiple of 16, found " +
                           std::to_string(depth));
  MemoryDesc source({rows, depth}, Type::f32, Tag::ab);
  MemoryDesc weights({depth, columns}, Type::f32,
                     isPacked ? Tag::BA16a64b : Tag::ab);
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
  return makeInstance(dnnl::matmul(desc), desc.scratchpad_desc(), rolesOf);
}

} // namespace ptir::runtime::onednn
