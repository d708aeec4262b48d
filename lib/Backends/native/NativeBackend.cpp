//===- NativeBackend.cpp - Code generated for the host CPU ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Claims nothing: every composite is inlined. Matrices that are only
// multiplied by are read in packed form.
//
//===----------------------------------------------------------------------===//

#include "NativeBackend.h"

#include "ptir/Dialect/PTIR/Transforms/Passes.h"

using namespace ptir;

namespace {

class NativeBackend final : public Backend {
public:
  llvm::StringRef getName() const override { return "native"; }
  llvm::StringRef getDescription() const override {
    return "vector code for this CPU, through linalg and LLVM";
  }
  void lowerCoreOps(mlir::OpPassManager &manager) const override {
    manager.addPass(createPackParamsPass());
  }
};

} // namespace

std::unique_ptr<Backend> ptir::createNativeBackend() {
  return std::make_unique<NativeBackend>();
}
