//===- RotaryTest.cpp - Rotary position embeddings ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Rotary.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

using Floats = std::vector<float>;

/// x[outer, positions, inner, size]: positions * inner heads, turned.
Floats rotate(const Floats &x, int outer, int positions, int inner, int size,
              const Floats &cos, const Floats &sin, int half) {
  Floats y = x;
  for (int o = 0; o < outer; ++o)
    for (int t = 0; t < positions; ++t)
      for (int n = 0; n < inner; ++n)
        for (int i = 0; i < half; ++i) {
          size_t first = ((o * positions + t) * inner + n) * size + i;
          double f = x[first], s = x[first + half];
          double c = cos[t * half + i], d = sin[t * half + i];
          y[first] = static_cast<float>(f * c - s * d);
          y[first + half] = static_cast<float>(s * c + f * d);
        }
  return y;
}

void expectNear(const reference::Tensor &found, const Floats &wanted) {
  Floats values = floatsOf(found);
  ASSERT_EQ(values.size(), wanted.size());
  for (size_t i = 0; i < values.size(); ++i)
    ASSERT_NEAR(values[i], wanted[i], 1e-5) << "element " << i;
}

constexpr int heads = 3, positions = 5, size = 7;

TEST(RotaryTest, TurnsPairsAHalfApart) {
  // One head, position and pair: a turn by 90 degrees.
  Program p({"tensor<1x1x2xf32>", "tensor<1x1xf32>", "tensor<1x1xf32>"});
  ASSERT_TRUE(p.finish({applyRope(p, p.arg(0), p.arg(1), p.arg(2))}));
  auto results = p.run({makeTensor<float>(ElementType::F32, {1, 1, 2}, {3, 4}),
                        makeTensor<float>(ElementType::F32, {1, 1}, {0}),
                        makeTensor<float>(ElementType::F32, {1, 1}, {1})});
  ASSERT_EQ(results.size(), 1u);
  EXPECT_EQ(floatsOf(results[0]), (Floats{-4, 3}));
}

TEST(RotaryTest, WholeAndPartialHeadsOfEveryRank) {
  for (int half : {1, 2, 3})
    for (int batch : {1, 2}) {
      Floats x = someFloats(batch * heads * positions * size);
      Floats cos = someFloats(positions * half, 2);
      Floats sin = someFloats(positions * half, 3);
      std::string table = "tensor<?x" + std::to_string(half) + "xf32>";
      Program p({batch == 1 ? "tensor<3x?x7xf32>" : "tensor<?x3x?x7xf32>",
                 table.c_str(), table.c_str()});
      ASSERT_TRUE(p.finish({applyRope(p, p.arg(0), p.arg(1), p.arg(2))}));
      EXPECT_EQ(p.firstOp<CompositeOp>().getResult(0).getType(),
                p.arg(0).getType());
      llvm::SmallVector<int64_t> dims = {heads, positions, size};
      if (batch != 1)
        dims.insert(dims.begin(), batch);
      auto results =
          p.run({makeTensor(ElementType::F32, dims, x),
                 makeTensor(ElementType::F32, {positions, half}, cos),
                 makeTensor(ElementType::F32, {positions, half}, sin)});
      ASSERT_EQ(results.size(), 1u);
      expectNear(results[0],
                 rotate(x, batch * heads, positions, 1, size, cos, sin, half));
    }
}

TEST(RotaryTest, AHeadThatIsAllRotary) {
  Floats x = someFloats(2 * 3 * 4), cos = someFloats(3 * 2, 2),
         sin = someFloats(3 * 2, 3);
  Program p({"tensor<2x3x4xf32>", "tensor<3x2xf32>", "tensor<3x2xf32>"});
  ASSERT_TRUE(p.finish({applyRope(p, p.arg(0), p.arg(1), p.arg(2))}));
  auto results = p.run({makeTensor(ElementType::F32, {2, 3, 4}, x),
                        makeTensor(ElementType::F32, {3, 2}, cos),
                        makeTensor(ElementType::F32, {3, 2}, sin)});
  ASSERT_EQ(results.size(), 1u);
  expectNear(results[0], rotate(x, 2, 3, 1, 4, cos, sin, 2));
}

TEST(RotaryTest, PackedProjectionsKeepTheirValues) {
  constexpr int queries = 4, keys = 2, half = 2,
                width = (queries + 2 * keys) * 7;
  AttentionConfig config{queries, keys, size};
  for (int batch : {1, 2}) {
    Floats qkv = someFloats(batch * positions * width);
    Floats cos = someFloats(positions * half, 2);
    Floats sin = someFloats(positions * half, 3);
    Program p({batch == 1 ? "tensor<?x56xf32>" : "tensor<?x?x56xf32>",
               "tensor<?x2xf32>", "tensor<?x2xf32>"});
    ASSERT_TRUE(p.finish(
        {applyRopeQkvPacked(p, config, p.arg(0), p.arg(1), p.arg(2))}));
    llvm::SmallVector<int64_t> dims = {positions, width};
    if (batch != 1)
      dims.insert(dims.begin(), batch);
    auto results =
        p.run({makeTensor(ElementType::F32, dims, qkv),
               makeTensor(ElementType::F32, {positions, half}, cos),
               makeTensor(ElementType::F32, {positions, half}, sin)});
    ASSERT_EQ(results.size(), 1u);
    // As if every head were turned, with the values put back.
    Floats wanted =
        rotate(qkv, batch, positions, width / size, size, cos, sin, half);
    for (int row = 0; row < batch * positions; ++row)
      std::copy_n(&qkv[row * width + (queries + keys) * size], keys * size,
                  &wanted[row * width + (queries + keys) * size]);
    expectNear(results[0], wanted);
  }
}

TEST(RotaryTest, QueryAndKeyTakeTheSameAngles) {
  Program p({"tensor<4x?x6xf32>", "tensor<2x?x6xf32>", "tensor<?x3xf32>",
             "tensor<?x3xf32>"});
  RotatedPair pair = applyRopeQK(p, p.arg(0), p.arg(1), p.arg(2), p.arg(3));
  ASSERT_TRUE(p.finish({pair.query, pair.key}));
  auto name = [](Tensor x) {
    return x.getValue().getDefiningOp<CompositeOp>().getName();
  };
  EXPECT_EQ(name(pair.query), "apply_rope");
  EXPECT_EQ(name(pair.key), "apply_rope");
  EXPECT_EQ(pair.query.getType(), p.arg(0).getType());
  EXPECT_EQ(pair.key.getType(), p.arg(1).getType());
}

//===----------------------------------------------------------------------===//
// Rejections
//===----------------------------------------------------------------------===//

Tensor rope(Program &p) { return applyRope(p, p.arg(0), p.arg(1), p.arg(2)); }
Tensor packedRope(Program &p) {
  return applyRopeQkvPacked(p, {4, 2, 3}, p.arg(0), p.arg(1), p.arg(2));
}

TEST(RotaryTest, RejectsWhatDoesNotFit) {
  expectRejected({"tensor<5x6xf32>", "tensor<5x3xf32>", "tensor<5x3xf32>"},
                 rope,
                 "functional 'apply_rope': expected x of rank 3 or 4, found "
                 "rank 2");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5xf32>", "tensor<5x3xf32>"},
                 rope,
                 "functional 'apply_rope': expected cos of rank 2, found rank "
                 "1");
  expectRejected({"tensor<2x5x6xsi32>", "tensor<5x3xf32>", "tensor<5x3xf32>"},
                 rope,
                 "functional 'apply_rope': expected x of a float element type, "
                 "found si32");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5x3xf16>", "tensor<5x3xf32>"},
                 rope,
                 "functional 'apply_rope': expected cos of the element type of "
                 "x (f32), found f16");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5x3xf32>", "tensor<5x2xf32>"},
                 rope,
                 "functional 'apply_rope': expected sin of the shape of cos "
                 "([5, 3]), found [5, 2]");
  expectRejected({"tensor<2x5x6xf32>", "tensor<4x3xf32>", "tensor<4x3xf32>"},
                 rope,
                 "functional 'apply_rope': expected the number of positions of "
                 "cos to be that of x (5), found 4");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5x4xf32>", "tensor<5x4xf32>"},
                 rope,
                 "functional 'apply_rope': expected a rotary dimension in (0, "
                 "6], the head size of x, found 8");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5x0xf32>", "tensor<5x0xf32>"},
                 rope,
                 "functional 'apply_rope': expected a rotary dimension in (0, "
                 "6], the head size of x, found 0");
  expectRejected({"tensor<2x5x6xf32>", "tensor<5x?xf32>", "tensor<5x?xf32>"},
                 rope,
                 "functional 'apply_rope': expected extent 1 of cos to be "
                 "static, found ?");
}

TEST(RotaryTest, RejectsPackedProjectionsThatDoNotFit) {
  expectRejected({"tensor<5x23xf32>", "tensor<5x1xf32>", "tensor<5x1xf32>"},
                 packedRope,
                 "functional 'apply_rope_qkv_packed': expected extent 1 of qkv "
                 "to be the packed projection width (24), found 23");
  expectRejected({"tensor<24xf32>", "tensor<5x1xf32>", "tensor<5x1xf32>"},
                 packedRope,
                 "functional 'apply_rope_qkv_packed': expected qkv of rank 2 "
                 "or 3, found rank 1");
  expectRejected({"tensor<4x24xf32>", "tensor<5x1xf32>", "tensor<5x1xf32>"},
                 packedRope,
                 "functional 'apply_rope_qkv_packed': expected the number of "
                 "positions of cos to be that of qkv (4), found 5");
  expectRejected({"tensor<5x24xf32>", "tensor<5x2xf32>", "tensor<5x2xf32>"},
                 packedRope,
                 "functional 'apply_rope_qkv_packed': expected a rotary "
                 "dimension in (0, 3], the head size of qkv, found 4");
}

} // namespace
