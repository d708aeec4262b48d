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

// All of them take floats and keep the type; those along a dimension, and
// those that grew up with them (gelu, silu, swiglu), want rank at least 1.

/// maximum(x, 0); a NaN stays one.
Tensor relu(Emitter &emitter, Tensor x);

/// minimum(maximum(x, 0), 6) (Howard et al. 2017).
Tensor relu6(Emitter &emitter, Tensor x);

/// 1 / (1 + exp(-x)).
Tensor sigmoid(Emitter &emitter, Tensor x);

Tensor tanh(Emitter &emitter, Tensor x);

/// x * sigmoid(x) (Elfwing, Uchibe and Doya 2017).
Tensor silu(Emitter &emitter, Tensor x);

/// silu(gate) * up (Shazeer 2020), both of one type.
Tensor swiglu(Emitter &emitter, Tensor gate, Tensor up);

/// x * (1 + erf(x / sqrt(2))) / 2 (Hendrycks and Gimpel 2016, exact form).
Tensor gelu(Emitter &emitter, Tensor x);

/// x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2 (the same paper's
/// approximation; GPT-2 was trained with it).
Tensor geluTanh(Emitter &emitter, Tensor x);

/// exp(x - m) / sum(exp(x - m)) along the last dimension, m its maximum.
Tensor softmaxLastDim(Emitter &emitter, Tensor x);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ACTIVATION_H
