//===- ScaledDotProductTest.cpp - Attention over separate heads -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Attention.h"

#include <cmath>
#include <functional>

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

using Floats = std::vector<float>;
using Config = ScaledDotProductConfig;

constexpr int batch = 2, queryHeads = 6, keyHeads = 3, size = 4, valueSize = 5;
constexpr int queries = 5, keys = 7;

/// Whether a query sees a key, and what is added to its score.
using Visible = std::function<bool(int b, int h, int t, int l)>;
using Bias = std::function<double(int b, int h, int t, int l)>;

/// The formula, with plain loops.
Floats attend(const Floats &q, const Floats &k, const Floats &v, double scale,
              const Visible &visible, const Bias &bias) {
  Floats output;
  for (int b = 0; b < batch; ++b)
    for (int h = 0; h < queryHeads; ++h)
      for (int t = 0; t < queries; ++t) {
        const float *query = &q[((b * queryHeads + h) * queries + t) * size];
        int head = b * keyHeads + h / (queryHeads / keyHeads);
        std::vector<double> weights;
        double sum = 0;
        for (int l = 0; l < keys; ++l) {
          const float *key = &k[(head * keys + l) * size];
          double score = 0;
          for (int d = 0; d < size; ++d)
            score += double(query[d]) * key[d];
          double weight = visible(b, h, t, l)
                              ? std::exp(score * scale + bias(b, h, t, l))
                              : 0;
          weights.push_back(weight);
          sum += weight;
        }
        for (int d = 0; d < valueSize; ++d) {
          double value = 0;
          for (int l = 0; l < keys; ++l)
            value += weights[l] / sum * v[(head * keys + l) * valueSize + d];
          output.push_back(static_cast<float>(value));
        }
      }
  return output;
}

bool everywhere(int, int, int, int) { return true; }
double nothing(int, int, int, int) { return 0; }

/// Runs the functional on reproducible heads, with run-time extents or not, and
/// compares with the formula.
void expectFormula(const Config &config, const Visible &visible,
                   const Bias &bias = nothing,
                   std::optional<reference::Tensor> mask = std::nullopt,
                   const char *maskType = nullptr) {
  Floats q = someFloats(batch * queryHeads * queries * size),
         k = someFloats(batch * keyHeads * keys * size, 2),
         v = someFloats(batch * keyHeads * keys * valueSize, 3);
  double scale = config.scale.value_or(1 / std::sqrt(double(size)));
  Floats wanted = attend(q, k, v, scale, visible, bias);
  for (bool dynamic : {false, true}) {
    SCOPED_TRACE(dynamic ? "dynamic" : "static");
    std::vector<const char *> types = {
        "tensor<2x6x5x4xf32>", "tensor<2x3x7x4xf32>", "tensor<2x3x7x5xf32>"};
    if (dynamic)
      types = {"tensor<?x6x?x4xf32>", "tensor<?x3x?x4xf32>",
               "tensor<?x3x?x5xf32>"};
    if (mask)
      types.push_back(maskType);
    Program p(types);
    ASSERT_TRUE(p.finish({scaledDotProductAttention(
        p, config, p.arg(0), p.arg(1), p.arg(2), mask ? p.arg(3) : Tensor())}))
        << (p.messages.empty() ? "" : p.messages[0]);
    std::vector<reference::Tensor> args = {
        makeTensor(ElementType::F32, {batch, queryHeads, queries, size}, q),
        makeTensor(ElementType::F32, {batch, keyHeads, keys, size}, k),
        makeTensor(ElementType::F32, {batch, keyHeads, keys, valueSize}, v)};
    if (mask)
      args.push_back(*mask);
    auto results = p.run(args);
    ASSERT_EQ(results.size(), 1u);
    Floats found = floatsOf(results[0]);
    ASSERT_EQ(found.size(), wanted.size());
    for (size_t i = 0; i < found.size(); ++i) {
      if (std::isnan(wanted[i]))
        ASSERT_TRUE(std::isnan(found[i])) << "element " << i;
      else
        ASSERT_NEAR(found[i], wanted[i], 2e-5) << "element " << i;
    }
  }
}

TEST(ScaledDotProductTest, SeesEverythingByDefault) {
  expectFormula({}, everywhere);
}

TEST(ScaledDotProductTest, Scale) {
  Config config;
  config.scale = 0.3;
  expectFormula(config, everywhere);
}

TEST(ScaledDotProductTest, CausalFromTheFirstPosition) {
  Config config;
  config.causal = true;
  expectFormula(config, [](int, int, int t, int l) { return l <= t; });
}

TEST(ScaledDotProductTest, CausalAtTheEnd) {
  Config config;
  config.causal = config.queriesAtEnd = true;
  expectFormula(config,
                [](int, int, int t, int l) { return l <= t + keys - queries; });
}

TEST(ScaledDotProductTest, WindowOnBothSides) {
  Config config;
  config.window = 2;
  expectFormula(config,
                [](int, int, int t, int l) { return std::abs(t - l) < 2; });
  config.window = 1;
  expectFormula(config, [](int, int, int t, int l) { return t == l; });
}

TEST(ScaledDotProductTest, CausalWindow) {
  Config config;
  config.causal = true;
  config.window = 3;
  expectFormula(config,
                [](int, int, int t, int l) { return l <= t && t - l < 3; });
  config.queriesAtEnd = true;
  expectFormula(config, [](int, int, int t, int l) {
    int position = t + keys - queries;
    return l <= position && position - l < 3;
  });
}

/// 1 where `visible`, over dimensions [outer, heads, queries, keys].
std::vector<uint8_t> bits(int outer, int heads, const Visible &visible) {
  std::vector<uint8_t> values;
  for (int b = 0; b < outer; ++b)
    for (int h = 0; h < heads; ++h)
      for (int t = 0; t < queries; ++t)
        for (int l = 0; l < keys; ++l)
          values.push_back(visible(b, h, t, l));
  return values;
}

TEST(ScaledDotProductTest, BooleanMasksOfEveryRank) {
  auto some = [](int b, int h, int t, int l) {
    return l == 0 || (3 * b + 5 * h + 2 * t + l) % 3 != 0;
  };
  expectFormula({}, some, nothing,
                makeTensor(ElementType::I1, {batch, queryHeads, queries, keys},
                           bits(batch, queryHeads, some)),
                "tensor<?x6x?x?xi1>");
  expectFormula(
      {}, [&](int, int h, int t, int l) { return some(0, h, t, l); }, nothing,
      makeTensor(ElementType::I1, {queryHeads, queries, keys},
                 bits(1, queryHeads, some)),
      "tensor<6x5x7xi1>");
  expectFormula(
      {}, [&](int b, int, int t, int l) { return some(b, 0, t, l); }, nothing,
      makeTensor(ElementType::I1, {batch, 1, queries, keys},
                 bits(batch, 1, some)),
      "tensor<?x1x?x?xi1>");
  expectFormula(
      {}, [&](int, int, int t, int l) { return some(0, 0, t, l); }, nothing,
      makeTensor(ElementType::I1, {queries, keys}, bits(1, 1, some)),
      "tensor<?x?xi1>");
}

TEST(ScaledDotProductTest, PaddingMaskTogetherWithCausality) {
  Config config;
  config.causal = true;
  std::vector<uint8_t> padding; // [batch, 1, 1, keys]
  auto real = [](int b, int l) { return l == 0 || l < keys - 4 * b; };
  for (int b = 0; b < batch; ++b)
    for (int l = 0; l < keys; ++l)
      padding.push_back(real(b, l));
  expectFormula(
      config, [&](int b, int, int t, int l) { return l <= t && real(b, l); },
      nothing, makeTensor(ElementType::I1, {batch, 1, 1, keys}, padding),
      "tensor<?x1x1x?xi1>");
}

TEST(ScaledDotProductTest, AdditiveMasks) {
  Floats each = someFloats(queryHeads * queries * keys, 9);
  auto bias = [&](int, int h, int t, int l) -> double {
    return each[(h * queries + t) * keys + l];
  };
  expectFormula({}, everywhere, bias,
                makeTensor(ElementType::F32, {queryHeads, queries, keys}, each),
                "tensor<6x?x?xf32>");
  Config config;
  config.causal = true;
  expectFormula(
      config, [](int, int, int t, int l) { return l <= t; },
      [&](int, int, int t, int l) { return bias(0, 0, t, l); },
      makeTensor(ElementType::F32, {queries, keys},
                 Floats(each.begin(), each.begin() + queries * keys)),
      "tensor<?x?xf32>");
}

TEST(ScaledDotProductTest, AQueryThatSeesNothingGivesNaN) {
  auto visible = [](int b, int, int t, int) { return b == 0 || t != 2; };
  expectFormula({}, visible, nothing,
                makeTensor(ElementType::I1, {batch, 1, queries, keys},
                           bits(batch, 1, visible)),
                "tensor<2x1x5x7xi1>");
  auto bias = [](int, int, int t, int) -> double {
    return t == 1 ? -INFINITY : 0;
  };
  Floats rows;
  for (int t = 0; t < queries; ++t)
    rows.push_back(static_cast<float>(bias(0, 0, t, 0)));
  expectFormula({}, everywhere, bias,
                makeTensor(ElementType::F32, {queries, 1}, rows),
                "tensor<5x1xf32>");
}

TEST(ScaledDotProductTest, OtherFloatsAndOneComposite) {
  for (const char *element : {"f16", "bf16", "f64"}) {
    std::string type = "tensor<?x4x?x8x" + std::string(element) + ">";
    Program p({type.c_str(), type.c_str(), type.c_str()});
    Config config;
    config.causal = true;
    Tensor y =
        scaledDotProductAttention(p, config, p.arg(0), p.arg(1), p.arg(2));
    ASSERT_TRUE(p.finish(y));
    EXPECT_EQ(y.getType(), p.arg(0).getType());
    auto op = p.firstOp<CompositeOp>();
    EXPECT_EQ(op.getName(), "scaled_dot_product_attention");
    EXPECT_TRUE(op.getConfig().getAs<mlir::BoolAttr>("causal").getValue());
  }
}

//===----------------------------------------------------------------------===//
// Rejections
//===----------------------------------------------------------------------===//

Tensor plain(Program &p) {
  return scaledDotProductAttention(p, {}, p.arg(0), p.arg(1), p.arg(2));
}
Tensor masked(Program &p) {
  return scaledDotProductAttention(p, {}, p.arg(0), p.arg(1), p.arg(2),
                                   p.arg(3));
}
#define REJECTS(message) "functional 'scaled_dot_product_attention': " message

TEST(ScaledDotProductTest, RejectsHeadsThatDoNotFit) {
  expectRejected(
      {"tensor<4x5x8xf32>", "tensor<1x4x5x8xf32>", "tensor<1x4x5x8xf32>"},
      plain, REJECTS("expected query of rank 4, found rank 3"));
  expectRejected(
      {"tensor<1x4x5x8xf32>", "tensor<1x4x5x8xf16>", "tensor<1x4x5x8xf32>"},
      plain,
      REJECTS("expected key of the element type of query (f32), "
              "found f16"));
  expectRejected(
      {"tensor<1x?x5x8xf32>", "tensor<1x4x5x8xf32>", "tensor<1x4x5x8xf32>"},
      plain, REJECTS("expected extent 1 of query to be static, found ?"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<3x4x5x8xf32>", "tensor<3x4x5x8xf32>"},
      plain,
      REJECTS("expected the batch extent of key to be that of query "
              "(2), found 3"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<2x2x5x8xf32>", "tensor<2x4x5x8xf32>"},
      plain,
      REJECTS("expected the number of heads of value to be that of "
              "key (2), found 4"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<2x4x6x8xf32>", "tensor<2x4x7x8xf32>"},
      plain,
      REJECTS("expected the number of positions of value to be that "
              "of key (6), found 7"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<2x4x6x7xf32>", "tensor<2x4x6x8xf32>"},
      plain,
      REJECTS("expected the head size of key to be that of query "
              "(8), found 7"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<2x3x6x8xf32>", "tensor<2x3x6x8xf32>"},
      plain,
      REJECTS("expected the number of heads of query (4) to be a "
              "multiple of that of key (3)"));
  expectRejected(
      {"tensor<2x4x5x8xf32>", "tensor<2x0x6x8xf32>", "tensor<2x0x6x8xf32>"},
      plain, REJECTS("expected key of at least 1 head, found 0"));
  expectRejected(
      {"tensor<2x4x5x0xf32>", "tensor<2x4x6x0xf32>", "tensor<2x4x6x8xf32>"},
      plain,
      REJECTS("expected a head size of at least 1 of query, found "
              "0"));
}

TEST(ScaledDotProductTest, RejectsMasksThatDoNotFit) {
  auto reject = [](const char *mask, const char *message) {
    expectRejected({"tensor<2x4x5x8xf32>", "tensor<2x2x6x8xf32>",
                    "tensor<2x2x6x8xf32>", mask},
                   masked, message);
  };
  reject("tensor<5x6xf16>",
         REJECTS("expected mask of element type i1 or that of query (f32), "
                 "found f16"));
  reject("tensor<6xi1>", REJECTS("expected mask of rank 2 to 4, found rank 1"));
  reject("tensor<6x5xi1>",
         REJECTS("expected mask of a shape that repeats to [2, 4, 5, 6], found "
                 "[6, 5]"));
  // The heads of a mask are those of the queries.
  reject("tensor<2x5x6xi1>",
         REJECTS("expected mask of a shape that repeats to [2, 4, 5, 6], found "
                 "[2, 5, 6]"));
  reject("tensor<?x5x6xi1>",
         REJECTS("expected extent 0 of mask to be static, found ?"));
}

TEST(ScaledDotProductTest, RejectsConfigs) {
  auto reject = [](Config config, const char *message) {
    expectRejected(
        {"tensor<2x4x5x8xf32>"},
        [&](Program &p) {
          return scaledDotProductAttention(p, config, p.arg(0), p.arg(0),
                                           p.arg(0));
        },
        message);
  };
  Config config;
  config.window = 0;
  reject(config, REJECTS("expected a window in [1, 2147483647], found 0"));
  config.window = int64_t(1) << 31;
  reject(config,
         REJECTS("expected a window in [1, 2147483647], found 2147483648"));
  config.window = std::nullopt;
  config.scale = NAN;
  reject(config, REJECTS("expected a finite scale, found nan"));
}

//===----------------------------------------------------------------------===//
// AttentionConfig
//===----------------------------------------------------------------------===//

TEST(AttentionConfigTest, Constructors) {
  auto equal = AttentionConfig::withEqualHeads(12, 3);
  ASSERT_TRUE(equal.ok());
  EXPECT_EQ(equal->keyValueHeads, 3);
  EXPECT_EQ(equal->headDim, 4);
  EXPECT_EQ(equal->packedWidth(), 36);
  auto grouped = AttentionConfig::withKeyValueHeads(24, 6, 2);
  ASSERT_TRUE(grouped.ok());
  EXPECT_EQ(grouped->groupSize(), 3);
  EXPECT_EQ(grouped->keyValueWidth(), 8);
  auto wide = AttentionConfig::withKeyValueDim(4, 2, 16, 16);
  ASSERT_TRUE(wide.ok());
  EXPECT_EQ(wide->queryWidth(), 64);
  EXPECT_EQ(wide->effectiveScale(), 0.25);
}

TEST(AttentionConfigTest, ConstructorsCheck) {
  EXPECT_EQ(AttentionConfig::withEqualHeads(13, 3).message(),
            "expected embed_dim (13) to be a multiple of query_heads (3)");
  EXPECT_EQ(AttentionConfig::withEqualHeads(0, 3).message(),
            "expected embed_dim of at least 1, found 0");
  EXPECT_EQ(AttentionConfig::withEqualHeads(12, 0).message(),
            "expected query_heads in [1, 1048576], found 0");
  EXPECT_EQ(AttentionConfig::withKeyValueHeads(24, 6, 4).message(),
            "expected query_heads (6) to be a multiple of key_value_heads (4)");
  EXPECT_EQ(AttentionConfig::withProjectionDims(6, 0, 4).message(),
            "expected key_value_heads in [1, 1048576], found 0");
  EXPECT_EQ(AttentionConfig::withProjectionDims(6, 3, 0).message(),
            "expected head_dim in [1, 1048576], found 0");
  EXPECT_EQ(AttentionConfig::withKeyValueDim(6, 3, 8, 4).message(),
            "expected kv_head_dim (4) to equal head_dim (8)");
}

} // namespace
