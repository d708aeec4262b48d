//===- Backend.cpp - The registry of backends -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Backends/Backend.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace ptir;

Backend::~Backend() = default;

void BackendRegistry::add(std::unique_ptr<Backend> backend) {
  for (std::unique_ptr<Backend> &known : backends)
    if (known->getName() == backend->getName()) {
      known = std::move(backend);
      return;
    }
  backends.push_back(std::move(backend));
}

const Backend *BackendRegistry::lookup(llvm::StringRef name) const {
  for (const std::unique_ptr<Backend> &backend : backends)
    if (backend->getName() == name)
      return backend.get();
  return nullptr;
}

std::string BackendRegistry::listNames() const {
  return llvm::join(llvm::map_range(backends,
                                    [](const std::unique_ptr<Backend> &b) {
                                      return b->getName().str();
                                    }),
                    ", ");
}
