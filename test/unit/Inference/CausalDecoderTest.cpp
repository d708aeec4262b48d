//===- CausalDecoderTest.cpp - From tokens to the next logits -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ScriptedInstance.h"

#include "ptir/Inference/CausalDecoder.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::test;

namespace {

using Strings = std::vector<std::string>;
using Floats = std::vector<float>;

TEST(CausalDecoderTest, feedsOneTokenAtATimeWithTheCache) {
  ScriptedInstance instance({0, 0, 0, 7, 8, 9}, 10);
  auto decoder = CausalDecoder::create(instance, 5, /*useCache=*/true);
  ASSERT_TRUE(decoder.ok()) << decoder.message();

  auto row = decoder->prefill({4, 5, 6});
  ASSERT_TRUE(row.ok()) << row.message();
  EXPECT_EQ(row->size, 10u);
  EXPECT_EQ(row->data[7], 1.0f);
  EXPECT_EQ(decoder->length(), 3);

  row = decoder->append(7);
  ASSERT_TRUE(row.ok()) << row.message();
  EXPECT_EQ(row->data[8], 1.0f);
  row = decoder->append(8);
  ASSERT_TRUE(row.ok()) << row.message();
  EXPECT_EQ(row->data[9], 1.0f);

  EXPECT_EQ(instance.calls, (Strings{"prefill 3", "decode 1", "decode 1"}));
  for (const Floats &cache : instance.cached)
    EXPECT_EQ(cache, (Floats{4, 5, 6, 7, 8}));
}

TEST(CausalDecoderTest, feedsAllTokensAgainWithoutTheCache) {
  ScriptedInstance instance({0, 0, 7, 8, 9}, 10);
  auto decoder = CausalDecoder::create(instance, 4, /*useCache=*/false);
  ASSERT_TRUE(decoder.ok()) << decoder.message();
  ASSERT_TRUE(decoder->prefill({4, 5}).ok());
  ASSERT_TRUE(decoder->append(7).ok());
  auto row = decoder->append(8);
  ASSERT_TRUE(row.ok()) << row.message();
  EXPECT_EQ(row->data[9], 1.0f);
  EXPECT_EQ(instance.calls, (Strings{"prefill 2", "prefill 3", "prefill 4"}));
  EXPECT_EQ(instance.cached.front(), (Floats{4, 5, 7, 8}));
}

TEST(CausalDecoderTest, startsAgainWithPrefill) {
  ScriptedInstance instance({0, 1, 2, 3}, 10);
  auto decoder = CausalDecoder::create(instance, 3, /*useCache=*/true);
  ASSERT_TRUE(decoder.ok()) << decoder.message();
  ASSERT_TRUE(decoder->prefill({4, 5, 6}).ok());
  auto row = decoder->prefill({9});
  ASSERT_TRUE(row.ok()) << row.message();
  EXPECT_EQ(decoder->length(), 1);
  EXPECT_EQ(row->data[1], 1.0f);
}

TEST(CausalDecoderTest, movesWithItsArguments) {
  ScriptedInstance instance({0, 0, 3}, 10);
  auto decoder = CausalDecoder::create(instance, 2, /*useCache=*/true);
  ASSERT_TRUE(decoder.ok()) << decoder.message();
  CausalDecoder moved = std::move(*decoder);
  ASSERT_TRUE(moved.prefill({4}).ok());
  ASSERT_TRUE(moved.append(5).ok());
  EXPECT_EQ(instance.cached.front(), (Floats{4, 5}));
}

TEST(CausalDecoderTest, refusesWhatDoesNotFit) {
  ScriptedInstance instance({0, 0, 0, 0}, 10);
  auto decoder = CausalDecoder::create(instance, 2, /*useCache=*/true);
  ASSERT_TRUE(decoder.ok()) << decoder.message();
  EXPECT_EQ(decoder->prefill({}).message(),
            "expected at least one token, found none");
  EXPECT_EQ(decoder->prefill({1, 2, 3}).message(),
            "expected at most 2 tokens, found 3");
  ASSERT_TRUE(decoder->prefill({1, 2}).ok());
  EXPECT_EQ(decoder->append(3).message(),
            "expected room for another token, found all 2 positions taken");
  EXPECT_EQ(instance.calls, Strings{"prefill 2"});
}

TEST(CausalDecoderTest, refusesModelsOfAnotherKind) {
  ScriptedInstance instance({0}, 10);
  auto refusal = [&] {
    return CausalDecoder::create(instance, 2, /*useCache=*/true).message();
  };
  auto original = instance.signatures;

  instance.signatures.pop_back();
  EXPECT_EQ(refusal(), "expected a model with the entry 'decode', found none "
                       "of that name");
  instance.signatures = original;
  instance.signatures[1].args.pop_back();
  EXPECT_EQ(refusal(),
            "entry 'decode': expected tokens, a position and the caches of "
            "'prefill', found another signature");
  instance.signatures = original;
  instance.signatures[0].results[0].elementType = ElementType::F64;
  EXPECT_EQ(refusal(), "entry 'prefill': expected logits of type f32 [batch, "
                       "vocabulary], found another signature");
  instance.signatures = original;
  instance.signatures[0].args[1].dims = {-1, 1, 1, 1};
  EXPECT_EQ(refusal(), "cache: expected room for 2 positions, found 1");
}

} // namespace
