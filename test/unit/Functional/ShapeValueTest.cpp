//===- ShapeValueTest.cpp - Elements chosen, split and padded -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Values.h"

#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

TEST(ShapeValueTest, WhereChoosesElementByElement) {
  Program p({"tensor<?xi1>", "tensor<?xsi32>", "tensor<?xsi32>"});
  ASSERT_TRUE(p.finish({where(p, p.arg(0), p.arg(1), p.arg(2))}));
  auto results =
      p.run({makeTensor<uint8_t>(ElementType::I1, {3}, {1, 0, 1}),
             makeTensor<int32_t>(ElementType::SI32, {3}, {1, 2, 3}),
             makeTensor<int32_t>(ElementType::SI32, {3}, {-1, -2, -3})});
  ASSERT_EQ(results.size(), 1u);
  expectEqual<int32_t>(results[0], {1, -2, 3});
}

TEST(ShapeValueTest, SplitIsAllOfXInOrder) {
  Program p({"tensor<?x4xsi32>"});
  llvm::SmallVector<Tensor> parts = split(p, p.arg(0), -1, {1, 0, 3});
  ASSERT_EQ(parts.size(), 3u);
  ASSERT_TRUE(p.finish(parts));
  auto results = p.run({makeTensor<int32_t>(ElementType::SI32, {2, 4},
                                            {0, 1, 2, 3, 4, 5, 6, 7})});
  ASSERT_EQ(results.size(), 3u);
  expectEqual<int32_t>(results[0], {0, 4});
  expectEqual<int32_t>(results[1], {});
  expectEqual<int32_t>(results[2], {1, 2, 3, 5, 6, 7});
}

TEST(ShapeValueTest, PadAddsAndCrops) {
  Program p({"tensor<?x3xsi32>", "tensor<2xf32>"});
  ASSERT_TRUE(p.finish({pad(p, p.arg(0), {1, -1}, {0, 2}, -9),
                        pad(p, p.arg(1), {0}, {1}, 0.5)}));
  auto results =
      p.run({makeTensor<int32_t>(ElementType::SI32, {2, 3}, {0, 1, 2, 3, 4, 5}),
             makeTensor<float>(ElementType::F32, {2}, {1, 2})});
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].dims(), (llvm::ArrayRef<int64_t>{3, 4}));
  expectEqual<int32_t>(results[0],
                       {-9, -9, -9, -9, 1, 2, -9, -9, 4, 5, -9, -9});
  expectEqual<float>(results[1], {1, 2, 0.5});
}

} // namespace
