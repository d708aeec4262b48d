//===- Activation.h - Nonlinearities ----------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ACTIVATION_H
#define PTIR_FUNCTIONAL_ACTIVATION_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

// All of them take floats of rank at least 1 and keep the type.

/// x * (1 + erf(x / sqrt(2))) / 2 (Hendrycks and Gimpel 2016, exact form).
Tensor gelu(Emitter &emitter, Tensor x);

/// x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2 (the same paper's
/// approximation; GPT-2 was trained with it).
Tensor geluTanh(Emitter &emitter, Tensor x);

/// exp(x - m) / sum(exp(x - m)) along the last dimension, m its maximum.
Tensor softmaxLastDim(Emitter &emitter, Tensor x);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ACTIVATION_H
