//===- ContractionRejections.cpp - What contractions refuse ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Contraction.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection contractions[] = {
    {"MatmulElement",
     {"tensor<2x3xf32>", "tensor<3x4xbf16>"},
     CALL(matmul(p, p.arg(0), p.arg(1))),
     "functional 'matmul': expected rhs of the element type of lhs (f32), "
     "found bf16"},
    {"MatmulContract",
     {"tensor<?x768xf32>", "tensor<512x4xf32>"},
     CALL(matmul(p, p.arg(0), p.arg(1))),
     "functional 'matmul': expected contract extent of lhs (768) to equal rhs "
     "(512)"},
    {"MatmulBatch",
     {"tensor<2x3x4xf32>", "tensor<5x4x6xf32>"},
     CALL(matmul(p, p.arg(0), p.arg(1))),
     "functional 'matmul': expected batch extent of lhs (2) to equal rhs (5)"},
    {"MatmulRanks",
     {"tensor<2x3x4xf32>", "tensor<4x6xf32>"},
     CALL(matmul(p, p.arg(0), p.arg(1))),
     "functional 'matmul': expected lhs and rhs both of rank 2 or both of rank "
     "3, found ranks 3 and 2"},
    {"MatmulTransposedContract",
     {"tensor<2x3xf32>", "tensor<3x2xf32>"},
     CALL(matmulTransposed(p, p.arg(0), p.arg(1))),
     "functional 'matmul_transposed': expected contract extent of lhs (3) to "
     "equal rhs (2)"},
    {"LinearContract",
     {"tensor<?x7xf32>", "tensor<6x3xf32>", "tensor<3xf32>"},
     CALL(linear(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'linear': expected contract extent of x (7) to equal weight "
     "(6)"},
    {"LinearBias",
     {"tensor<?x6xf32>", "tensor<6x3xf32>", "tensor<6xf32>"},
     CALL(linear(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'linear': expected extent 0 of bias to be the number of "
     "columns of weight (3), found 6"},
    {"LinearRank",
     {"tensor<2x?x6xf32>", "tensor<6x3xf32>", "tensor<3xf32>"},
     CALL(linear(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'linear': expected x of rank 2, found rank 3"},
};

INSTANTIATE_TEST_SUITE_P(Contraction, RejectionTest,
                         testing::ValuesIn(contractions), nameOf);

} // namespace
