//===- ReferenceBackend.cpp - The interpreter as a backend ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ReferenceBackend.h"

using namespace ptir;

namespace {

class ReferenceBackend final : public Backend {
public:
  llvm::StringRef getName() const override { return "reference"; }
  llvm::StringRef getDescription() const override {
    return "the interpreter that defines what every op means";
  }
  bool isInterpreter() const override { return true; }
};

} // namespace

std::unique_ptr<Backend> ptir::createReferenceBackend() {
  return std::make_unique<ReferenceBackend>();
}
