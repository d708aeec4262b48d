//===- AttentionRejections.cpp - What attention refuses -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Attention.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

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

INSTANTIATE_TEST_SUITE_P(Attention, RejectionTest,
                         testing::ValuesIn(attentions), nameOf);

} // namespace
