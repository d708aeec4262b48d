//===- TorchOracle.h - What LibTorch makes of a case ------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The second judge, so that the interpreter is not its own. LibTorch computes
// in double, complex double, int64 or bool, whatever the element type is, and
// the result is rounded (integers: wrapped) to it once: what the op means,
// without the roundings on the way. No exception leaves this interface.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_CONFORMANCE_TORCHORACLE_H
#define PTIR_TEST_CONFORMANCE_TORCHORACLE_H

#include "Case.h"

#include "ptir/Support/Status.h"

namespace ptir::conformance {

/// Whether this build has LibTorch. Without it nobody is asked.
bool torchIsPresent();

/// The results of a call, in the types of `results`, whose extents are those
/// that the reference found. Fails when LibTorch lacks the op, or refuses the
/// arguments.
StatusOr<std::vector<Tensor>> askTorch(const Case &testCase,
                                       const std::vector<Tensor> &args,
                                       const std::vector<Tensor> &results);

/// Whether the oracle's wide types hold the type: all but ui64.
bool torchHolds(ElementType type);

} // namespace ptir::conformance

#endif // PTIR_TEST_CONFORMANCE_TORCHORACLE_H
