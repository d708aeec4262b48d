//===- RejectionTest.cpp - What functionals refuse, in which words --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Program.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Attention.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"
#include "ptir/Functional/Embedding.h"
#include "ptir/Functional/Normalization.h"
#include "ptir/Functional/Shape.h"

using namespace ptir;
using namespace ptir::functional;
using ptir::test::Program;

namespace {

struct Rejection {
  const char *name;
  std::vector<const char *> types;
  Tensor (*call)(Program &);
  const char *message;
};

void PrintTo(const Rejection &rejection, std::ostream *stream) {
  *stream << rejection.name;
}

class RejectionTest : public testing::TestWithParam<Rejection> {};

TEST_P(RejectionTest, IsReportedOnceAndEmitsNothing) {
  const Rejection &rejection = GetParam();
  Program program(rejection.types);
  EXPECT_FALSE(rejection.call(program));
  EXPECT_TRUE(failed(program.emitter->status()));
  EXPECT_EQ(program.messages, std::vector<std::string>{rejection.message});
  EXPECT_TRUE(program.function.getBody().front().empty());
}

#define CALL(expression) [](Program &p) -> Tensor { return expression; }

std::string nameOf(const testing::TestParamInfo<Rejection> &info) {
  return info.param.name;
}

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
};

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
};

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

const Rejection normalizations[] = {
    {"NotF32",
     {"tensor<2x3xf16>", "tensor<3xf16>", "tensor<3xf16>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected x of element type f32, found f16"},
    {"GammaElement",
     {"tensor<2x3xf32>", "tensor<3xf16>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected gamma of the element type of x (f32), "
     "found f16"},
    {"Rank",
     {"tensor<f32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected x of rank at least 1, found rank 0"},
    {"BetaRank",
     {"tensor<2x3xf32>", "tensor<3xf32>", "tensor<1x3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected beta of rank 1, found rank 2"},
    {"GammaExtent",
     {"tensor<2x3xf32>", "tensor<2xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected extent 0 of gamma to be the last "
     "extent of x (3), found 2"},
    {"DynamicWidth",
     {"tensor<2x?xf32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNorm(p, p.arg(0), p.arg(1), p.arg(2), 1e-5)),
     "functional 'layer_norm': expected extent 1 of x to be static, found ?"},
    {"Epsilon",
     {"tensor<2x3xf32>", "tensor<3xf32>", "tensor<3xf32>"},
     CALL(layerNormMoments(p, p.arg(0), p.arg(1), p.arg(2), 0).output),
     "functional 'layer_norm_moments': expected a positive, finite epsilon, "
     "found 0.000000"},
};

const Rejection shapes[] = {
    {"LookupWeightRank",
     {"tensor<8xf32>", "tensor<2xsi32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected weight of rank 2, found rank 1"},
    {"LookupIndexRank",
     {"tensor<8x4xf32>", "tensor<si32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected indices of rank 1 or 2, found "
     "rank 0"},
    {"LookupIndexElement",
     {"tensor<8x4xf32>", "tensor<2xui32>"},
     CALL(embeddingLookup(p, p.arg(0), p.arg(1))),
     "functional 'embedding_lookup': expected indices of element type si32 or "
     "si64, found ui32"},
    {"ReshapeEmpty",
     {"tensor<1xf32>"},
     CALL(reshape(p, p.arg(0), {})),
     "functional 'reshape': expected a shape of rank at least 1, found rank 0"},
    {"ReshapeCount",
     {"tensor<2x3xf32>"},
     CALL(reshape(p, p.arg(0), {4, 2})),
     "functional 'reshape': expected as many elements as the operand (6), "
     "found [4, 2] with 8"},
    {"ReshapeNegative",
     {"tensor<2x3xf32>"},
     CALL(reshape(p, p.arg(0), {-6})),
     "functional 'reshape': expected extents of at least 0, found -6"},
    {"TransposeLength",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {0})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [0]"},
    {"TransposeRange",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {0, 2})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [0, 2]"},
    {"TransposeDuplicate",
     {"tensor<2x3xf32>"},
     CALL(transpose(p, p.arg(0), {1, 1})),
     "functional 'transpose': expected perm to be a permutation of the 2 "
     "dimensions, found [1, 1]"},
    {"BroadcastExtent",
     {"tensor<2xf32>"},
     CALL(broadcastTo(p, p.arg(0), {4, 3})),
     "functional 'broadcast_to': expected extent 1 or 3 at dimension 0 of the "
     "operand, found 2"},
    {"ConcatElement",
     {"tensor<2xf32>", "tensor<2xf16>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'concat_along_axis': expected rhs of the element type of lhs "
     "(f32), found f16"},
    {"ConcatAxis",
     {"tensor<2xf32>", "tensor<2xf32>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 1)),
     "functional 'concat_along_axis': expected axis in [-1, 1) for lhs, found "
     "1"},
    {"ConcatExtent",
     {"tensor<2x3xf32>", "tensor<2x4xf32>"},
     CALL(concatAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'concat_along_axis': expected extent 3 at dimension 1 of "
     "operand 1, found 4"},
    {"SliceAxis",
     {"tensor<2x3xf32>"},
     CALL(sliceAlongAxis(p, p.arg(0), -3, 0, 1)),
     "functional 'slice_along_axis': expected axis in [-2, 2) for x, found "
     "-3"},
    {"SliceBound",
     {"tensor<2x3xf32>"},
     CALL(sliceAlongAxis(p, p.arg(0), 1, 2, 2)),
     "functional 'slice_along_axis': expected a slice inside of extent 3, "
     "found start 2 and length 2"},
    {"IndexScalar",
     {"tensor<2x3xf32>", "tensor<1xsi32>"},
     CALL(dynamicIndexAlongAxis(p, p.arg(0), p.arg(1), 0)),
     "functional 'dynamic_index_along_axis': expected index of rank 0, found "
     "rank 1"},
    {"UpdateElement",
     {"tensor<4xf32>", "tensor<2xf16>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected update of the element "
     "type of base (f32), found f16"},
    {"UpdateRank",
     {"tensor<4xf32>", "tensor<2x1xf32>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected update of rank 1, found "
     "rank 2"},
    {"UpdateSize",
     {"tensor<4xf32>", "tensor<5xf32>", "tensor<1xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected extent of update at "
     "dimension 0 to be at most 4, found 5"},
    {"StartsElement",
     {"tensor<4xf32>", "tensor<2xf32>", "tensor<1xsi64>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected starts of element type "
     "si32, found si64"},
    {"StartsShape",
     {"tensor<4xf32>", "tensor<2xf32>", "tensor<2xsi32>"},
     CALL(dynamicUpdateSliceInto(p, p.arg(0), p.arg(1), p.arg(2))),
     "functional 'dynamic_update_slice_into': expected extent 0 of starts to "
     "be the rank of base (1), found 2"},
};

/// Two query heads on one key/value head of size 3: packed width 12.
AttentionConfig grouped(int64_t queryHeads = 2) {
  AttentionConfig config;
  config.queryHeads = queryHeads;
  config.keyValueHeads = 1;
  config.headDim = 3;
  return config;
}

Tensor attend(Program &p, AttentionConfig config) {
  if (p.function.getNumArguments() == 1)
    return attention(p, config, p.arg(0)).output;
  KeyValues past = {p.arg(1), p.arg(2)};
  return attention(p, config, p.arg(0), &past).output;
}

Tensor decode(Program &p) {
  return attentionDecodeCache(p, grouped(), p.arg(0), {p.arg(1), p.arg(2)},
                              p.arg(3))
      .output;
}

const char *const cacheType = "tensor<?x1x?x3xf32>";

const Rejection attentions[] = {
    {"Heads",
     {"tensor<?x12xf32>"},
     CALL(attend(p, grouped(0))),
     "functional 'attention': expected query_heads in [1, 1048576], found 0"},
    {"Groups",
     {"tensor<?x12xf32>"},
     CALL(attend(p, {/*queryHeads=*/3, /*keyValueHeads=*/2, /*headDim=*/3})),
     "functional 'attention': expected query_heads (3) to be a multiple of "
     "key_value_heads (2)"},
    {"Scale",
     {"tensor<?x12xf32>"},
     CALL(attend(p, {2, 1, 3, std::numeric_limits<double>::infinity()})),
     "functional 'attention': expected a finite scale, found inf"},
    {"Rank",
     {"tensor<12xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected qkv of rank 2 or 3, found rank 1"},
    {"Width",
     {"tensor<?x11xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected extent 1 of qkv to be the packed "
     "projection width (12), found 11"},
    {"PastRank",
     {"tensor<?x12xf32>", cacheType, cacheType},
     CALL(attend(p, grouped())),
     "functional 'attention': expected past keys of rank 3, found rank 4"},
    {"PastHeads",
     {"tensor<?x12xf32>", "tensor<2x?x3xf32>", "tensor<2x?x3xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected extent 0 of past keys to be the number "
     "of key_value_heads (1), found 2"},
    {"PastWidth",
     {"tensor<?x12xf32>", "tensor<1x?x4xf32>", "tensor<1x?x4xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected extent 2 of past keys to be head_dim "
     "(3), found 4"},
    {"PastValues",
     {"tensor<?x12xf32>", "tensor<1x?x3xf32>", "tensor<1x5x3xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected past values of the shape of past keys "
     "([1, ?, 3]), found [1, 5, 3]"},
    {"PastBatch",
     {"tensor<?x?x12xf32>", "tensor<2x1x?x3xf32>", "tensor<2x1x?x3xf32>"},
     CALL(attend(p, grouped())),
     "functional 'attention': expected the batch extent of past keys to be "
     "that of qkv ([?]), found [2]"},
    {"DecodeLength",
     {"tensor<?x2x12xf32>", cacheType, cacheType, "tensor<si32>"},
     decode,
     "functional 'attention_decode_cache': expected extent 1 of qkv to be one "
     "position (1), found 2"},
    {"DecodePositionRank",
     {"tensor<?x1x12xf32>", cacheType, cacheType, "tensor<1xsi32>"},
     decode,
     "functional 'attention_decode_cache': expected position of rank 0, found "
     "rank 1"},
    {"DecodePositionElement",
     {"tensor<?x1x12xf32>", cacheType, cacheType, "tensor<si64>"},
     decode,
     "functional 'attention_decode_cache': expected position of element type "
     "si32, found si64"},
    {"DecodeCapacity",
     {"tensor<?x1x12xf32>", "tensor<?x1x0x3xf32>", "tensor<?x1x0x3xf32>",
      "tensor<si32>"},
     decode,
     "functional 'attention_decode_cache': expected a cache of capacity at "
     "least 1, found 0"},
};

INSTANTIATE_TEST_SUITE_P(Elementwise, RejectionTest,
                         testing::ValuesIn(elementwise), nameOf);
INSTANTIATE_TEST_SUITE_P(Activation, RejectionTest,
                         testing::ValuesIn(activations), nameOf);
INSTANTIATE_TEST_SUITE_P(Contraction, RejectionTest,
                         testing::ValuesIn(contractions), nameOf);
INSTANTIATE_TEST_SUITE_P(Normalization, RejectionTest,
                         testing::ValuesIn(normalizations), nameOf);
INSTANTIATE_TEST_SUITE_P(Shape, RejectionTest, testing::ValuesIn(shapes),
                         nameOf);
INSTANTIATE_TEST_SUITE_P(Attention, RejectionTest,
                         testing::ValuesIn(attentions), nameOf);

TEST(RejectionTest, AFailureIsReportedOnceAlongAChain) {
  Program p({"tensor<2x3xf32>", "tensor<4x5xf32>"});
  Tensor product = matmul(p, p.arg(0), p.arg(1));
  Tensor result = softmaxLastDim(p, gelu(p, add(p, product, product)));
  EXPECT_FALSE(result);
  EXPECT_EQ(p.messages.size(), 1u);
}

} // namespace
