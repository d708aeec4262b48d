//===- SessionFailureTest.cpp - Calls that fail while they run --*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "HandWrittenModule.h"
#include "lib/Runtime/CallFailure.h"
#include "ptir/Runtime/Session.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

class SessionFailure : public testing::TestWithParam<int> {
protected:
  std::string failure(const char *entry, const std::vector<ptir_tensor> &args) {
    std::vector<TensorView> results(3);
    Status status = session->call(entry, args, results);
    EXPECT_FALSE(status.ok());
    EXPECT_TRUE(results.empty());
    return status.message();
  }

  /// A call after a failure works.
  void expectHealthy() {
    HostTensor bytes = scalarOf(1000);
    std::vector<TensorView> results;
    Status status = session->call("hungry", {bytes.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    EXPECT_EQ(results[0].as<int64_t>()[0], 1000);
  }

  std::unique_ptr<Session> session = handWrittenSession(GetParam());
};

TEST_P(SessionFailure, NamesOpPlaceAndValues) {
  HostTensor table = floatsOf({16}, {});
  std::vector<int32_t> indices(1009, 3);
  indices[700] = 50;
  HostTensor taken = tensorOf<int32_t>(ElementType::SI32, {1009}, indices);
  EXPECT_EQ(failure("take", {table.view(), taken.view()}),
            "'ptir.take' op at model.mlir:12:8: index 50 is out of range, "
            "limit 16");
  expectHealthy();
  taken.as<int32_t>()[700] = 15;
  std::vector<TensorView> results;
  EXPECT_TRUE(
      session->call("take", {table.view(), taken.view()}, results).ok());
}

TEST_P(SessionFailure, OneOfManyIsReported) {
  HostTensor table = floatsOf({16}, {});
  HostTensor indices = tensorOf<int32_t>(ElementType::SI32, {1009},
                                         std::vector<int32_t>(1009, -1));
  EXPECT_EQ(failure("take", {table.view(), indices.view()}),
            "'ptir.take' op at model.mlir:12:8: index -1 is out of range, "
            "limit 16");
}

TEST_P(SessionFailure, MayLeaveTheEntryEarly) {
  HostTensor x = tensorOf<int32_t>(ElementType::SI32, {2}, {7, 0});
  EXPECT_EQ(failure("divide", {x.view()}),
            "'ptir.div' op at model.mlir:3:5: integer division by zero");
  x.as<int32_t>()[1] = 2;
  std::vector<TensorView> results;
  ASSERT_TRUE(session->call("divide", {x.view()}, results).ok());
  EXPECT_EQ(results[0].as<int32_t>()[0], 3);
}

// The code would go on with the wrong shape: it must not get to.
TEST_P(SessionFailure, LeavesWhereAShapeIsWrong) {
  HostTensor count = scalarOf(5);
  EXPECT_EQ(failure("reshape", {count.view()}),
            "'ptir.reshape' op at model.mlir:7:9: expected number of elements "
            "to be 6, found 5");
  expectHealthy();
  count.as<int64_t>()[0] = 6;
  std::vector<TensorView> results;
  EXPECT_TRUE(session->call("reshape", {count.view()}, results).ok());
}

// The code would write the block it asked for: it must not get to go on.
TEST_P(SessionFailure, WithoutMemoryForATemporary) {
  for (int64_t bytes : {int64_t(65) << 20, int64_t(1) << 60}) {
    HostTensor wanted = scalarOf(bytes);
    EXPECT_EQ(failure("hungry", {wanted.view()}),
              "entry 'hungry': out of memory: " + std::to_string(bytes) +
                  " bytes asked for");
    expectHealthy();
  }
}

TEST_P(SessionFailure, WithoutMemoryForAResult) {
  HostTensor extent = scalarOf(int64_t(1) << 28);
  EXPECT_EQ(failure("gigantic", {extent.view()}),
            "entry 'gigantic': out of memory: 288230376151711744 bytes asked "
            "for");
  extent.as<int64_t>()[0] = int64_t(1) << 40; // no number for the bytes
  EXPECT_EQ(failure("gigantic", {extent.view()}),
            "entry 'gigantic': out of memory: 9223372036854775807 bytes asked "
            "for");
  extent.as<int64_t>()[0] = 3;
  std::vector<TensorView> results;
  ASSERT_TRUE(session->call("gigantic", {extent.view()}, results).ok());
  EXPECT_EQ(results[0].as<float>()[8], 1.0f);
}

TEST_P(SessionFailure, OfCodeThatBreaksTheContract) {
  EXPECT_EQ(failure("forget", {}), "entry 'forget': result 0 was not written");
  EXPECT_EQ(failure("silent", {}),
            "entry 'silent': failed with error 77 and reported no reason");
  expectHealthy();
}

INSTANTIATE_TEST_SUITE_P(, SessionFailure, testing::Values(1, 2));

TEST(CallFailure, HasWordsForEveryKind) {
  auto text = [](int32_t kind, const char *what) {
    ptir_error_site site = {"ptir.op", "m.mlir:1:2", what, kind, 0};
    CallFailure failure;
    failure.record(&site, -3, 8);
    return failure.text("main");
  };
  EXPECT_EQ(text(PTIR_ERROR_INDEX_OUT_OF_RANGE, "index"),
            "'ptir.op' op at m.mlir:1:2: index -3 is out of range, limit 8");
  EXPECT_EQ(text(PTIR_ERROR_DIVISION_BY_ZERO, nullptr),
            "'ptir.op' op at m.mlir:1:2: integer division by zero");
  EXPECT_EQ(text(PTIR_ERROR_SHAPE_MISMATCH, "extent of dimension 0"),
            "'ptir.op' op at m.mlir:1:2: expected extent of dimension 0 to be "
            "8, found -3");
  EXPECT_EQ(text(PTIR_ERROR_STEP_LIMIT, ""),
            "'ptir.op' op at m.mlir:1:2: the limit of 8 steps is reached; "
            "raise it with --max-steps");
  EXPECT_EQ(text(PTIR_ERROR_OUT_OF_MEMORY, ""),
            "'ptir.op' op at m.mlir:1:2: out of memory: -3 bytes asked for");
  EXPECT_EQ(text(PTIR_ERROR_NEGATIVE_POWER, ""),
            "'ptir.op' op at m.mlir:1:2: zero to a negative power, -3");
  EXPECT_EQ(text(99, ""),
            "'ptir.op' op at m.mlir:1:2: failed with unknown error 99");
}

TEST(CallFailure, TheFirstOneWins) {
  ptir_error_site first = {"ptir.a", "", "index", PTIR_ERROR_INDEX_OUT_OF_RANGE,
                           0};
  ptir_error_site second = {"ptir.b", "", "index",
                            PTIR_ERROR_INDEX_OUT_OF_RANGE, 0};
  CallFailure failure;
  EXPECT_FALSE(failure.happened());
  failure.record(&first, 1, 1);
  failure.record(&second, 2, 2);
  EXPECT_TRUE(failure.happened());
  EXPECT_EQ(failure.kind(), PTIR_ERROR_INDEX_OUT_OF_RANGE);
  EXPECT_EQ(failure.text("main"),
            "'ptir.a' op: index 1 is out of range, limit 1");
  failure.clear();
  EXPECT_FALSE(failure.happened());
}

} // namespace
