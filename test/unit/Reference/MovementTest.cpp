//===- MovementTest.cpp - Elements moved and picked -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ModuleRunner.h"

using namespace ptir::reference;

namespace {

class MovementTest : public testing::TestWithParam<ValueCase> {};

TEST_P(MovementTest, HasTheValueOfTheSpec) { checkValue(GetParam()); }

const ValueCase shapes[] = {
    {R"(%x = ptir.constant dense<0> : tensor<5x7xsi4>
        %r = ptir.dim %x, -1 : tensor<5x7xsi4>)",
     "dense<7> : tensor<si64>"},
    {R"(%x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>
        %r = ptir.reshape %x : tensor<2x3xui16> -> tensor<3x1x2xui16>)",
     "dense<[[[1, 2]], [[3, 4]], [[5, 6]]]> : tensor<3x1x2xui16>"},
    {R"(%x = ptir.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xsi8>
        %r = ptir.transpose %x [1, 0] : tensor<2x3xsi8>)",
     "dense<[[1, 4], [2, 5], [3, 6]]> : tensor<3x2xsi8>"},
    {R"(%x = ptir.constant dense<[[[(1.0, 2.0)], [(3.0, 4.0)]]]>
            : tensor<1x2x1xcomplex<f64>>
        %r = ptir.transpose %x [1, 2, 0] : tensor<1x2x1xcomplex<f64>>)",
     "dense<[[[(1.0, 2.0)]], [[(3.0, 4.0)]]]> : tensor<2x1x1xcomplex<f64>>"},
    {R"(%x = ptir.constant dense<2.5> : tensor<f16>
        %r = ptir.transpose %x [] : tensor<f16>)",
     "dense<2.5> : tensor<f16>"},
    {R"(%x = ptir.constant dense<[[1], [2]]> : tensor<2x1xsi32>
        %r = ptir.broadcast_to %x : tensor<2x1xsi32> -> tensor<2x2x3xsi32>)",
     "dense<[[[1, 1, 1], [2, 2, 2]], [[1, 1, 1], [2, 2, 2]]]>"
     " : tensor<2x2x3xsi32>"},
    {R"(%x = ptir.constant dense<1.0> : tensor<f32>
        %n = ptir.constant dense<3> : tensor<si64>
        %y = ptir.broadcast_to %x dims(%n) : tensor<f32> -> tensor<?xf32>
        %r = ptir.reshape %y : tensor<?xf32> -> tensor<3xf32>)",
     "dense<1.0> : tensor<3xf32>"},
    {R"(%x = ptir.constant dense<[[1], [2]]> : tensor<2x1xsi64>
        %y = ptir.constant dense<[[3, 4], [5, 6]]> : tensor<2x2xsi64>
        %z = ptir.constant dense<> : tensor<2x0xsi64>
        %r = ptir.concat %x, %z, %y axis -1
            : tensor<2x1xsi64>, tensor<2x0xsi64>, tensor<2x2xsi64>)",
     "dense<[[1, 3, 4], [2, 5, 6]]> : tensor<2x3xsi64>"},
    {R"(%r = ptir.iota axis 1 : tensor<2x3xf32>)",
     "dense<[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]> : tensor<2x3xf32>"},
    {R"(%r = ptir.iota axis 0 : tensor<18xui4>)",
     "dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1]>"
     " : tensor<18xui4>"},
    {R"(%r = ptir.iota axis -1 : tensor<2xcomplex<f32>>)",
     "dense<[(0.0, 0.0), (1.0, 0.0)]> : tensor<2xcomplex<f32>>"},
    {R"(%n = ptir.constant dense<3> : tensor<si64>
        %x = ptir.iota axis 0 dims(%n) : tensor<?xsi32>
        %r = ptir.dim %x, 0 : tensor<?xsi32>)",
     "dense<3> : tensor<si64>"},
};
INSTANTIATE_TEST_SUITE_P(Shape, MovementTest, testing::ValuesIn(shapes));

const ValueCase indexing[] = {
    {R"(%x = ptir.constant dense<[[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]>
            : tensor<2x5xsi32>
        %r = ptir.slice %x starts [1, 0] sizes [1, 3] strides [1, 2]
            : tensor<2x5xsi32>)",
     "dense<[[5, 7, 9]]> : tensor<1x3xsi32>"},
    {R"(%x = ptir.constant dense<[true, false, true]> : tensor<3xi1>
        %r = ptir.slice %x starts [3] sizes [0] : tensor<3xi1>)",
     "dense<> : tensor<0xi1>"},
    {R"(%x = ptir.constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]>
            : tensor<3x2xf64>
        %i = ptir.constant dense<[[2, 0], [2, 1]]> : tensor<2x2xsi32>
        %r = ptir.take %x, %i : tensor<3x2xf64>, tensor<2x2xsi32>)",
     "dense<[[[5.0, 6.0], [1.0, 2.0]], [[5.0, 6.0], [3.0, 4.0]]]>"
     " : tensor<2x2x2xf64>"},
    {R"(%x = ptir.constant dense<[10, 20]> : tensor<2xsi8>
        %i = ptir.constant dense<1> : tensor<si64>
        %r = ptir.take %x, %i : tensor<2xsi8>, tensor<si64>)",
     "dense<20> : tensor<si8>"},
    // The start is clamped so that the box fits.
    {R"(%x = ptir.constant dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui8>
        %s = ptir.constant dense<[9, -4]> : tensor<2xsi64>
        %r = ptir.dynamic_slice %x, %s sizes [1, 2]
            : tensor<2x3xui8>, tensor<2xsi64>)",
     "dense<[[3, 4]]> : tensor<1x2xui8>"},
    {R"(%x = ptir.constant dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xsi32>
        %u = ptir.constant dense<[[7, 8]]> : tensor<1x2xsi32>
        %s = ptir.constant dense<[1, 2]> : tensor<2xsi32>
        %r = ptir.dynamic_update_slice %x, %u, %s
            : tensor<2x3xsi32>, tensor<1x2xsi32>, tensor<2xsi32>)",
     "dense<[[0, 1, 2], [3, 7, 8]]> : tensor<2x3xsi32>"},
    {R"(%x = ptir.constant dense<1.0> : tensor<f32>
        %u = ptir.constant dense<2.0> : tensor<f32>
        %s = ptir.constant dense<> : tensor<0xsi32>
        %r = ptir.dynamic_update_slice %x, %u, %s
            : tensor<f32>, tensor<f32>, tensor<0xsi32>)",
     "dense<2.0> : tensor<f32>"},
};
INSTANTIATE_TEST_SUITE_P(Indexing, MovementTest, testing::ValuesIn(indexing));

/// A function whose op fails at run time, one per line from line 1 on.
struct FailingCase {
  const char *name;
  const char *source;
  std::vector<const char *> args;
  const char *error;
};

void PrintTo(const FailingCase &testCase, std::ostream *stream) {
  *stream << testCase.name;
}

class MovementErrorTest : public testing::TestWithParam<FailingCase> {};

TEST_P(MovementErrorTest, NamesOpPlaceAndLimits) {
  ModuleRunner runner(GetParam().source);
  std::vector<Tensor> args;
  for (const char *arg : GetParam().args)
    args.push_back(runner.tensor(arg));
  auto results = runner.interpreter().call("f", args);
  ASSERT_FALSE(bool(results));
  EXPECT_EQ(llvm::toString(results.takeError()), GetParam().error);
}

const FailingCase failing[] = {
    {"take",
     R"(func.func @f(%x: tensor<16xf32>, %i: tensor<2xsi32>) -> tensor<2xf32> {
  %r = ptir.take %x, %i : tensor<16xf32>, tensor<2xsi32>
  return %r : tensor<2xf32>
})",
     {"dense<1.0> : tensor<16xf32>", "dense<[3, 50]> : tensor<2xsi32>"},
     "'ptir.take' op at test.mlir:2:8: index 50 is out of range, limit 16"},
    {"take_negative",
     R"(func.func @f(%x: tensor<?xf32>, %i: tensor<si64>) -> tensor<f32> {
  %r = ptir.take %x, %i : tensor<?xf32>, tensor<si64>
  return %r : tensor<f32>
})",
     {"dense<> : tensor<0xf32>", "dense<-1> : tensor<si64>"},
     "'ptir.take' op at test.mlir:2:8: index -1 is out of range, limit 0"},
    {"slice",
     R"(func.func @f(%x: tensor<?xf32>, %n: tensor<si64>) -> tensor<?xf32> {
  %r = ptir.slice %x starts [2] sizes [-1] dims(%n) : tensor<?xf32>
  return %r : tensor<?xf32>
})",
     {"dense<1.0> : tensor<4xf32>", "dense<3> : tensor<si64>"},
     "'ptir.slice' op at test.mlir:2:8: expected the slice to end within "
     "extent 4 of dimension 0, found start 2, size 3, stride 1"},
    {"slice_negative",
     R"(func.func @f(%x: tensor<?xf32>, %n: tensor<si64>) -> tensor<?xf32> {
  %r = ptir.slice %x starts [2] sizes [-1] dims(%n) : tensor<?xf32>
  return %r : tensor<?xf32>
})",
     {"dense<1.0> : tensor<4xf32>", "dense<-1> : tensor<si64>"},
     "'ptir.slice' op at test.mlir:2:8: expected extents that are not "
     "negative, found -1 as operand 0 of dims"},
    {"dynamic_slice",
     R"(func.func @f(%x: tensor<?xf32>, %s: tensor<1xsi32>) -> tensor<5xf32> {
  %r = ptir.dynamic_slice %x, %s sizes [5] : tensor<?xf32>, tensor<1xsi32>
  return %r : tensor<5xf32>
})",
     {"dense<1.0> : tensor<4xf32>", "dense<0> : tensor<1xsi32>"},
     "'ptir.dynamic_slice' op at test.mlir:2:8: expected size at dimension 0 "
     "to be at most the extent 4, found 5"},
    {"dynamic_update_slice",
     R"(func.func @f(%x: tensor<?xf32>, %s: tensor<1xsi32>) -> tensor<?xf32> {
  %u = ptir.iota axis 0 : tensor<5xf32>
  %r = ptir.dynamic_update_slice %x, %u, %s
      : tensor<?xf32>, tensor<5xf32>, tensor<1xsi32>
  return %r : tensor<?xf32>
})",
     {"dense<1.0> : tensor<4xf32>", "dense<0> : tensor<1xsi32>"},
     "'ptir.dynamic_update_slice' op at test.mlir:3:8: expected extent of "
     "update at dimension 0 to be at most 4, found 5"},
    {"reshape",
     R"(func.func @f(%x: tensor<?xf32>) -> tensor<2x3xf32> {
  %r = ptir.reshape %x : tensor<?xf32> -> tensor<2x3xf32>
  return %r : tensor<2x3xf32>
})",
     {"dense<1.0> : tensor<7xf32>"},
     "'ptir.reshape' op at test.mlir:2:8: expected as many elements as the "
     "operand (7), found [2, 3] with 6"},
    {"reshape_inferred",
     R"(func.func @f(%x: tensor<?xf32>) -> tensor<?x3xf32> {
  %r = ptir.reshape %x : tensor<?xf32> -> tensor<?x3xf32>
  return %r : tensor<?x3xf32>
})",
     {"dense<1.0> : tensor<7xf32>"},
     "'ptir.reshape' op at test.mlir:2:8: expected a multiple of 3 elements "
     "for [?, 3], found 7"},
    {"broadcast_dynamic_one",
     R"(func.func @f(%x: tensor<?xf32>, %n: tensor<si64>) -> tensor<?xf32> {
  %r = ptir.broadcast_to %x dims(%n) : tensor<?xf32> -> tensor<?xf32>
  return %r : tensor<?xf32>
})",
     {"dense<1.0> : tensor<1xf32>", "dense<3> : tensor<si64>"},
     "'ptir.broadcast_to' op at test.mlir:2:8: expected extent 3 at dimension "
     "0 of the operand, found 1 (a dynamic extent does not expand)"},
    {"concat",
     R"(func.func @f(%x: tensor<1x?xf32>, %y: tensor<1x?xf32>) -> tensor<2x?xf32> {
  %r = ptir.concat %x, %y axis 0 : tensor<1x?xf32>, tensor<1x?xf32>
  return %r : tensor<2x?xf32>
})",
     {"dense<1.0> : tensor<1x2xf32>", "dense<1.0> : tensor<1x3xf32>"},
     "'ptir.concat' op at test.mlir:2:8: expected extent 2 at dimension 1 of "
     "operand 1, found 3"},
    {"iota_too_large",
     R"(func.func @f(%n: tensor<si64>) -> tensor<?x4xf32> {
  %r = ptir.iota axis 0 dims(%n) : tensor<?x4xf32>
  return %r : tensor<?x4xf32>
})",
     {"dense<9223372036854775807> : tensor<si64>"},
     "'ptir.iota' op at test.mlir:2:8: a tensor of shape [9223372036854775807, "
     "4] and 4 bytes per element does not fit in memory"},
};
INSTANTIATE_TEST_SUITE_P(RunTime, MovementErrorTest,
                         testing::ValuesIn(failing));

} // namespace
