//===- OneDnnBackend.cpp - Kernels of oneDNN, code for the rest -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Claims linear layers, convolutions and mean pooling, with what was fused into
// them. Everything else is generated code, as for the native backend, in the
// same module.
//
//===----------------------------------------------------------------------===//

#include "OneDnnBackend.h"

#include "ptir/Backends/onednn/Passes.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/TargetParser/Host.h"

using namespace ptir;

/// Whether this CPU has products of bf16, which the library imitates slowly
/// otherwise.
static bool multipliesBF16() {
  return llvm::sys::getHostCPUFeatures().lookup("avx512bf16");
}

/// Whether the runtime's own kernels have the vectors that they were measured
/// with.
static bool hasWideVectors() {
  llvm::StringMap<bool> features = llvm::sys::getHostCPUFeatures();
  return llvm::all_of(
      llvm::ArrayRef{"avx512f", "avx512vl", "avx512bw", "avx512dq"},
      [&](llvm::StringRef name) { return features.lookup(name); });
}

namespace {

class OneDnnBackend final : public Backend {
public:
  llvm::StringRef getName() const override { return "onednn"; }
  llvm::StringRef getDescription() const override {
    return "kernels of oneDNN, and vector code for what it lacks";
  }
  void claimComposites(mlir::OpPassManager &manager,
                       const NumberFormats &formats) const override {
    ClaimOneDnnPassOptions options;
    options.weights = formats.weights;
    options.roundsActivations = formats.roundActivations && multipliesBF16();
    manager.addPass(createClaimOneDnnPass(options));
  }
  void lowerCoreOps(mlir::OpPassManager &manager) const override {
    if (hasWideVectors()) {
      manager.addPass(createFuseInvertedResidualsPass());
      manager.addPass(createFusePooledConvolutionsPass());
      manager.addPass(createChooseWinogradPass());
    }
    manager.addPass(createAssignLayoutsPass());
    PackWeightsPassOptions options;
    options.multipliesFloats = hasWideVectors();
    options.multipliesHalves = hasWideVectors() && multipliesBF16();
    manager.addPass(createPackWeightsPass(options));
    manager.addPass(createPackParamsPass());
  }
};

} // namespace

std::unique_ptr<Backend> ptir::createOneDnnBackend() {
  return std::make_unique<OneDnnBackend>();
}
