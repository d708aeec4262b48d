//===- TorchAbsent.cpp - The suite without LibTorch -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// In place of the oracle where LibTorch was not found: the interpreter is only
// compared with golden values, and the other backends with it.
//
//===----------------------------------------------------------------------===//

#include "TorchOracle.h"

using namespace ptir;
using namespace ptir::conformance;

bool conformance::torchIsPresent() { return false; }

bool conformance::torchHolds(ElementType) { return false; }

StatusOr<std::vector<Tensor>>
conformance::askTorch(const Case &, const std::vector<Tensor> &,
                      const std::vector<Tensor> &) {
  return Status::failure("there is no LibTorch");
}
