//===- NormalizationRejections.cpp - What normalizations refuse -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Normalization.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection normalizations[] = {
    {"NotF32",
     {"tensor<2x3xf16>", "tensor<3xf16>", "tensor<3xf16>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected x of element type f32, found f16"},
    {"GammaElement",
     {"tensor<2x3xf32>", "tensor<3xf16>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected gamma of the element type of x (f32), "
     "found f16"},
    {"Rank",
     {"tensor<f32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected x of rank at least 1, found rank 0"},
    {"BetaRank",
     {"tensor<2x3xf32>", "tensor<3xf32>", "tensor<1x3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected beta of rank 1, found rank 2"},
    {"GammaExtent",
     {"tensor<2x3xf32>", "tensor<2xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected extent 0 of gamma to be the last "
     "extent of x (3), found 2"},
    {"DynamicWidth",
     {"tensor<2x?xf32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected extent 1 of x to be static, found ?"},
    {"Epsilon",
     {"tensor<2x3xf32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNormMoments(p, p.arg(0), p.arg(1), p.arg(2), 0).output),
     "functional 'layer_norm_moments': expected a positive, finite epsilon, "
     "found 0.000000"},
    {"RmsNotF32",
     {"tensor<2x3xf64>", "tensor<3xf64>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected x of element type f32, found f64"},
    {"RmsGammaElement",
     {"tensor<2x3xf32>", "tensor<3xbf16>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected gamma of the element type of x (f32), "
     "found bf16"},
    {"RmsRank",
     {"tensor<f32>", "tensor<3xf32>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected x of rank at least 1, found rank 0"},
    {"RmsGammaRank",
     {"tensor<2x3xf32>", "tensor<1x3xf32>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected gamma of rank 1, found rank 2"},
    {"RmsGammaExtent",
     {"tensor<2x3xf32>", "tensor<4xf32>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected extent 0 of gamma to be the last extent "
     "of x (3), found 4"},
    {"RmsDynamicWidth",
     {"tensor<2x?xf32>", "tensor<3xf32>"},
     CALL(rmsNorm(p, p.arg(0), p.arg(1), 1e-5)),
     "functional 'rms_norm': expected extent 1 of x to be static, found ?"},
    {"RmsEpsilon",
     {"tensor<2x3xf32>", "tensor<3xf32>"},
     CALL(rmsNormMoments(p, p.arg(0), p.arg(1), -1).output),
     "functional 'rms_norm_moments': expected a positive, finite epsilon, "
     "found -1.000000"},
};

INSTANTIATE_TEST_SUITE_P(Normalization, RejectionTest,
                         testing::ValuesIn(normalizations), nameOf);

} // namespace
