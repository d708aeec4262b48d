//===- OperandChecks.h - Operands and configurations of kernels -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Modules may be written by hand. What a kernel would divide by, or read and
// write beyond, is checked when it is made ready. `kernel` begins each message.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_OPERANDCHECKS_H
#define PTIR_LIB_RUNTIME_OPERANDCHECKS_H

#include "ptir/Runtime/ABI.h"
#include "ptir/Support/ElementType.h"
#include "ptir/Support/Status.h"

#include <string>
#include <vector>

namespace ptir::runtime {

/// Extents, strides and the like are at most this, so that products of two of
/// them, and sums of these, are numbers of 64 bits.
inline constexpr int64_t largestNumber = int64_t(1) << 30;

Status expectCount(const std::string &kernel,
                   const std::vector<ptir_tensor> &operands, size_t count);

/// Of this type and these extents; `what` names the operand.
Status expectOperand(const std::string &kernel, const std::string &what,
                     const ptir_tensor &operand,
                     const std::vector<int64_t> &dims,
                     ElementType type = ElementType::F32);

Status expectRank(const std::string &kernel, const std::string &what,
                  const ptir_tensor &operand, int32_t rank);

/// Each number is at least `least` and at most largestNumber.
Status expectNumbers(const std::string &kernel, const std::string &what,
                     const std::vector<int64_t> &numbers, int64_t least);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_OPERANDCHECKS_H
