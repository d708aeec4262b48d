//===- Normalization.h - Rows of unit size ----------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_NORMALIZATION_H
#define PTIR_FUNCTIONAL_NORMALIZATION_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// What layerNormMoments returns; all of them empty after a failure.
struct LayerNormMoments {
  Tensor output;           ///< [..., N]: normalized * gamma + beta
  Tensor normalized;       ///< [..., N]: (x - mean) * inverseDeviation
  Tensor mean;             ///< [..., 1]
  Tensor inverseDeviation; ///< [..., 1]: rsqrt(biased variance + epsilon)
};

/// Layer normalization over the last dimension (Ba, Kiros and Hinton 2016),
/// with the biased variance. x[..., N], gamma[N] and beta[N] are f32, N is
/// static, epsilon is positive and finite.
Tensor layerNorm(Emitter &emitter, Tensor x, Tensor gamma, Tensor beta,
                 double epsilon);

/// The same, with the intermediate values.
LayerNormMoments layerNormMoments(Emitter &emitter, Tensor x, Tensor gamma,
                                  Tensor beta, double epsilon);

/// What rmsNormMoments returns; all of them empty after a failure.
struct RmsNormMoments {
  Tensor output;     ///< [..., N]: normalized * gamma
  Tensor normalized; ///< [..., N]: x * inverseRms
  Tensor inverseRms; ///< [..., 1]: rsqrt(mean of x^2 + epsilon)
};

/// Root mean square normalization over the last dimension (Zhang and Sennrich
/// 2019). x[..., N] and gamma[N] are f32, N is static, epsilon is positive and
/// finite.
Tensor rmsNorm(Emitter &emitter, Tensor x, Tensor gamma, double epsilon);

/// The same, with the intermediate values.
RmsNormMoments rmsNormMoments(Emitter &emitter, Tensor x, Tensor gamma,
                              double epsilon);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_NORMALIZATION_H
