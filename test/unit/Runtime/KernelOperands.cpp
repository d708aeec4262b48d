//===- KernelOperands.cpp - Random operands of a kernel -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelOperands.h"

#include "ptir/Support/ElementType.h"

#include <algorithm>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

void KernelOperands::add(std::vector<int64_t> extents, float scale) {
  int64_t count = 1;
  for (int64_t extent : extents)
    count *= extent;
  std::vector<float> data;
  for (int64_t i = 0; i < count; ++i)
    data.push_back(scale *
                   (static_cast<float>(random.next() >> 40) / (1 << 23) - 1));
  dims.push_back(std::move(extents));
  values.push_back(std::move(data));
}

std::vector<ptir_tensor> KernelOperands::tensors() {
  std::vector<ptir_tensor> result;
  for (size_t i = 0; i < dims.size(); ++i)
    result.push_back({values[i].data(), dims[i].data(),
                      static_cast<int32_t>(dims[i].size()),
                      static_cast<int32_t>(ElementType::F32)});
  return result;
}

StatusOr<Buffer> KernelOperands::pack(const std::string &form, size_t index) {
  StatusOr<ResolvedKernel> kernel = resolveKernel(form, threads);
  if (!kernel.ok())
    return kernel.status();
  return kernel->library->pack(kernel->request, dims[index],
                               values[index].data());
}

std::string KernelOperands::prepareMessage(const std::string &name) {
  StatusOr<ResolvedKernel> kernel = resolveKernel(name, threads);
  if (!kernel.ok())
    return kernel.message();
  return kernel->library->prepare(kernel->request, tensors()).message();
}

Status
KernelOperands::run(const std::string &name,
                    const std::vector<std::pair<size_t, std::string>> &forms) {
  StatusOr<ResolvedKernel> kernel = resolveKernel(name, threads);
  if (!kernel.ok())
    return kernel.status();
  std::vector<ptir_tensor> arguments = tensors();
  auto made = kernel->library->prepare(kernel->request, arguments);
  if (!made.ok())
    return made.status();
  std::vector<Buffer> packed;
  for (const auto &[index, form] : forms) {
    StatusOr<Buffer> buffer = pack(form, index);
    if (!buffer.ok())
      return buffer.status();
    packed.push_back(std::move(*buffer));
    arguments[index].data = packed.back().data();
  }
  StatusOr<Buffer> scratch = Buffer::allocate(
      std::max<int64_t>(64, (*made)->scratchBytes()), Buffer::Pages::Huge);
  if (!scratch.ok())
    return scratch.status();
  return (*made)->run(arguments.data(), scratch->data());
}
