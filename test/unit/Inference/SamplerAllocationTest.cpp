//===- SamplerAllocationTest.cpp - Sampling allocates nothing -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Counts the calls of the global allocation function, which this program
// replaces.
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/Sampler.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <new>

static std::atomic<long> allocations{0};

// Not inlined: GCC would take the pairs of malloc and delete it then sees for
// mistakes.
#define NOINLINE __attribute__((noinline))

NOINLINE void *operator new(size_t size) {
  ++allocations;
  if (void *memory = std::malloc(size == 0 ? 1 : size))
    return memory;
  throw std::bad_alloc();
}
NOINLINE void operator delete(void *memory) noexcept { std::free(memory); }
NOINLINE void operator delete(void *memory, size_t) noexcept {
  std::free(memory);
}

using namespace ptir;

namespace {

TEST(SamplerAllocationTest, NoneInSteadyState) {
  std::vector<float> logits(1000);
  for (size_t i = 0; i < logits.size(); ++i)
    logits[i] = static_cast<float>(i * 7 % 64) / 16.0f;
  std::vector<int32_t> history = {1, 2, 3};

  SamplerOptions greedy;
  greedy.greedy = true;
  SamplerOptions all;
  all.topK = 40;
  all.topP = 0.9;
  all.repetitionPenalty = 1.2;
  SamplerOptions nucleus;
  nucleus.topP = 0.5;
  for (const SamplerOptions &options :
       {SamplerOptions(), greedy, all, nucleus}) {
    StatusOr<Sampler> sampler = Sampler::create(options);
    ASSERT_TRUE(sampler.ok()) << sampler.message();
    auto draw = [&] {
      return sampler
          ->sample(logits.data(), logits.size(), history.data(), history.size())
          .ok();
    };
    long before = allocations;
    ASSERT_TRUE(draw());
    if (options.greedy) // needs no buffers
      ASSERT_EQ(allocations, before);
    else
      ASSERT_GT(allocations, before) << "the counter does not count";
    before = allocations;
    for (int i = 0; i < 50; ++i)
      ASSERT_TRUE(draw());
    EXPECT_EQ(allocations, before);
  }
}

} // namespace
