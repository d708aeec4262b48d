//===- ElementwiseRejections.cpp - What elementwise functionals refuse ----===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Elementwise.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection elementwise[] = {
    {"AddElement",
     {"tensor<2xf32>", "tensor<2xf16>"},
     CALL(add(p, p.arg(0), p.arg(1))),
     "functional 'add': expected rhs of the element type of lhs (f32), found "
     "f16"},
    {"AddShape",
     {"tensor<2xf32>", "tensor<?xf32>"},
     CALL(add(p, p.arg(0), p.arg(1))),
     "functional 'add': expected rhs of the shape of lhs ([2]), found [?]"},
    {"MulRank",
     {"tensor<2xf32>", "tensor<2x1xf32>"},
     CALL(mul(p, p.arg(0), p.arg(1))),
     "functional 'mul': expected rhs of the shape of lhs ([2]), found [2, 1]"},
    {"NegOfPredicate",
     {"tensor<2xi1>"},
     CALL(neg(p, p.arg(0))),
     "functional 'neg': expected x of an integer or float element type, found "
     "i1"},
    {"ClampUnbounded",
     {"tensor<2xf32>"},
     CALL(clamp(p, p.arg(0), {}, {})),
     "functional 'clamp': expected a lower or an upper bound, found neither"},
    {"ClampFraction",
     {"tensor<2xsi8>"},
     CALL(clamp(p, p.arg(0), 0.5, {})),
     "functional 'clamp': expected integer bounds for element type si8, found "
     "0.500000"},
    {"BiasElement",
     {"tensor<2xf32>", "tensor<2xf16>"},
     CALL(addBias(p, p.arg(0), p.arg(1))),
     "functional 'add_bias': expected bias of the element type of x (f32), "
     "found f16"},
    {"BiasScalarInput",
     {"tensor<f32>", "tensor<2xf32>"},
     CALL(addBias(p, p.arg(0), p.arg(1))),
     "functional 'add_bias': expected x of rank at least 1, found rank 0"},
    {"BiasRank",
     {"tensor<2xf32>", "tensor<1x2xf32>"},
     CALL(addBias(p, p.arg(0), p.arg(1))),
     "functional 'add_bias': expected bias of rank 1, found rank 2"},
    {"BiasExtent",
     {"tensor<2x3xf32>", "tensor<2xf32>"},
     CALL(addBias(p, p.arg(0), p.arg(1))),
     "functional 'add_bias': expected extent 0 of bias to be the last extent "
     "of x (3), found 2"},
    {"EmptyHandle",
     {"tensor<2xf32>"},
     CALL(add(p, p.arg(0), Tensor())),
     "functional 'add': expected a tensor for rhs, found an empty handle"},
    {"WhereMaskElement",
     {"tensor<2xf32>", "tensor<2xf32>"},
     CALL(where(p, p.arg(0), p.arg(0), p.arg(1))),
     "functional 'where': expected mask of element type i1, found f32"},
    {"WhereMaskShape",
     {"tensor<3xi1>", "tensor<2xf32>"},
     CALL(where(p, p.arg(0), p.arg(1), p.arg(1))),
     "functional 'where': expected mask of the shape of a ([2]), found [3]"},
    {"WhereBranches",
     {"tensor<2xi1>", "tensor<2xf32>", "tensor<2xf16>"},
     CALL(where(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'where': expected b of the element type of a (f32), found "
     "f16"},
    {"WhereOfPredicates",
     {"tensor<2xi1>"},
     CALL(where(p, p.arg(0), p.arg(0), p.arg(0))),
     "functional 'where': expected a of an integer or float element type, "
     "found i1"},
};

INSTANTIATE_TEST_SUITE_P(Elementwise, RejectionTest,
                         testing::ValuesIn(elementwise), nameOf);

} // namespace
