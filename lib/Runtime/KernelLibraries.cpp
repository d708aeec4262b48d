//===- KernelLibraries.cpp - The kernel libraries of this build -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/KernelLibrary.h"

#include "Kernels/Library.h"
#ifdef PTIR_HAS_ONEDNN
#include "OneDNN/Library.h"
#endif

namespace ptir::runtime {

KernelInstance::~KernelInstance() = default;
KernelLibrary::~KernelLibrary() = default;

static const std::vector<const KernelLibrary *> &allLibraries() {
  static const std::vector<const KernelLibrary *> libraries = {
      &kernels::library(),
#ifdef PTIR_HAS_ONEDNN
      &onednn::library(),
#endif
  };
  return libraries;
}

StatusOr<ResolvedKernel> resolveKernel(std::string_view text, int threads) {
  std::string_view name = text.substr(0, text.find(';'));
  std::string_view config =
      name.size() == text.size() ? "" : text.substr(name.size() + 1);
  size_t dot = name.find('.');
  for (const KernelLibrary *library : allLibraries()) {
    if (dot == std::string_view::npos || library->name() != name.substr(0, dot))
      continue;
    StatusOr<KernelConfig> parsed = KernelConfig::parse(config);
    if (!parsed.ok())
      return parsed.status();
    return ResolvedKernel{library,
                          {name.substr(dot + 1), std::move(*parsed), threads}};
  }
  return Status::failure("kernel '" + std::string(name) +
                         "': this build has no such library; compile for "
                         "another backend");
}

} // namespace ptir::runtime
