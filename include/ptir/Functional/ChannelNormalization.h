//===- ChannelNormalization.h - Normalization of image channels -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_CHANNELNORMALIZATION_H
#define PTIR_FUNCTIONAL_CHANNELNORMALIZATION_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// Batch normalization with the statistics of training (Ioffe and Szegedy
/// 2015): (x - mean) / sqrt(variance + epsilon) * scale + shift, computed as
/// x * factor + offset. x[..., C] has rank 2 or more; the four vectors are [C],
/// C is static; epsilon is positive and finite.
Tensor batchNorm(Emitter &emitter, Tensor x, Tensor scale, Tensor shift,
                 Tensor mean, Tensor variance, double epsilon);

/// Group normalization (Wu and He 2018): the channels of x[N, H, W, C] are
/// divided into `groups`, each of which is normalized over its positions and
/// channels with the biased variance; then scaled by gamma[C] and shifted by
/// beta[C]. H, W and C are static; epsilon is positive and finite.
Tensor groupNorm(Emitter &emitter, Tensor x, int64_t groups, Tensor gamma,
                 Tensor beta, double epsilon);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_CHANNELNORMALIZATION_H
