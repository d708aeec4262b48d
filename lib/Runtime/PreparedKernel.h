//===- PreparedKernel.h - A call site of a kernel library -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_PREPAREDKERNEL_H
#define PTIR_LIB_RUNTIME_PREPAREDKERNEL_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime {

/// One call site in one session: the instances for the extents it met. Used by
/// one call at a time.
class PreparedKernel {
public:
  /// Finds the library. Where all extents are known the kernel is made ready
  /// at once. `desc` must outlive the result.
  static StatusOr<PreparedKernel> create(const ptir_kernel_desc &desc,
                                         int threads);

  /// The instance for the extents of these operands, made when they are new.
  /// The last one used is tried first. Null after a failure; see `failure`.
  KernelInstance *find(const ptir_tensor *operands);

  /// Runs an instance; false after a failure.
  bool run(KernelInstance &instance, const ptir_tensor *operands,
           void *scratch);

  /// Kernel, place and reason of the last failure.
  const std::string &failure() const { return failureText; }

  /// How many instances there are.
  size_t size() const { return known.size(); }

private:
  struct Extent {
    int32_t operand, dim;
  };
  struct Known {
    std::vector<int64_t> extents;
    std::unique_ptr<KernelInstance> instance;
  };

  PreparedKernel(const ptir_kernel_desc &desc, ResolvedKernel kernel);
  bool fits(const Known &candidate, const ptir_tensor *operands) const;
  KernelInstance *prepare(const ptir_tensor *operands);
  void fail(const Status &status);

  const ptir_kernel_desc *desc;
  ResolvedKernel kernel;
  std::vector<Extent> dynamic;
  std::vector<Known> known; // the last one used is the first
  std::string failureText;
};

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_PREPAREDKERNEL_H
