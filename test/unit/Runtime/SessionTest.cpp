//===- SessionTest.cpp - Calling compiled code ------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/Session.h"
#include "AllocationCount.h"
#include "HandWrittenModule.h"

#include <gtest/gtest.h>

#include <utility>

using namespace ptir;
using namespace ptir::runtime;

namespace {

class SessionOnThreads : public testing::TestWithParam<int> {};

/// x[row] = {row, 1, 2}: y[row][j] = 10 j row + (1 + 10 j) + 2 (2 + 10 j)
/// + 100 j.
HostTensor linearInput(int64_t rows) {
  std::vector<float> values;
  for (int64_t row = 0; row < rows; ++row)
    for (float value : {static_cast<float>(row), 1.0f, 2.0f})
      values.push_back(value);
  return floatsOf({rows, 3}, values);
}

void expectLinear(const TensorView &y, int64_t rows) {
  ASSERT_EQ(dimsOf(y), (std::vector<int64_t>{rows, 5}));
  EXPECT_EQ(y.type, ElementType::F32);
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t j = 0; j < 5; ++j)
      ASSERT_EQ(y.as<float>()[row * 5 + j],
                static_cast<float>(10 * j * row + 5 + 130 * j))
          << row << ", " << j;
}

TEST_P(SessionOnThreads, ComputesWithParametersAndTemporaries) {
  auto session = handWrittenSession(GetParam());
  ASSERT_TRUE(session);
  EXPECT_EQ(session->threads(), GetParam());
  std::vector<TensorView> results;
  for (int64_t rows : {0, 1, 2, 13, 1009, 20011, 7}) {
    HostTensor x = linearInput(rows);
    Status status = session->call("linear", {x.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    ASSERT_EQ(results.size(), 1u);
    expectLinear(results[0], rows);
  }
}

TEST_P(SessionOnThreads, LoopsInsideLoopsAreSerial) {
  auto session = handWrittenSession(GetParam());
  ASSERT_TRUE(session);
  HostTensor count = scalarOf(101);
  std::vector<TensorView> results;
  Status status = session->call("nest", {count.view()}, results);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(results[0].as<int64_t>()[0], 5050 * 5050);
  EXPECT_EQ(session->counters().parallelRegions, GetParam() > 1 ? 1u : 0u);
}

INSTANTIATE_TEST_SUITE_P(, SessionOnThreads, testing::Values(1, 2, 4));

TEST(Session, AliasedResultsAreTheArgument) {
  auto session = handWrittenSession(2);
  ASSERT_TRUE(session);
  HostTensor cache = floatsOf({4, 2}, {});
  std::vector<TensorView> results;
  for (int64_t at : {0, 1, 2}) {
    HostTensor row = floatsOf({2}, {static_cast<float>(at + 1), 0.5f});
    HostTensor position = scalarOf(at);
    Status status = session->call(
        "push", {cache.view(), row.view(), position.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[0].data, cache.data());
    EXPECT_EQ(results[0].dims, cache.view().dims);
  }
  EXPECT_EQ(floatsIn(results[0]),
            (std::vector<float>{1, 0.5f, 2, 0.5f, 3, 0.5f, 0, 0}));
  EXPECT_EQ(floatsIn(results[1]), (std::vector<float>{7.5f}));
  EXPECT_EQ(results[1].rank, 0);
}

TEST(Session, ResultsOfOtherEntriesStay) {
  auto session = handWrittenSession(1);
  ASSERT_TRUE(session);
  HostTensor x = linearInput(3);
  std::vector<TensorView> first, second;
  ASSERT_TRUE(session->call("linear", {x.view()}, first).ok());
  HostTensor matrix = floatsOf({2, 3}, {1, 2, 3, 4, 5, 6});
  ASSERT_TRUE(session->call("turn", {matrix.view()}, second).ok());
  EXPECT_EQ(floatsIn(second[0]), (std::vector<float>{1, 4, 2, 5, 3, 6}));
  expectLinear(first[0], 3);
}

TEST(Session, CountsCopies) {
  auto session = handWrittenSession(1);
  ASSERT_TRUE(session);
  HostTensor matrix = floatsOf({2, 3}, {1, 2, 3, 4, 5, 6});
  std::vector<TensorView> results;
  ASSERT_TRUE(session->call("turn", {matrix.view()}, results).ok());
  ASSERT_TRUE(session->call("turn", {matrix.view()}, results).ok());
  SessionCounters counters = session->counters();
  EXPECT_EQ(counters.calls, 2u);
  EXPECT_EQ(counters.copies, 2u);
  EXPECT_EQ(counters.copiedBytes, 48u);
  EXPECT_EQ(counters.resultAllocations, 1u);
  session->resetCounters();
  counters = session->counters();
  EXPECT_EQ(counters.calls + counters.copies + counters.copiedBytes +
                counters.resultAllocations,
            0u);
}

TEST(Session, TheSteadyStateAllocatesNothing) {
  auto session = handWrittenSession(2);
  ASSERT_TRUE(session);
  HostTensor large = linearInput(1009), small = linearInput(500);
  HostTensor cache = floatsOf({64, 2}, {}), row = floatsOf({2}, {1, 2});
  HostTensor at = scalarOf(0);
  std::vector<ptir_tensor> largeArgs = {large.view()};
  std::vector<ptir_tensor> smallArgs = {small.view()};
  std::vector<ptir_tensor> pushArgs = {cache.view(), row.view(), at.view()};
  std::vector<TensorView> results;
  auto step = [&] {
    bool fine = session->call("linear", largeArgs, results).ok();
    fine &= session->call("linear", smallArgs, results).ok();
    fine &= session->call("push", pushArgs, results).ok();
    return fine;
  };
  ASSERT_TRUE(step());
  SessionCounters first = session->counters();
  EXPECT_EQ(first.arenaGrowths, 1u);
  EXPECT_EQ(first.resultAllocations, 2u);

  session->resetCounters();
  uint64_t before = allocationCount();
  bool fine = true;
  for (int64_t i = 0; i < 50; ++i) {
    at.as<int64_t>()[0] = i;
    fine &= step();
  }
  uint64_t during = allocationCount() - before;
  EXPECT_TRUE(fine);
  EXPECT_EQ(during, 0u);
  SessionCounters counters = session->counters();
  EXPECT_EQ(counters.calls, 150u);
  EXPECT_EQ(counters.parallelRegions, 100u);
  EXPECT_EQ(counters.arenaGrowths, 0u);
  EXPECT_EQ(counters.resultAllocations, 0u);
  EXPECT_EQ(counters.copies, 0u);
  EXPECT_EQ(counters.copiedBytes, 0u);

  // The counter of allocations counts.
  before = allocationCount();
  ::operator delete(::operator new(8)); // not elided, unlike an expression
  EXPECT_EQ(allocationCount() - before, 1u);
}

TEST(Session, GrowingResultsAllocateRarely) {
  auto session = handWrittenSession(1);
  ASSERT_TRUE(session);
  std::vector<TensorView> results;
  for (int64_t rows = 1; rows <= 1000; ++rows) {
    HostTensor x = linearInput(rows);
    ASSERT_TRUE(session->call("linear", {x.view()}, results).ok());
  }
  expectLinear(results[0], 1000);
  EXPECT_LE(session->counters().resultAllocations, 25u);
}

TEST(Session, SkipsKernelsWhileItIsTold) {
  auto session = handWrittenSession(2);
  ASSERT_TRUE(session);
  std::vector<TensorView> results;
  HostTensor x = linearInput(13);
  ASSERT_TRUE(session->call("linear", {x.view()}, results).ok());
  expectLinear(results[0], 13);

  // The loop leaves what the call before has put into its temporary.
  HostTensor zeros = floatsOf({13, 3}, std::vector<float>(39, 0.0f));
  session->skipKernels(true);
  ASSERT_TRUE(session->call("linear", {zeros.view()}, results).ok());
  expectLinear(results[0], 13);

  session->skipKernels(false);
  ASSERT_TRUE(session->call("linear", {zeros.view()}, results).ok());
  EXPECT_EQ(results[0].as<float>()[5], 0.0f);
}

TEST(Session, SharesAStore) {
  StatusOr<Module> module = Module::create(&handWrittenModule, nullptr);
  ASSERT_TRUE(module.ok()) << module.message();
  std::shared_ptr<ParamStore> store = handWrittenParams();
  auto first = Session::create(*module, store);
  auto second = Session::create(*module, store);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(store->counters().convertedBytes, 60u);
  store.reset();
  HostTensor x = linearInput(2);
  std::vector<TensorView> a, b;
  ASSERT_TRUE((*first)->call("linear", {x.view()}, a).ok());
  ASSERT_TRUE((*second)->call("linear", {x.view()}, b).ok());
  EXPECT_NE(a[0].data, b[0].data);
  expectLinear(a[0], 2);
  expectLinear(b[0], 2);
}

TEST(Session, KeepsTheOwnerOfTheCode) {
  auto owner = std::make_shared<int>(1);
  std::weak_ptr<int> watch = owner;
  StatusOr<Module> module =
      Module::create(&handWrittenModule, std::move(owner));
  ASSERT_TRUE(module.ok()) << module.message();
  {
    auto session = Session::create(*module, handWrittenParams());
    ASSERT_TRUE(session.ok()) << session.message();
    module = Status::failure("dropped");
    EXPECT_FALSE(watch.expired());
  }
  EXPECT_TRUE(watch.expired());
}

TEST(Session, ListsEveryParameterThatCannotBeHad) {
  StatusOr<Module> module = Module::create(&handWrittenModule, nullptr);
  ASSERT_TRUE(module.ok()) << module.message();
  EXPECT_EQ(Session::create(*module, nullptr).message(),
            "session: expected a parameter store for 2 parameters, found none");

  auto source = std::make_unique<MemorySource>();
  source->add("w", floatsOf({5, 3}, {}));
  auto store = std::make_shared<ParamStore>(std::move(source));
  EXPECT_EQ(Session::create(*module, store).message(),
            "2 of 2 parameters cannot be used:\n"
            "memory: tensor 'w': expected shape [3, 5], found [5, 3]\n"
            "memory: tensor 'b': not found");

  source = std::make_unique<MemorySource>();
  source->add("w", floatsOf({3, 5}, {}));
  store = std::make_shared<ParamStore>(std::move(source));
  EXPECT_EQ(Session::create(*module, store).message(),
            "memory: tensor 'b': not found");
}

} // namespace
