//===- Elementwise.h - Element by element -----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_ELEMENTWISE_H
#define PTIR_FUNCTIONAL_ELEMENTWISE_H

#include "ptir/Functional/Emitter.h"

#include <optional>

namespace ptir::functional {

/// Operands of one type: there is no implicit broadcasting and no promotion.
/// Integers and floats; the semantics are those of the ops of the same names.
Tensor add(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor sub(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor mul(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor div(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor maximum(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor minimum(Emitter &emitter, Tensor lhs, Tensor rhs);
Tensor neg(Emitter &emitter, Tensor x);
Tensor abs(Emitter &emitter, Tensor x);

/// minimum(maximum(x, low), high); a bound that is absent does not apply. At
/// least one must be given.
Tensor clamp(Emitter &emitter, Tensor x, std::optional<double> low,
             std::optional<double> high);

/// a where mask, of i1, holds, b elsewhere; all three of one shape.
Tensor where(Emitter &emitter, Tensor mask, Tensor a, Tensor b);

/// x[..., N] + bias[N].
Tensor addBias(Emitter &emitter, Tensor x, Tensor bias);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_ELEMENTWISE_H
