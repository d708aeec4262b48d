//===- ParamStreamTest.cpp - Parameters under a limit ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StreamedParamsTest.h"

#include <filesystem>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

namespace {

TEST_F(StreamedParamsTest, GivesTheResultsOfAStoreWithoutLimit) {
  std::unique_ptr<Session> free = sessionOf(storeOf(0));
  std::vector<float> sum = runLayers(*free);
  std::vector<float> sums = *sumRows(*free);
  for (int64_t more = 0; more < 12; ++more) {
    int64_t budget = leastBudget + more * layerBytes;
    std::shared_ptr<ParamStore> store = storeOf(budget);
    std::unique_ptr<Session> session = sessionOf(store);
    ASSERT_TRUE(session);
    for (int round = 0; round < 3; ++round) {
      EXPECT_EQ(runLayers(*session), sum);
      EXPECT_EQ(*sumRows(*session), sums);
    }
    EXPECT_LE(store->streamCounters().peakBytes, static_cast<uint64_t>(budget));
    EXPECT_GT(session->counters().stream.readBytes, 0u);
  }
}

// With room for k layers and the next one being loaded, all but k - 1 of them
// are loaded in a round.
TEST_F(StreamedParamsTest, KeepsAPartOfTheLayers) {
  for (int64_t room = 2; room <= numLayers; ++room) {
    std::shared_ptr<ParamStore> store =
        storeOf(std::max(leastBudget, layerScratch + room * layerBytes));
    int64_t fitting = (static_cast<int64_t>(std::max(
                           leastBudget, layerScratch + room * layerBytes)) -
                       layerScratch) /
                      layerBytes;
    std::unique_ptr<Session> session = sessionOf(store);
    ASSERT_TRUE(session);
    runLayers(*session);
    runLayers(*session);
    session->resetCounters();
    constexpr int rounds = 8;
    for (int round = 0; round < rounds; ++round)
      runLayers(*session);
    int64_t most = rounds * std::max<int64_t>(0, numLayers - fitting + 1) + 1;
    EXPECT_LE(session->counters().stream.loadedBytes,
              static_cast<uint64_t>(most * layerBytes))
        << fitting;
  }
}

TEST_F(StreamedParamsTest, LooksRowsUp) {
  std::shared_ptr<ParamStore> store = storeOf(leastBudget);
  std::unique_ptr<Session> session = sessionOf(store);
  std::unique_ptr<Session> free = sessionOf(storeOf(0));
  for (std::vector<int64_t> rows :
       {std::vector<int64_t>{7}, {1999, 0, 7, 7, 1999}, {-1, 2000, 3}, {}}) {
    auto found = lookRowsUp(*session, rows);
    ASSERT_TRUE(found.ok()) << found.message();
    EXPECT_EQ(*found, *lookRowsUp(*free, rows));
  }
  // Seven rows, not the table.
  EXPECT_LE(session->counters().stream.readBytes, 8u * 32u);
}

TEST_F(StreamedParamsTest, RefusesABudgetThatIsTooSmall) {
  auto session = Session::create(*Module::create(&streamedModule, nullptr),
                                 storeOf(leastBudget - 1), {/*threads=*/1});
  ASSERT_FALSE(session.ok());
  EXPECT_NE(
      session.message().find("parameter budget: expected at least " +
                             std::to_string(leastBudget) + " bytes, found " +
                             std::to_string(leastBudget - 1) + " bytes: "),
      std::string::npos)
      << session.message();
  EXPECT_NE(session.message().find("tensor 'matrix'"), std::string::npos);
}

TEST_F(StreamedParamsTest, RefusesMoreRowsThanFit) {
  std::shared_ptr<ParamStore> store = storeOf(leastBudget);
  std::unique_ptr<Session> session = sessionOf(store);
  std::vector<int64_t> rows(2000);
  for (size_t i = 0; i < rows.size(); ++i)
    rows[i] = static_cast<int64_t>(i);
  auto found = lookRowsUp(*session, rows);
  ASSERT_FALSE(found.ok());
  int64_t wanted = (64 << 10) + 2000 * 8 * 4 + (128 << 10); // and its source
  EXPECT_NE(found.message().find("parameter budget: expected at least " +
                                 std::to_string(wanted) +
                                 " bytes, 0 bytes in use and"),
            std::string::npos)
      << found.message();
  EXPECT_EQ(runLayers(*session), runLayers(*sessionOf(storeOf(0))));
}

TEST_F(StreamedParamsTest, RefusesModulesWithoutSteps) {
  ptir_module_desc module = streamedModule;
  module.steps = nullptr;
  module.num_steps = 0;
  auto session = Session::create(*Module::create(&module, nullptr),
                                 storeOf(1 << 30), {/*threads=*/1});
  ASSERT_FALSE(session.ok());
  EXPECT_NE(session.message().find("compile it to stream them"),
            std::string::npos);
}

TEST_F(StreamedParamsTest, ReleasesWhatAFailedCallHolds) {
  std::unique_ptr<Session> session = sessionOf(storeOf(leastBudget));
  std::vector<float> sum = runLayers(*session);
  for (float layer : {-1.0f, -4.0f, -5.0f}) {
    auto failed = callLayers(*session, layer);
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.message().find("ptir.dot"), std::string::npos);
    EXPECT_EQ(runLayers(*session), sum);
  }
}

TEST_F(StreamedParamsTest, ReportsReadsThatFail) {
  std::unique_ptr<Session> session = sessionOf(storeOf(leastBudget));
  ASSERT_TRUE(session);
  std::filesystem::resize_file(file->path(), 1000);
  auto failed = callLayers(*session, 1);
  // The page of the first layer is there; kernels before 5.14 cannot tell.
  ASSERT_FALSE(failed.ok());
  EXPECT_NE(failed.message().find("entry 'layers': checkpoint '"),
            std::string::npos)
      << failed.message();
  EXPECT_NE(failed.message().find("cannot read"), std::string::npos);
}

} // namespace
