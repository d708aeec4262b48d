//===- Stochastic.h - Keyed randomness --------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_STOCHASTIC_H
#define PTIR_FUNCTIONAL_STOCHASTIC_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// Each element of x, of floats, becomes 0 with probability p and is divided by
/// 1 - p otherwise, which keeps the mean (Srivastava et al. 2014). p is in
/// [0, 1) and counts as f32. x itself if p is 0 or not `training`.
///
/// `seed` is tensor<ui64>: element i is dropped where number i of
/// `ptir.rng_uniform` (docs/spec/random.md) in f32 is below p, so one seed
/// gives one mask on every backend. NaN and infinity in x become NaN where they
/// are dropped, as in Torch.
Tensor dropout(Emitter &emitter, Tensor x, double p, bool training,
               Tensor seed);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_STOCHASTIC_H
