//===- KernelOperands.h - Random operands of a kernel -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_KERNELOPERANDS_H
#define PTIR_TEST_UNIT_RUNTIME_KERNELOPERANDS_H

#include "ptir/Runtime/KernelLibrary.h"
#include "ptir/Support/SplitMix64.h"

#include <string>
#include <vector>

namespace ptir::test {

/// Tensors of f32, the result last, and the kernel that is to read them.
class KernelOperands {
public:
  KernelOperands(int threads, uint64_t seed) : threads(threads), random(seed) {}

  /// Another operand, of numbers in [-scale, scale].
  void add(std::vector<int64_t> extents, float scale);

  /// All of them, as the kernel gets them. They are this object's.
  std::vector<ptir_tensor> tensors();

  /// Operand `index` in the form that `form` names.
  StatusOr<runtime::Buffer> pack(const std::string &form, size_t index);

  /// What making the kernel ready fails with; empty if it does not.
  std::string prepareMessage(const std::string &kernel);

  /// Makes the kernel ready and runs it; where `forms` names one, the operand
  /// is packed.
  Status run(const std::string &kernel,
             const std::vector<std::pair<size_t, std::string>> &forms);

  std::vector<std::vector<int64_t>> dims;
  std::vector<std::vector<float>> values;

private:
  int threads;
  SplitMix64 random;
};

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_RUNTIME_KERNELOPERANDS_H
