//===- ActivationRejections.cpp - What activations refuse -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Activation.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

const Rejection activations[] = {
    {"SoftmaxRank",
     {"tensor<f32>"},
     CALL(softmaxLastDim(p, p.arg(0))),
     "functional 'softmax_last_dim': expected x of rank at least 1, found rank "
     "0"},
    {"GeluRank",
     {"tensor<f32>"},
     CALL(gelu(p, p.arg(0))),
     "functional 'gelu': expected x of rank at least 1, found rank 0"},
    {"GeluTanhElement",
     {"tensor<2xsi32>"},
     CALL(geluTanh(p, p.arg(0))),
     "functional 'gelu_tanh': expected x of a float element type, found si32"},
    {"ReluElement",
     {"tensor<2xsi32>"},
     CALL_UNARY(relu),
     "functional 'relu': expected x of a float element type, found si32"},
    {"Relu6Element",
     {"tensor<2xi1>"},
     CALL_UNARY(relu6),
     "functional 'relu6': expected x of a float element type, found i1"},
    {"SigmoidElement",
     {"tensor<2xui8>"},
     CALL_UNARY(sigmoid),
     "functional 'sigmoid': expected x of a float element type, found ui8"},
    {"TanhElement",
     {"tensor<2xcomplex<f32>>"},
     CALL_UNARY(functional::tanh),
     "functional 'tanh': expected x of a float element type, found "
     "complex<f32>"},
    {"SiluRank",
     {"tensor<f32>"},
     CALL_UNARY(silu),
     "functional 'silu': expected x of rank at least 1, found rank 0"},
    {"SwigluShape",
     {"tensor<5x19xf32>", "tensor<5x18xf32>"},
     CALL_BINARY(swiglu),
     "functional 'swiglu': expected up of the shape of gate ([5, 19]), found "
     "[5, 18]"},
    {"SwigluElement",
     {"tensor<2xf32>", "tensor<2xf16>"},
     CALL_BINARY(swiglu),
     "functional 'swiglu': expected up of the element type of gate (f32), "
     "found f16"},
    {"SwigluRank",
     {"tensor<f32>", "tensor<f32>"},
     CALL_BINARY(swiglu),
     "functional 'swiglu': expected gate of rank at least 1, found rank 0"},
    {"SwigluEmptyHandle",
     {"tensor<2xf32>"},
     CALL(swiglu(p, Tensor(), p.arg(0))),
     "functional 'swiglu': expected a tensor for gate, found an empty handle"},
};

INSTANTIATE_TEST_SUITE_P(Activation, RejectionTest,
                         testing::ValuesIn(activations), nameOf);

} // namespace
