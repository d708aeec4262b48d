//===- RandomTest.cpp - rng_uniform and rng_normal ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Golden values come from a Philox of their own (Salmon et al., Parallel random
// numbers: as easy as 1, 2, 3, 2011), which is checked against the vectors that
// its authors publish.
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "Types.h"

#include <array>
#include <cmath>

using namespace ptir;
using namespace ptir::conformance;

namespace {

using Block = std::array<uint32_t, 4>;

Block philox(uint64_t seed, Block counter) {
  uint32_t low = uint32_t(seed), high = uint32_t(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    uint64_t first = uint64_t(0xD2511F53u) * counter[0];
    uint64_t second = uint64_t(0xCD9E8D57u) * counter[2];
    counter = {uint32_t(second >> 32) ^ counter[1] ^ low, uint32_t(second),
               uint32_t(first >> 32) ^ counter[3] ^ high, uint32_t(first)};
    low += 0x9E3779B9u;
    high += 0xBB67AE85u;
  }
  return counter;
}

uint32_t wordOf(uint64_t seed, uint64_t index) {
  uint64_t group = index / 4;
  return philox(seed,
                {uint32_t(group), uint32_t(group >> 32), 0, 0})[index % 4];
}

double uniform(ElementType type, uint64_t seed, uint64_t index) {
  if (type != ElementType::F64)
    return double(wordOf(seed, index) >> 8) * 0x1p-24;
  uint64_t word = uint64_t(wordOf(seed, 2 * index)) << 32;
  return double((word | wordOf(seed, 2 * index + 1)) >> 11) * 0x1p-53;
}

double normal(ElementType type, uint64_t seed, uint64_t index) {
  uint64_t first = index & ~uint64_t(1);
  double radius = std::sqrt(-2 * std::log(1 - uniform(type, seed, first)));
  double angle = 2 * std::acos(-1.0) * uniform(type, seed, first + 1);
  return radius * (index % 2 ? std::sin(angle) : std::cos(angle));
}

Tensor golden(const std::string &op, ElementType type, const Dims &dims,
              uint64_t seed) {
  Tensor result = zeros(type, dims);
  for (int64_t i = 0; i < result.size(); ++i)
    setNumber(result, i,
              op == "rng_uniform" ? uniform(type, seed, uint64_t(i))
                                  : normal(type, seed, uint64_t(i)));
  return result;
}

TEST(Philox, givesThePublishedVectors) {
  EXPECT_EQ(philox(0, {0, 0, 0, 0}),
            (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox(~uint64_t(0), {ones, ones, ones, ones}),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

class Random : public testing::TestWithParam<std::string> {};

TEST_P(Random, agrees) {
  const std::string &op = GetParam();
  const std::vector<uint64_t> seeds = {0, 1, 0x123456789ABCDEF0u, ~uint64_t(0)};
  std::vector<Case> cases;
  for (ElementType type : floats)
    for (const Dims &dims :
         {Dims{7, 13}, Dims{64}, Dims{5}, Dims{}, Dims{0, 3}, Dims{2, 3, 5}}) {
      Case testCase{op, {{ElementType::UI64, {}}}, {{type, dims}}};
      if (op == "rng_normal")
        testCase.accuracy = Accuracy::Normalised;
      for (uint64_t seed : seeds)
        testCase.calls.push_back({{bits(ElementType::UI64, {}, {seed})},
                                  {golden(op, type, dims, seed)}});
      cases.push_back(testCase);
      testCase.results[0] = withDynamic(testCase.results[0]);
      for (int64_t value : dims) {
        testCase.args.push_back({ElementType::SI64, {}});
        for (Call &call : testCase.calls)
          call.args.push_back(extent(value));
      }
      if (!dims.empty())
        cases.push_back(testCase);
    }
  check(cases);
}

INSTANTIATE_TEST_SUITE_P(Op, Random,
                         testing::Values<std::string>("rng_uniform",
                                                      "rng_normal"),
                         [](const auto &info) { return info.param; });

} // namespace
