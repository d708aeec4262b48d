//===- ReductionRejections.cpp - What reductions refuse -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Reduction.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection reductions[] = {
    {"MeanElement",
     {"tensor<2xsi32>"},
     CALL(mean(p, p.arg(0), {0})),
     "functional 'mean': expected x of a float element type, found si32"},
    {"MeanNoAxis",
     {"tensor<2xf32>"},
     CALL(mean(p, p.arg(0), {})),
     "functional 'mean': expected at least one axis, found none"},
    {"MeanAxis",
     {"tensor<2x3xf32>"},
     CALL(mean(p, p.arg(0), {0, 2})),
     "functional 'mean': expected axis in [-2, 2) for x, found 2"},
    {"MeanAxisTwice",
     {"tensor<2x3xf32>"},
     CALL(mean(p, p.arg(0), {1, -1})),
     "functional 'mean': expected unique axes, found [1, -1]"},
    {"ArgmaxElement",
     {"tensor<2xi1>"},
     CALL(argmax(p, p.arg(0), 0)),
     "functional 'argmax': expected x of an integer or float element type, "
     "found i1"},
    {"ArgmaxAxis",
     {"tensor<2xf32>"},
     CALL(argmax(p, p.arg(0), -2)),
     "functional 'argmax': expected axis in [-1, 1) for x, found -2"},
    {"ArgmaxEmpty",
     {"tensor<2x0xf32>"},
     CALL(argmax(p, p.arg(0), 1)),
     "functional 'argmax': expected a non-empty axis 1 of x, found extent 0"},
    {"LossElement",
     {"tensor<4x3xsi32>", "tensor<4xsi32>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected logits of a float element type, "
     "found si32"},
    {"LossRank",
     {"tensor<3xf32>", "tensor<3xsi32>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected logits of rank 2, found rank 1"},
    {"LossTargetElement",
     {"tensor<4x3xf32>", "tensor<4xui8>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected targets of element type si32 or "
     "si64, found ui8"},
    {"LossTargetRank",
     {"tensor<4x3xf32>", "tensor<4x3xsi32>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected targets of rank 1, found rank 2"},
    {"LossTargetExtent",
     {"tensor<4x3xf32>", "tensor<5xsi32>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected extent 0 of targets to be the "
     "number of rows of logits (4), found 5"},
    {"LossNoClass",
     {"tensor<?x0xf32>", "tensor<?xsi32>"},
     CALL_BINARY(crossEntropy),
     "functional 'cross_entropy': expected logits of at least one class, found "
     "none"},
};

INSTANTIATE_TEST_SUITE_P(Reduction, RejectionTest,
                         testing::ValuesIn(reductions), nameOf);

} // namespace
