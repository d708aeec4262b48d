//===- ElementwiseTest.cpp - One result element per operand element -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

using namespace ptir::reference;

namespace {

class ElementwiseTest : public testing::TestWithParam<ValueCase> {};

TEST_P(ElementwiseTest, HasTheValueOfTheSpec) { checkValue(GetParam()); }

const ValueCase unary[] = {
    {R"(%x = ptir.constant dense<[1.5, -0.0]> : tensor<2xf32>
        %r = ptir.neg %x : tensor<2xf32>)",
     "dense<[-1.5, 0.0]> : tensor<2xf32>"},
    {R"(%x = ptir.constant dense<[-128, 5]> : tensor<2xsi8>
        %r = ptir.neg %x : tensor<2xsi8>)",
     "dense<[-128, -5]> : tensor<2xsi8>"},
    {R"(%x = ptir.constant dense<[0, 1, 200]> : tensor<3xui8>
        %r = ptir.neg %x : tensor<3xui8>)",
     "dense<[0, 255, 56]> : tensor<3xui8>"},
    {R"(%x = ptir.constant dense<[-8, -3, 7]> : tensor<3xsi4>
        %r = ptir.abs %x : tensor<3xsi4>)",
     "dense<[-8, 3, 7]> : tensor<3xsi4>"},
    {R"(%x = ptir.constant dense<(3.0, -4.0)> : tensor<2xcomplex<f32>>
        %r = ptir.abs %x : tensor<2xcomplex<f32>>)",
     "dense<5.0> : tensor<2xf32>"},
    {R"(%x = ptir.constant dense<(3.0, -4.0)> : tensor<complex<f64>>
        %r = ptir.neg %x : tensor<complex<f64>>)",
     "dense<(-3.0, 4.0)> : tensor<complex<f64>>"},
    // e, 0, +inf and 1 / e to the last bit.
    {R"(%x = ptir.constant dense<[1.0, 0xFF800000, 200.0, -1.0]> : tensor<4xf32>
        %r = ptir.exp %x : tensor<4xf32>)",
     "dense<[0x402DF854, 0.0, 0x7F800000, 0x3EBC5AB2]> : tensor<4xf32>"},
    {R"(%x = ptir.constant dense<[1.0, 0.0, -1.0]> : tensor<3xbf16>
        %r = ptir.log %x : tensor<3xbf16>)",
     "dense<[0.0, 0xFF80, 0x7FC0]> : tensor<3xbf16>"},
    {R"(%x = ptir.constant dense<[0.0, 100.0, -100.0]> : tensor<3xf16>
        %r = ptir.tanh %x : tensor<3xf16>)",
     "dense<[0.0, 1.0, -1.0]> : tensor<3xf16>"},
    // erf(0.5) = 0.520499877813...
    {R"(%x = ptir.constant dense<[0.5, 7.0]> : tensor<2xf64>
        %r = ptir.erf %x : tensor<2xf64>)",
     "dense<[0.52049987781304654, 1.0]> : tensor<2xf64>"},
    {R"(%x = ptir.constant dense<[4.0, 0.0, -0.0, -1.0]> : tensor<4xf32>
        %r = ptir.rsqrt %x : tensor<4xf32>)",
     "dense<[0.5, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<4xf32>"},
    {R"(%x = ptir.constant dense<[4.0, 0.125]> : tensor<2xf8E5M2>
        %r = ptir.reciprocal %x : tensor<2xf8E5M2>)",
     "dense<[0.25, 8.0]> : tensor<2xf8E5M2>"},
    {R"(%x = ptir.constant dense<(0.0, 2.0)> : tensor<1xcomplex<f32>>
        %r = ptir.reciprocal %x : tensor<1xcomplex<f32>>)",
     "dense<(0.0, -0.5)> : tensor<1xcomplex<f32>>"},
    {R"(%x = ptir.constant dense<(0.0, 0.0)> : tensor<1xcomplex<f64>>
        %r = ptir.exp %x : tensor<1xcomplex<f64>>)",
     "dense<(1.0, 0.0)> : tensor<1xcomplex<f64>>"},
};
INSTANTIATE_TEST_SUITE_P(Unary, ElementwiseTest, testing::ValuesIn(unary));

const ValueCase binary[] = {
    {R"(%x = ptir.constant dense<[2147483647, -5]> : tensor<2xsi32>
        %y = ptir.constant dense<[1, 3]> : tensor<2xsi32>
        %r = ptir.add %x, %y : tensor<2xsi32>)",
     "dense<[-2147483648, -2]> : tensor<2xsi32>"},
    {R"(%x = ptir.constant dense<0> : tensor<ui64>
        %y = ptir.constant dense<1> : tensor<ui64>
        %r = ptir.sub %x, %y : tensor<ui64>)",
     "dense<18446744073709551615> : tensor<ui64>"},
    {R"(%x = ptir.constant dense<[7, -8]> : tensor<2xsi4>
        %r = ptir.mul %x, %x : tensor<2xsi4>)",
     "dense<[1, 0]> : tensor<2xsi4>"},
    {R"(%x = ptir.constant dense<4611686018427387904> : tensor<si64>
        %r = ptir.add %x, %x : tensor<si64>)",
     "dense<-9223372036854775808> : tensor<si64>"},
    // 1 + 2^-8 lies half way between two bf16: to even.
    {R"(%x = ptir.constant dense<[1.0, 0x3F81]> : tensor<2xbf16>
        %y = ptir.constant dense<0.00390625> : tensor<2xbf16>
        %r = ptir.add %x, %y : tensor<2xbf16>)",
     "dense<[0x3F80, 0x3F82]> : tensor<2xbf16>"},
    // Overflow: NaN in f8E4M3FN, infinity in f8E5M2.
    {R"(%x = ptir.constant dense<[448.0, 15.0]> : tensor<2xf8E4M3FN>
        %r = ptir.add %x, %x : tensor<2xf8E4M3FN>)",
     "dense<[0x7F, 30.0]> : tensor<2xf8E4M3FN>"},
    {R"(%x = ptir.constant dense<[57344.0, 1.5]> : tensor<2xf8E5M2>
        %r = ptir.add %x, %x : tensor<2xf8E5M2>)",
     "dense<[0x7C, 3.0]> : tensor<2xf8E5M2>"},
    // Subnormals are kept.
    {R"(%x = ptir.constant dense<0x00800000> : tensor<f32>
        %y = ptir.constant dense<0.5> : tensor<f32>
        %r = ptir.mul %x, %y : tensor<f32>)",
     "dense<0x00400000> : tensor<f32>"},
    {R"(%x = ptir.constant dense<(1.0, 2.0)> : tensor<complex<f32>>
        %y = ptir.constant dense<(3.0, -1.0)> : tensor<complex<f32>>
        %r = ptir.mul %x, %y : tensor<complex<f32>>)",
     "dense<(5.0, 5.0)> : tensor<complex<f32>>"},
    {R"(%x = ptir.constant dense<(4.0, 2.0)> : tensor<complex<f64>>
        %y = ptir.constant dense<(0.0, 2.0)> : tensor<complex<f64>>
        %r = ptir.div %x, %y : tensor<complex<f64>>)",
     "dense<(1.0, -2.0)> : tensor<complex<f64>>"},
    {R"(%x = ptir.constant dense<[-7, 7, -128]> : tensor<3xsi8>
        %y = ptir.constant dense<[2, -2, -1]> : tensor<3xsi8>
        %r = ptir.div %x, %y : tensor<3xsi8>)",
     "dense<[-3, -3, -128]> : tensor<3xsi8>"},
    {R"(%x = ptir.constant dense<[1.0, -1.0, 0.0]> : tensor<3xf32>
        %y = ptir.constant dense<0.0> : tensor<3xf32>
        %r = ptir.div %x, %y : tensor<3xf32>)",
     "dense<[0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<3xf32>"},
    {R"(%x = ptir.constant dense<[-0.0, 0.0, 0x7FC00000, 1.0]> : tensor<4xf32>
        %y = ptir.constant dense<[0.0, -0.0, 1.0, 0x7FC00000]> : tensor<4xf32>
        %r = ptir.maximum %x, %y : tensor<4xf32>)",
     "dense<[0.0, 0.0, 0x7FC00000, 0x7FC00000]> : tensor<4xf32>"},
    {R"(%x = ptir.constant dense<[-0.0, 0.0, 0x7E00, 1.0]> : tensor<4xf16>
        %y = ptir.constant dense<[0.0, -0.0, 1.0, 2.0]> : tensor<4xf16>
        %r = ptir.minimum %x, %y : tensor<4xf16>)",
     "dense<[-0.0, -0.0, 0x7E00, 1.0]> : tensor<4xf16>"},
    {R"(%x = ptir.constant dense<[false, true]> : tensor<2xi1>
        %y = ptir.constant dense<[true, true]> : tensor<2xi1>
        %r = ptir.minimum %x, %y : tensor<2xi1>)",
     "dense<[false, true]> : tensor<2xi1>"},
    {R"(%x = ptir.constant dense<[3, 200]> : tensor<2xui8>
        %y = ptir.constant dense<[4, 100]> : tensor<2xui8>
        %r = ptir.maximum %x, %y : tensor<2xui8>)",
     "dense<[4, 200]> : tensor<2xui8>"},
    {R"(%x = ptir.constant dense<> : tensor<3x0xf32>
        %r = ptir.add %x, %x : tensor<3x0xf32>)",
     "dense<> : tensor<3x0xf32>"},
};
INSTANTIATE_TEST_SUITE_P(Binary, ElementwiseTest, testing::ValuesIn(binary));

const ValueCase comparison[] = {
    {R"(%x = ptir.constant dense<[1.0, 2.0, 3.0, 0x7FC00000]> : tensor<4xf32>
        %y = ptir.constant dense<[2.0, 2.0, 2.0, 2.0]> : tensor<4xf32>
        %r = ptir.compare lt, %x, %y : tensor<4xf32>)",
     "dense<[true, false, false, false]> : tensor<4xi1>"},
    {R"(%x = ptir.constant dense<[1.0, 2.0, 3.0, 0x7FC00000]> : tensor<4xf32>
        %y = ptir.constant dense<[2.0, 2.0, 2.0, 2.0]> : tensor<4xf32>
        %r = ptir.compare ge, %x, %y : tensor<4xf32>)",
     "dense<[false, true, true, false]> : tensor<4xi1>"},
    {R"(%x = ptir.constant dense<[1, -2, 3]> : tensor<3xsi4>
        %y = ptir.constant dense<2> : tensor<3xsi4>
        %r = ptir.compare le, %x, %y : tensor<3xsi4>)",
     "dense<[true, true, false]> : tensor<3xi1>"},
    {R"(%x = ptir.constant dense<[1, 255]> : tensor<2xui8>
        %y = ptir.constant dense<2> : tensor<2xui8>
        %r = ptir.compare gt, %x, %y : tensor<2xui8>)",
     "dense<[false, true]> : tensor<2xi1>"},
    {R"(%x = ptir.constant dense<[0.0, 0x7E00]> : tensor<2xf16>
        %y = ptir.constant dense<[-0.0, 0x7E00]> : tensor<2xf16>
        %r = ptir.compare eq, %x, %y : tensor<2xf16>)",
     "dense<[true, false]> : tensor<2xi1>"},
    {R"(%x = ptir.constant dense<[(1.0, 2.0), (1.0, 3.0)]>
            : tensor<2xcomplex<f32>>
        %y = ptir.constant dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>
        %r = ptir.compare ne, %x, %y : tensor<2xcomplex<f32>>)",
     "dense<[false, true]> : tensor<2xi1>"},
    {R"(%x = ptir.constant dense<[false, true]> : tensor<2xi1>
        %y = ptir.constant dense<true> : tensor<2xi1>
        %r = ptir.compare lt, %x, %y : tensor<2xi1>)",
     "dense<[true, false]> : tensor<2xi1>"},
    {R"(%p = ptir.constant dense<[true, false]> : tensor<2xi1>
        %x = ptir.constant dense<[1, 2]> : tensor<2xsi16>
        %y = ptir.constant dense<[3, 4]> : tensor<2xsi16>
        %r = ptir.select %p, %x, %y : tensor<2xi1>, tensor<2xsi16>)",
     "dense<[1, 4]> : tensor<2xsi16>"},
};
INSTANTIATE_TEST_SUITE_P(Comparison, ElementwiseTest,
                         testing::ValuesIn(comparison));

const ValueCase casts[] = {
    {R"(%x = ptir.constant dense<[1.9, -1.9, 300.0, 0x7FC00000]> : tensor<4xf32>
        %r = ptir.cast %x : tensor<4xf32> -> tensor<4xsi8>)",
     "dense<[1, -1, 127, 0]> : tensor<4xsi8>"},
    {R"(%x = ptir.constant dense<[-1, 300, 9]> : tensor<3xsi32>
        %r = ptir.cast %x : tensor<3xsi32> -> tensor<3xui4>)",
     "dense<[0, 15, 9]> : tensor<3xui4>"},
    {R"(%x = ptir.constant dense<[0.0, -0.0, 0.25, 0x7FC00000]> : tensor<4xf32>
        %r = ptir.cast %x : tensor<4xf32> -> tensor<4xi1>)",
     "dense<[false, false, true, true]> : tensor<4xi1>"},
    {R"(%x = ptir.constant dense<[true, false]> : tensor<2xi1>
        %r = ptir.cast %x : tensor<2xi1> -> tensor<2xf64>)",
     "dense<[1.0, 0.0]> : tensor<2xf64>"},
    // One rounding: through f32 this would be 1 + 2^-7.
    {R"(%x = ptir.constant dense<0x3FF0100000000001> : tensor<f64>
        %r = ptir.cast %x : tensor<f64> -> tensor<bf16>)",
     "dense<0x3F81> : tensor<bf16>"},
    {R"(%x = ptir.constant dense<16777217> : tensor<si64>
        %r = ptir.cast %x : tensor<si64> -> tensor<f32>)",
     "dense<16777216.0> : tensor<f32>"},
    {R"(%x = ptir.constant dense<[-2, 3]> : tensor<2xsi8>
        %r = ptir.cast %x : tensor<2xsi8> -> tensor<2xcomplex<f32>>)",
     "dense<[(-2.0, 0.0), (3.0, 0.0)]> : tensor<2xcomplex<f32>>"},
    {R"(%x = ptir.constant dense<(0.5, -1.5)> : tensor<complex<f64>>
        %r = ptir.cast %x : tensor<complex<f64>> -> tensor<complex<f32>>)",
     "dense<(0.5, -1.5)> : tensor<complex<f32>>"},
};
INSTANTIATE_TEST_SUITE_P(Cast, ElementwiseTest, testing::ValuesIn(casts));

TEST(ElementwiseErrorTest, IntegerDivisionByZeroSaysWhere) {
  ModuleRunner runner(R"(
func.func @main(%x: tensor<2x2xsi32>, %y: tensor<2x2xsi32>)
    -> tensor<2x2xsi32> {
  %r = ptir.div %x, %y : tensor<2x2xsi32>
  return %r : tensor<2x2xsi32>
})");
  EXPECT_EQ(runner.errorOf("main", {"dense<7> : tensor<2x2xsi32>",
                                    "dense<[[1, 2], [0, 0]]>"
                                    " : tensor<2x2xsi32>"}),
            "'ptir.div' op at test.mlir:4:8: integer division by zero at "
            "element 2 of shape [2, 2]");
}

TEST(ElementwiseErrorTest, ExtentsThatDifferAtRunTime) {
  ModuleRunner runner(R"(
func.func @add(%x: tensor<?x3xf32>, %y: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %r = ptir.add %x, %y : tensor<?x3xf32>
  return %r : tensor<?x3xf32>
}
func.func @select(%p: tensor<?xi1>, %x: tensor<?xf32>) -> tensor<?xf32> {
  %y = ptir.neg %x : tensor<?xf32>
  %r = ptir.select %p, %x, %y : tensor<?xi1>, tensor<?xf32>
  return %r : tensor<?xf32>
})");
  EXPECT_EQ(runner.errorOf("add", {"dense<1.0> : tensor<2x3xf32>",
                                   "dense<1.0> : tensor<1x3xf32>"}),
            "'ptir.add' op at test.mlir:3:8: expected operands of equal shape, "
            "found [2, 3] and [1, 3]");
  EXPECT_EQ(runner.errorOf("select", {"dense<true> : tensor<4xi1>",
                                      "dense<1.0> : tensor<5xf32>"}),
            "'ptir.select' op at test.mlir:8:8: expected operands of equal "
            "shape, found [4] and [5]");
}

} // namespace
