//===- OperandChecks.cpp - Operands and configurations of kernels ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "OperandChecks.h"

namespace ptir::runtime {

static std::string listOf(const std::vector<int64_t> &numbers) {
  std::string text = "[";
  for (size_t i = 0; i < numbers.size(); ++i)
    text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
  return text + "]";
}

Status expectCount(const std::string &kernel,
                   const std::vector<ptir_tensor> &operands, size_t count) {
  if (operands.size() == count)
    return Status::success();
  return Status::failure(kernel + ": expected " + std::to_string(count) +
                         " operands, found " + std::to_string(operands.size()));
}

Status expectOperand(const std::string &kernel, const std::string &what,
                     const ptir_tensor &operand,
                     const std::vector<int64_t> &dims, ElementType type) {
  std::vector<int64_t> found(operand.dims, operand.dims + operand.rank);
  if (found != dims)
    return Status::failure(kernel + ": expected " + what + " of " +
                           listOf(dims) + ", found " + listOf(found));
  if (operand.element_type != static_cast<int32_t>(type))
    return Status::failure(kernel + ": expected " + what + " of " +
                           std::string(elementTypeName(type)) +
                           ", found another element type");
  return Status::success();
}

Status expectRank(const std::string &kernel, const std::string &what,
                  const ptir_tensor &operand, int32_t rank) {
  if (operand.rank == rank)
    return Status::success();
  return Status::failure(kernel + ": expected " + what + " of rank " +
                         std::to_string(rank) + ", found " +
                         std::to_string(operand.rank));
}

Status expectNumbers(const std::string &kernel, const std::string &what,
                     const std::vector<int64_t> &numbers, int64_t least) {
  for (int64_t number : numbers)
    if (number < least || number > largestNumber)
      return Status::failure(kernel + ": expected " + what + " between " +
                             std::to_string(least) + " and " +
                             std::to_string(largestNumber) + ", found " +
                             std::to_string(number));
  return Status::success();
}

} // namespace ptir::runtime
