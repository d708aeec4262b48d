//===- Reduction.h - Many elements to one -----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_REDUCTION_H
#define PTIR_FUNCTIONAL_REDUCTION_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

// Axes may be negative: they then count from the end. Reduced axes stay with
// extent 1 if `keepDims`, and are dropped otherwise. Floats up to f32 are
// summed in f32.

/// The arithmetic mean of floats over one or more axes; NaN where there are no
/// elements.
Tensor mean(Emitter &emitter, Tensor x, llvm::ArrayRef<int64_t> axes,
            bool keepDims = false);

/// The smallest position, as si64, of a largest element along `axis`; a NaN
/// counts as the largest. An empty axis is an error, at run time where it is
/// known only then.
Tensor argmax(Emitter &emitter, Tensor x, int64_t axis, bool keepDims = false);

/// logits[N, C] of floats, targets[N] of si32 or si64 -> the mean over rows of
/// -log(softmax(logits)[target]), a scalar of the logits' type (as Torch's
/// cross_entropy by default). A target outside [0, C) is an error at run time;
/// NaN for N = 0.
Tensor crossEntropy(Emitter &emitter, Tensor logits, Tensor targets);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_REDUCTION_H
