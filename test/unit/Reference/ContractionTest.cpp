//===- ContractionTest.cpp - Sums of products -----------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

using namespace ptir::reference;

namespace {

class ContractionTest : public testing::TestWithParam<ValueCase> {};

TEST_P(ContractionTest, HasTheValueOfTheSpec) { checkValue(GetParam()); }

const ValueCase products[] = {
    {R"(%x = ptir.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]>
            : tensor<2x3xf32>
        %y = ptir.constant dense<[[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]]>
            : tensor<3x2xf32>
        %r = ptir.dot_general %x, %y contract [1] x [0]
            : (tensor<2x3xf32>, tensor<3x2xf32>) -> tensor<2x2xf32>)",
     "dense<[[7.0, -1.0], [16.0, -1.0]]> : tensor<2x2xf32>"},
    // The same with rhs transposed in memory, and a negative dimension.
    {R"(%x = ptir.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]>
            : tensor<2x3xf64>
        %y = ptir.constant dense<[[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]>
            : tensor<2x3xf64>
        %r = ptir.dot_general %x, %y contract [-1] x [1]
            : (tensor<2x3xf64>, tensor<2x3xf64>) -> tensor<2x2xf64>)",
     "dense<[[7.0, -1.0], [16.0, -1.0]]> : tensor<2x2xf64>"},
    // Two batch dimensions in different places.
    {R"(%x = ptir.constant dense<[[[1, 2]], [[3, 4]], [[5, 6]]]>
            : tensor<3x1x2xsi32>
        %y = ptir.constant dense<[[[10, 100, 1000]], [[20, 200, 2000]]]>
            : tensor<2x1x3xsi32>
        %r = ptir.dot_general %x, %y batch [2, 0] x [0, 2]
            : (tensor<3x1x2xsi32>, tensor<2x1x3xsi32>)
            -> tensor<2x3x1x1xsi32>)",
     "dense<[[[[10]], [[300]], [[5000]]], [[[40]], [[800]], [[12000]]]]>"
     " : tensor<2x3x1x1xsi32>"},
    // Two contracting dimensions, scalar result.
    {R"(%x = ptir.constant dense<[[1, 2], [3, 4]]> : tensor<2x2xsi64>
        %y = ptir.constant dense<[[5, 6], [7, 8]]> : tensor<2x2xsi64>
        %r = ptir.dot_general %x, %y contract [0, 1] x [1, 0]
            : (tensor<2x2xsi64>, tensor<2x2xsi64>) -> tensor<si64>)",
     "dense<69> : tensor<si64>"},
    // Integers accumulate in the result's type.
    {R"(%x = ptir.constant dense<127> : tensor<4xsi8>
        %r = ptir.dot_general %x, %x contract [0] x [0]
            : (tensor<4xsi8>, tensor<4xsi8>) -> tensor<si32>)",
     "dense<64516> : tensor<si32>"},
    {R"(%x = ptir.constant dense<127> : tensor<4xsi8>
        %r = ptir.dot_general %x, %x contract [0] x [0]
            : (tensor<4xsi8>, tensor<4xsi8>) -> tensor<si8>)",
     "dense<4> : tensor<si8>"},
    // 256 + 1 is not a bf16: the default accumulator f32 keeps the ones, a
    // bf16 accumulator loses each of them.
    {R"(%x = ptir.constant dense<[256.0, 1.0, 1.0]> : tensor<3xbf16>
        %y = ptir.constant dense<1.0> : tensor<3xbf16>
        %r = ptir.dot_general %x, %y contract [0] x [0]
            : (tensor<3xbf16>, tensor<3xbf16>) -> tensor<bf16>)",
     "dense<258.0> : tensor<bf16>"},
    {R"(%x = ptir.constant dense<[256.0, 1.0, 1.0]> : tensor<3xbf16>
        %y = ptir.constant dense<1.0> : tensor<3xbf16>
        %r = ptir.dot_general %x, %y contract [0] x [0] accum bf16
            : (tensor<3xbf16>, tensor<3xbf16>) -> tensor<bf16>)",
     "dense<256.0> : tensor<bf16>"},
    {R"(%x = ptir.constant dense<[16777216.0, 1.0]> : tensor<2xf32>
        %y = ptir.constant dense<1.0> : tensor<2xf32>
        %r = ptir.dot_general %x, %y contract [0] x [0] accum f64
            : (tensor<2xf32>, tensor<2xf32>) -> tensor<f64>)",
     "dense<16777217.0> : tensor<f64>"},
    {R"(%x = ptir.constant dense<[1.5, 2.0]> : tensor<2xf8E4M3FN>
        %r = ptir.dot_general %x, %x contract [0] x [0]
            : (tensor<2xf8E4M3FN>, tensor<2xf8E4M3FN>) -> tensor<f32>)",
     "dense<6.25> : tensor<f32>"},
    {R"(%x = ptir.constant dense<[1.5, 2.0]> : tensor<2xf16>
        %r = ptir.dot_general %x, %x contract [0] x [0]
            : (tensor<2xf16>, tensor<2xf16>) -> tensor<f8E5M2>)",
     "dense<6.0> : tensor<f8E5M2>"},
    {R"(%x = ptir.constant dense<[(0.0, 1.0), (1.0, 1.0)]>
            : tensor<2xcomplex<f32>>
        %r = ptir.dot_general %x, %x contract [0] x [0]
            : (tensor<2xcomplex<f32>>, tensor<2xcomplex<f32>>)
            -> tensor<complex<f32>>)",
     "dense<(-1.0, 2.0)> : tensor<complex<f32>>"},
    // No contracting dimension: an outer product. No elements: zeros.
    {R"(%x = ptir.constant dense<[2.0, 3.0]> : tensor<2xf32>
        %y = ptir.constant dense<[5.0, 7.0, 11.0]> : tensor<3xf32>
        %r = ptir.dot_general %x, %y
            : (tensor<2xf32>, tensor<3xf32>) -> tensor<2x3xf32>)",
     "dense<[[10.0, 14.0, 22.0], [15.0, 21.0, 33.0]]> : tensor<2x3xf32>"},
    {R"(%x = ptir.constant dense<> : tensor<2x0xf32>
        %y = ptir.constant dense<> : tensor<0x1xf32>
        %r = ptir.dot_general %x, %y contract [1] x [0]
            : (tensor<2x0xf32>, tensor<0x1xf32>) -> tensor<2x1xf32>)",
     "dense<0.0> : tensor<2x1xf32>"},
};
INSTANTIATE_TEST_SUITE_P(DotGeneral, ContractionTest,
                         testing::ValuesIn(products));

const ValueCase reductions[] = {
    {R"(%x = ptir.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
        %r = ptir.reduce sum, %x axes [0] : tensor<2x2xf32> -> tensor<2xf32>)",
     "dense<[4.0, 6.0]> : tensor<2xf32>"},
    {R"(%x = ptir.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
        %r = ptir.reduce max, %x axes [-1] keepdims
            : tensor<2x2xf32> -> tensor<2x1xf32>)",
     "dense<[[2.0], [4.0]]> : tensor<2x1xf32>"},
    {R"(%x = ptir.constant dense<[[[1], [2]], [[3], [4]]]> : tensor<2x2x1xsi16>
        %r = ptir.reduce min, %x axes [2, 0]
            : tensor<2x2x1xsi16> -> tensor<2xsi16>)",
     "dense<[1, 2]> : tensor<2xsi16>"},
    {R"(%x = ptir.constant dense<100> : tensor<3xsi8>
        %r = ptir.reduce sum, %x axes [0] : tensor<3xsi8> -> tensor<si32>)",
     "dense<300> : tensor<si32>"},
    {R"(%x = ptir.constant dense<100> : tensor<3xsi8>
        %r = ptir.reduce sum, %x axes [0] : tensor<3xsi8> -> tensor<si8>)",
     "dense<44> : tensor<si8>"},
    {R"(%x = ptir.constant dense<[1.0, 0x7FC00000, 2.0]> : tensor<3xf32>
        %r = ptir.reduce max, %x axes [0] : tensor<3xf32> -> tensor<f32>)",
     "dense<0x7FC00000> : tensor<f32>"},
    {R"(%x = ptir.constant dense<[0.0, -0.0]> : tensor<2xf32>
        %r = ptir.reduce min, %x axes [0] : tensor<2xf32> -> tensor<f32>)",
     "dense<-0.0> : tensor<f32>"},
    {R"(%x = ptir.constant dense<[2048.0, 1.0, 1.0]> : tensor<3xf16>
        %r = ptir.reduce sum, %x axes [0] accum f16
            : tensor<3xf16> -> tensor<f16>)",
     "dense<2048.0> : tensor<f16>"},
    {R"(%x = ptir.constant dense<[2048.0, 1.0, 1.0]> : tensor<3xf16>
        %r = ptir.reduce sum, %x axes [0] : tensor<3xf16> -> tensor<f16>)",
     "dense<2050.0> : tensor<f16>"},
    {R"(%x = ptir.constant dense<[(1.0, 2.0), (3.0, 4.0)]>
            : tensor<2xcomplex<f64>>
        %r = ptir.reduce sum, %x axes [0]
            : tensor<2xcomplex<f64>> -> tensor<complex<f64>>)",
     "dense<(4.0, 6.0)> : tensor<complex<f64>>"},
    {R"(%x = ptir.constant dense<[false, true]> : tensor<2xi1>
        %r = ptir.reduce max, %x axes [0] : tensor<2xi1> -> tensor<i1>)",
     "dense<true> : tensor<i1>"},
    // Empty axes give the identity.
    {R"(%x = ptir.constant dense<> : tensor<2x0xf32>
        %r = ptir.reduce max, %x axes [1] : tensor<2x0xf32> -> tensor<2xf32>)",
     "dense<0xFF800000> : tensor<2xf32>"},
    {R"(%x = ptir.constant dense<> : tensor<0xsi8>
        %r = ptir.reduce min, %x axes [0] : tensor<0xsi8> -> tensor<si8>)",
     "dense<127> : tensor<si8>"},
    {R"(%x = ptir.constant dense<> : tensor<0xf32>
        %r = ptir.reduce sum, %x axes [0] : tensor<0xf32> -> tensor<f32>)",
     "dense<0.0> : tensor<f32>"},
    // No axes: a conversion.
    {R"(%x = ptir.constant dense<2.5> : tensor<f32>
        %r = ptir.reduce sum, %x axes [] : tensor<f32> -> tensor<bf16>)",
     "dense<2.5> : tensor<bf16>"},
};
INSTANTIATE_TEST_SUITE_P(Reduce, ContractionTest,
                         testing::ValuesIn(reductions));

TEST(ContractionErrorTest, PairedExtentsThatDifferAtRunTime) {
  ModuleRunner runner(R"(
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x2xf32>) -> tensor<2x2xf32> {
  %r = ptir.dot_general %x, %y contract [1] x [0]
      : (tensor<2x?xf32>, tensor<?x2xf32>) -> tensor<2x2xf32>
  return %r : tensor<2x2xf32>
})");
  EXPECT_EQ(runner.errorOf("main", {"dense<1.0> : tensor<2x5xf32>",
                                    "dense<1.0> : tensor<4x2xf32>"}),
            "'ptir.dot_general' op at test.mlir:3:8: expected contract extent "
            "of lhs (5) to equal rhs (4)");
}

} // namespace
