//===- Primitive.h - A oneDNN primitive as a kernel instance ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ONEDNN_PRIMITIVE_H
#define PTIR_LIB_RUNTIME_ONEDNN_PRIMITIVE_H

#include "Api.h"
#include "Kernels.h"

namespace ptir::runtime::onednn {

/// The CPU. Any thread may use it.
const dnnl::engine &cpu();

/// Scratch memory is the caller's, and the epilogue of the configuration is
/// done while results are in registers: of `sum` (what the output holds is
/// added first), `relu`, `relu6`, `gelu`, `gelu_tanh`, `silu`.
StatusOr<dnnl::primitive_attr> attributesOf(const KernelConfig &config);

/// What the library knows an operand of a call site as (DNNL_ARG_…), and what
/// its memory holds.
struct PrimitiveOperand {
  int argument;
  MemoryDesc desc;
};

/// `operands` has one row per operand of the call site, in its order.
Instance makeInstance(dnnl::primitive primitive, const MemoryDesc &scratch,
                      const std::vector<PrimitiveOperand> &operands);

/// Runs `instance` on a copy of the first operand that is `to` instead of
/// `from`: of another element type, or in another order. A run has
/// `numOperands` operands.
Instance makeConvertingInstance(Instance instance, size_t numOperands,
                                const MemoryDesc &from, const MemoryDesc &to);

/// What `source` holds, as `to`.
StatusOr<Buffer> reordered(const MemoryDesc &from, const MemoryDesc &to,
                           const float *source);

/// Does nothing: there are no results.
Instance makeEmptyInstance();

/// Whether a tensor has no elements.
bool isEmpty(const ptir_tensor &tensor);

} // namespace ptir::runtime::onednn

#endif // PTIR_LIB_RUNTIME_ONEDNN_PRIMITIVE_H
