//===- PreparedKernel.cpp - A call site of a kernel library ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PreparedKernel.h"

#include <algorithm>

namespace ptir::runtime {

PreparedKernel::PreparedKernel(const ptir_kernel_desc &desc,
                               ResolvedKernel kernel)
    : desc(&desc), kernel(std::move(kernel)) {
  for (int32_t operand = 0; operand < desc.num_operands; ++operand)
    for (int32_t dim = 0; dim < desc.operands[operand].rank; ++dim)
      if (desc.operands[operand].dims[dim] == PTIR_DYNAMIC)
        dynamic.push_back({operand, dim});
}

StatusOr<PreparedKernel> PreparedKernel::create(const ptir_kernel_desc &desc,
                                                int threads) {
  StatusOr<ResolvedKernel> kernel =
      resolveKernel(std::string(desc.name) + ";" + desc.config, threads);
  if (!kernel.ok())
    return kernel.status();
  // The text above is gone; the description stays.
  kernel->request.kernel = std::string_view(desc.name).substr(
      std::string_view(desc.name).find('.') + 1);
  PreparedKernel site(desc, std::move(*kernel));
  if (!site.dynamic.empty())
    return site;
  std::vector<ptir_tensor> operands;
  for (int32_t i = 0; i < desc.num_operands; ++i)
    operands.push_back({nullptr, desc.operands[i].dims, desc.operands[i].rank,
                        desc.operands[i].element_type});
  if (!site.find(operands.data()))
    return Status::failure(site.failureText);
  return site;
}

bool PreparedKernel::fits(const Known &candidate,
                          const ptir_tensor *operands) const {
  for (size_t i = 0; i < dynamic.size(); ++i)
    if (operands[dynamic[i].operand].dims[dynamic[i].dim] !=
        candidate.extents[i])
      return false;
  return true;
}

KernelInstance *PreparedKernel::find(const ptir_tensor *operands) {
  for (size_t i = 0; i < known.size(); ++i)
    if (fits(known[i], operands)) {
      if (i > 0)
        std::swap(known[0], known[i]);
      return known[0].instance.get();
    }
  return prepare(operands);
}

KernelInstance *PreparedKernel::prepare(const ptir_tensor *operands) {
  StatusOr<std::unique_ptr<KernelInstance>> made = kernel.library->prepare(
      kernel.request,
      std::vector<ptir_tensor>(operands, operands + desc->num_operands));
  if (!made.ok()) {
    fail(made.status());
    return nullptr;
  }
  Known entry;
  for (const Extent &extent : dynamic)
    entry.extents.push_back(operands[extent.operand].dims[extent.dim]);
  entry.instance = std::move(*made);
  // A site that meets ever new extents does not grow without bound.
  constexpr size_t mostKnown = 64;
  if (known.size() == mostKnown)
    known.pop_back();
  known.insert(known.begin(), std::move(entry));
  return known.front().instance.get();
}

bool PreparedKernel::run(KernelInstance &instance, const ptir_tensor *operands,
                         void *scratch) {
  Status status = instance.run(operands, scratch);
  if (status.ok())
    return true;
  fail(status);
  return false;
}

void PreparedKernel::fail(const Status &status) {
  failureText = "kernel '" + std::string(desc->name) + "' at " +
                desc->location + ": " + status.message();
}

} // namespace ptir::runtime
