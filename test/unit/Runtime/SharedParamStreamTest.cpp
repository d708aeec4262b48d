//===- SharedParamStreamTest.cpp - Sessions that share a limit ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "StreamedParamsTest.h"

#include <atomic>
#include <thread>

using namespace ptir;
using namespace ptir::runtime;
using namespace ptir::test;

/// The layers in three steps of two, which are the first three.
static const ptir_param_step pairSteps[] = {
    {&layerUses[0], 2, 1}, {&layerUses[2], 2, 2}, {&layerUses[4], 2, 0}};

/// As `layers`, two at a time.
static int32_t pairs(ptir_context *context, const ptir_tensor *args) {
  float x = *static_cast<const float *>(args[0].data);
  float sum = 0;
  for (int64_t layer = 0; layer < numLayers; ++layer) {
    if (layer % 2 == 0)
      ptir_rt_acquire_params(context, layer / 2);
    auto *weights = static_cast<const float *>(context->params[layer]);
    for (int i = 0; i < 64 * 64; ++i)
      sum += x * weights[i];
    if (layer % 2 == 1)
      ptir_rt_release_params(context, layer / 2);
  }
  *static_cast<float *>(ptir_rt_result(context, 0, nullptr)) = sum;
  return PTIR_OK;
}

static const ptir_entry_desc pairEntry = {"layers",     pairs, scalarType,
                                          scalarResult, 1,     1};
static const ptir_module_desc pairModule = {PTIR_ABI_VERSION,
                                            numLayers,
                                            streamedParams,
                                            &pairEntry,
                                            nullptr,
                                            1,
                                            0,
                                            pairSteps,
                                            3,
                                            0};

/// Calls that have acquired the first step of `holdSteps`.
static std::atomic<int> holding;

/// Holds three layers, until another call does, and acquires a fourth one
/// besides, or a row of the table if `x` is 0.
static int32_t holdAndAcquire(ptir_context *context, const ptir_tensor *args) {
  ptir_rt_acquire_params(context, 0);
  ++holding;
  while (holding < 2)
    std::this_thread::yield();
  int64_t row = 0, step = *static_cast<const float *>(args[0].data) ? 1 : 2;
  if (step == 1)
    ptir_rt_acquire_params(context, step);
  else
    ptir_rt_acquire_rows(context, step, &row, 1);
  int32_t param = step == 1 ? 3 : table;
  *static_cast<float *>(ptir_rt_result(context, 0, nullptr)) =
      *static_cast<const float *>(context->params[param]);
  ptir_rt_release_params(context, step);
  ptir_rt_release_params(context, 0);
  return PTIR_OK;
}

static const ptir_param_step holdSteps[] = {
    {&layerUses[0], 3, 1}, {&layerUses[3], 1, -1}, {&tableUse, 1, -1}};
static const ptir_entry_desc holdEntry = {
    "layers", holdAndAcquire, scalarType, scalarResult, 1, 1};
static const ptir_module_desc holdModule = {PTIR_ABI_VERSION,
                                            table + 1,
                                            streamedParams,
                                            &holdEntry,
                                            nullptr,
                                            1,
                                            0,
                                            holdSteps,
                                            3,
                                            0};

namespace {

// Sessions share the limit, whatever each of them does.
TEST_F(StreamedParamsTest, ServesSeveralSessions) {
  std::vector<float> sum = runLayers(*sessionOf(storeOf(0)));
  std::shared_ptr<ParamStore> store =
      storeOf(leastBudget + matrixScratch + 2 * layerBytes);
  std::vector<std::thread> threads;
  std::vector<int> wrong(3);
  for (size_t i = 0; i < wrong.size(); ++i)
    threads.emplace_back([&, i] {
      std::unique_ptr<Session> session = sessionOf(store);
      for (int round = 0; round < 20; ++round) {
        wrong[i] += runLayers(*session) != sum;
        wrong[i] += !sumRows(*session).ok();
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, std::vector<int>(3));
  EXPECT_LE(
      store->streamCounters().peakBytes,
      static_cast<uint64_t>(leastBudget + matrixScratch + 2 * layerBytes));
}

// Each has a part of a step and waits for the room of another's part.
TEST_F(StreamedParamsTest, ServesSessionsOneAfterTheOtherWhereRoomIsShort) {
  std::vector<float> sum = runLayers(*sessionOf(storeOf(0)));
  std::shared_ptr<ParamStore> store = storeOf(layerScratch + 3 * layerBytes);
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (size_t i = 0; i < wrong.size(); ++i)
    threads.emplace_back([&, i] {
      std::unique_ptr<Session> session = sessionOf(store, pairModule);
      for (int round = 0; round < 50; ++round)
        wrong[i] += runLayers(*session) != sum;
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, std::vector<int>(wrong.size()));
}

// Two calls hold what the other needs the room of: one of them fails and makes
// room.
TEST_F(StreamedParamsTest, FailsOneCallWhereNoneCanGoOn) {
  constexpr int64_t held = 3 * layerBytes;
  for (auto [one, other] : {std::pair(1, 1), {1, 0}, {0, 0}}) {
    // Each can load its first step beside the other's, and no more.
    std::shared_ptr<ParamStore> store =
        storeOf(2 * held + layerScratch + layerBytes / 2);
    holding = 0;
    std::vector<std::string> failures(2);
    auto run = [&](size_t i, int x) {
      std::unique_ptr<Session> session = sessionOf(store, holdModule);
      auto called = callLayers(*session, static_cast<float>(x));
      if (!called.ok())
        failures[i] = called.message();
    };
    std::thread thread(run, 0, one);
    run(1, other);
    thread.join();
    EXPECT_EQ(failures[0].empty(), !failures[1].empty());
    EXPECT_NE((failures[0] + failures[1])
                  .find("parameter budget: expected at least "),
              std::string::npos)
        << failures[0] << failures[1];
  }
}

} // namespace
