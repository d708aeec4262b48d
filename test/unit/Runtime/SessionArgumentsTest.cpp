//===- SessionArgumentsTest.cpp - Arguments that do not fit -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "HandWrittenModule.h"
#include "ptir/Runtime/Session.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

class SessionArguments : public testing::Test {
protected:
  /// The message of a call that must fail before any code runs.
  std::string refusal(const char *entry, const std::vector<ptir_tensor> &args) {
    std::vector<TensorView> results(3);
    uint64_t calls = session->counters().calls;
    Status status = session->call(entry, args, results);
    EXPECT_FALSE(status.ok());
    EXPECT_TRUE(results.empty());
    EXPECT_EQ(session->counters().calls, calls);
    return status.message();
  }

  std::unique_ptr<Session> session = handWrittenSession(1);
  HostTensor cache = floatsOf({4, 2}, {});
  HostTensor row = floatsOf({2}, {1, 2});
  HostTensor at = scalarOf(0);
};

TEST_F(SessionArguments, OfTheWrongNumber) {
  EXPECT_EQ(refusal("push", {cache.view(), row.view()}),
            "entry 'push': expected 3 arguments, found 2");
}

TEST_F(SessionArguments, OfTheWrongType) {
  ptir_tensor rank = cache.view();
  rank.rank = 1;
  ptir_tensor absurdRank = cache.view();
  absurdRank.rank = 1000000;
  ptir_tensor noExtents = cache.view();
  noExtents.dims = nullptr;
  ptir_tensor type = cache.view();
  type.element_type = 13;
  ptir_tensor unknownType = cache.view();
  unknownType.element_type = -7;
  HostTensor wide = floatsOf({4, 3}, {});
  int64_t negativeDims[] = {-4, 2};
  ptir_tensor negative = cache.view();
  negative.dims = negativeDims;
  std::pair<ptir_tensor, const char *> cases[] = {
      {rank, "tensor<4xf32>"},
      {absurdRank, "rank 1000000"},
      {noExtents, "rank 2 without extents"},
      {type, "tensor<4x2xbf16>"},
      {unknownType, "tensor<4x2xelement type -7>"},
      {wide.view(), "tensor<4x3xf32>"},
      {negative, "tensor<-4x2xf32>"}};
  for (const auto &[arg, found] : cases)
    EXPECT_EQ(refusal("push", {arg, row.view(), at.view()}),
              std::string("entry 'push': argument 0: expected "
                          "tensor<?x2xf32>, found ") +
                  found);
  EXPECT_EQ(refusal("push", {cache.view(), row.view(), row.view()}),
            "entry 'push': argument 2: expected tensor<si64>, found "
            "tensor<2xf32>");
}

TEST_F(SessionArguments, WithoutBytes) {
  ptir_tensor empty = row.view();
  empty.data = nullptr;
  EXPECT_EQ(refusal("push", {cache.view(), empty, at.view()}),
            "entry 'push': argument 1: expected 8 bytes, found none");
}

TEST_F(SessionArguments, BeyondAllMemory) {
  int64_t dims[] = {INT64_MAX / 2, INT64_MAX / 2};
  ptir_tensor huge = {cache.data(), dims, 2, 15};
  EXPECT_EQ(refusal("turn", {huge}),
            "entry 'turn': argument 0: expected bytes that fit in 64 bits, "
            "found tensor<4611686018427387903x4611686018427387903xf32>");
}

TEST_F(SessionArguments, ThatOverlapOneUpdatedInPlace) {
  ptir_tensor inside = row.view();
  inside.data = cache.as<float>() + 3;
  EXPECT_EQ(refusal("push", {cache.view(), inside, at.view()}),
            "entry 'push': argument 0: is updated in place, expected memory of "
            "its own, found memory shared with argument 1");
  // Side by side is fine.
  std::vector<TensorView> results;
  int64_t dims[] = {2, 2};
  ptir_tensor front = {cache.data(), dims, 2, 15};
  ptir_tensor behind = row.view();
  behind.data = cache.as<float>() + 4;
  EXPECT_TRUE(session->call("push", {front, behind, at.view()}, results).ok());
}

TEST_F(SessionArguments, InTheBufferOfAResult) {
  HostTensor x = floatsOf({3, 2}, {1, 2, 3, 4, 5, 6});
  std::vector<TensorView> first;
  ASSERT_TRUE(session->call("turn", {x.view()}, first).ok());
  ptir_tensor back = {const_cast<void *>(first[0].data), first[0].dims, 2, 15};
  EXPECT_EQ(refusal("turn", {back}),
            "entry 'turn': argument 0: lies in the buffer of result 0, which "
            "the call overwrites; copy it first");
  // Another entry may read it.
  std::vector<TensorView> second;
  ptir_tensor asRows = {back.data, x.view().dims, 2, 15};
  EXPECT_TRUE(
      session->call("push", {asRows, row.view(), at.view()}, second).ok());
}

TEST_F(SessionArguments, OfAnEntryThereIsNot) {
  EXPECT_EQ(
      refusal("decode", {}),
      "compiled module: entry 'decode': not found; there is 'linear', "
      "'push', 'turn', 'take', 'hungry', 'gigantic', 'divide', 'reshape', "
      "'nest', 'forget', 'silent'");
  std::vector<TensorView> results;
  EXPECT_EQ(session->call(size_t(11), {}, results).message(),
            "session: expected an entry below 11, found 11");
}

} // namespace
