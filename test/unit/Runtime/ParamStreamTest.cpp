//===- ParamStreamTest.cpp - Parameters under a limit -----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "HandWrittenModule.h"
#include "TemporaryFile.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

using namespace ptir;
using namespace ptir::runtime;

//===----------------------------------------------------------------------===//
// A module of six layers, a table and a large matrix. Only ABI.h from here on.
//===----------------------------------------------------------------------===//

static constexpr int numLayers = 6, numPieces = 4;
/// Slots: the layers, the table, the matrix.
static constexpr int32_t table = numLayers, matrix = numLayers + 1;
/// Steps: the layers, then the pieces of the matrix; the table.
static constexpr int64_t piecesStep = numLayers,
                         tableStep = numLayers + numPieces;

/// x times the sum of every layer, layer after layer; fails in the layer that
/// `x` names if it is negative.
static int32_t layers(ptir_context *context, const ptir_tensor *args) {
  float x = *static_cast<const float *>(args[0].data);
  float sum = 0;
  for (int64_t layer = 0; layer < numLayers; ++layer) {
    ptir_rt_acquire_params(context, layer);
    auto *weights = static_cast<const float *>(context->params[layer]);
    for (int i = 0; i < 64 * 64; ++i)
      sum += x * weights[i];
    static const ptir_error_site site = {"ptir.dot", "", "extent",
                                         PTIR_ERROR_SHAPE_MISMATCH, 0};
    if (static_cast<float>(-layer) == x && layer)
      ptir_rt_report(context, &site, 1, 2);
    ptir_rt_release_params(context, layer);
  }
  *static_cast<float *>(ptir_rt_result(context, 0, nullptr)) = sum;
  return PTIR_OK;
}

/// The sums of the rows of the matrix [40, 512], piece by piece.
static int32_t rowSums(ptir_context *context, const ptir_tensor *) {
  int64_t rows = 40;
  auto *sums = static_cast<float *>(ptir_rt_result(context, 0, &rows));
  auto *elements = static_cast<const float *>(context->params[matrix]);
  for (int64_t piece = 0; piece < numPieces; ++piece) {
    ptir_rt_acquire_params(context, piecesStep + piece);
    for (int64_t row = piece * 12; row < std::min(rows, (piece + 1) * 12);
         ++row) {
      sums[row] = 0;
      for (int i = 0; i < 512; ++i)
        sums[row] += elements[row * 512 + i];
    }
    ptir_rt_release_params(context, piecesStep + piece);
  }
  return PTIR_OK;
}

/// Rows of the table [2000, 8]; those it does not have are rows of -1.
static int32_t lookUp(ptir_context *context, const ptir_tensor *args) {
  int64_t count = args[0].dims[0], dims[] = {count, 8};
  auto *rows = static_cast<const int64_t *>(args[0].data);
  auto *to = static_cast<float *>(ptir_rt_result(context, 0, dims));
  auto *elements = static_cast<const float *>(context->params[table]);
  ptir_rt_acquire_rows(context, tableStep, rows, count);
  for (int64_t i = 0; i < count * 8; ++i) {
    int64_t row = rows[i / 8];
    to[i] = row < 0 || row >= 2000 ? -1 : elements[row * 8 + i % 8];
  }
  ptir_rt_release_params(context, tableStep);
  return PTIR_OK;
}

static const int64_t layerDims[] = {64, 64}, tableDims[] = {2000, 8},
                     matrixDims[] = {40, 512}, dims40[] = {40},
                     dynamic[] = {PTIR_DYNAMIC},
                     dynamicRows[] = {PTIR_DYNAMIC, 8};
static const int32_t f32 = static_cast<int32_t>(ElementType::F32);
static const int32_t si64 = static_cast<int32_t>(ElementType::SI64);

static const ptir_param_desc params[] = {
    {"l0", "panels64", {layerDims, 2, f32}, 0},
    {"l1", "panels64", {layerDims, 2, f32}, 0},
    {"l2", "panels64", {layerDims, 2, f32}, 0},
    {"l3", "panels64", {layerDims, 2, f32}, 0},
    {"l4", "panels64", {layerDims, 2, f32}, 0},
    {"l5", "panels64", {layerDims, 2, f32}, 0},
    {"table", "", {tableDims, 2, f32}, 0},
    {"matrix", "", {matrixDims, 2, f32}, 12}};

static const ptir_param_use layerUses[] = {
    {0, PTIR_ALL_PIECES}, {1, PTIR_ALL_PIECES}, {2, PTIR_ALL_PIECES},
    {3, PTIR_ALL_PIECES}, {4, PTIR_ALL_PIECES}, {5, PTIR_ALL_PIECES}};
static const ptir_param_use pieceUses[] = {
    {matrix, 0}, {matrix, 1}, {matrix, 2}, {matrix, 3}};
static const ptir_param_use tableUse = {table, PTIR_NAMED_ROWS};
static const ptir_param_step steps[] = {
    {&layerUses[0], 1, 1}, {&layerUses[1], 1, 2}, {&layerUses[2], 1, 3},
    {&layerUses[3], 1, 4}, {&layerUses[4], 1, 5}, {&layerUses[5], 1, 0},
    {&pieceUses[0], 1, 7}, {&pieceUses[1], 1, 8}, {&pieceUses[2], 1, 9},
    {&pieceUses[3], 1, 6}, {&tableUse, 1, -1}};

static const ptir_type_desc scalarType[] = {{nullptr, 0, f32}},
                            rowsType[] = {{dynamic, 1, si64}};
static const ptir_result_desc scalarResult[] = {{{nullptr, 0, f32}, -1, 0}},
                              sumsResult[] = {{{dims40, 1, f32}, -1, 0}},
                              rowsResult[] = {{{dynamicRows, 2, f32}, -1, 0}};
static const ptir_entry_desc entries[] = {
    {"layers", layers, scalarType, scalarResult, 1, 1},
    {"row_sums", rowSums, nullptr, sumsResult, 0, 1},
    {"look_up", lookUp, rowsType, rowsResult, 1, 1}};

static const ptir_module_desc streamedModule = {
    PTIR_ABI_VERSION, 8, params, entries, nullptr, 3, 0, steps, 11, 0};

/// The layers in three steps of two, which are the first three.
static const ptir_param_use pairUses[] = {
    {0, PTIR_ALL_PIECES}, {1, PTIR_ALL_PIECES}, {2, PTIR_ALL_PIECES},
    {3, PTIR_ALL_PIECES}, {4, PTIR_ALL_PIECES}, {5, PTIR_ALL_PIECES}};
static const ptir_param_step pairSteps[] = {
    {&pairUses[0], 2, 1}, {&pairUses[2], 2, 2}, {&pairUses[4], 2, 0}};

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
static const ptir_module_desc pairModule = {
    PTIR_ABI_VERSION, numLayers, params, &pairEntry, nullptr, 1, 0,
    pairSteps,        3,         0};

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
static const ptir_module_desc holdModule = {
    PTIR_ABI_VERSION, table + 1, params, &holdEntry, nullptr, 1, 0,
    holdSteps,        3,         0};

//===----------------------------------------------------------------------===//
// What tests need around it.
//===----------------------------------------------------------------------===//

namespace {

constexpr int64_t layerBytes = 64 * 64 * 4;
/// Of the source's pages while a layer, or the piece of the matrix, is loaded.
constexpr int64_t layerScratch = layerBytes + (128 << 10);
constexpr int64_t matrixScratch = 40 * 512 * 4 + (128 << 10);
/// For any step.
constexpr int64_t leastBudget = matrixScratch + 12 * 512 * 4;

std::vector<float> elements(size_t count, float first) {
  std::vector<float> values(count);
  for (size_t i = 0; i < count; ++i)
    values[i] = first + static_cast<float>(i % 97) / 8;
  return values;
}

/// The parameters in a file; read from memory without one.
class StreamedParamsTest : public testing::Test {
protected:
  void add(const std::string &name, std::vector<int64_t> shape, float first) {
    uint64_t count = 1;
    for (int64_t extent : shape)
      count *= static_cast<uint64_t>(extent);
    std::vector<float> values = elements(count, first);
    checkpoint.tensors.push_back(
        {name, ElementType::F32, shape, 0, bytes.size(), count * 4});
    bytes.append(reinterpret_cast<const char *>(values.data()), count * 4);
  }

  void SetUp() override {
    for (int i = 0; i < numLayers; ++i)
      add("l" + std::to_string(i), {64, 64}, static_cast<float>(i));
    add("matrix", {40, 512}, 0.5f);
    add("table", {2000, 8}, 3.0f);
    file = std::make_unique<TemporaryFile>(bytes);
    checkpoint.path = file->path();
    checkpoint.files = {{file->path(), bytes.size()}};
  }

  std::shared_ptr<ParamStore> storeOf(int64_t budget) {
    auto store = std::make_shared<ParamStore>(
        std::make_unique<CheckpointSource>(checkpoint));
    if (budget)
      store->limitResident(budget);
    return store;
  }

  static std::unique_ptr<Session>
  sessionOf(std::shared_ptr<ParamStore> store,
            const ptir_module_desc &module = streamedModule) {
    auto session = Session::create(*Module::create(&module, nullptr),
                                   std::move(store), {/*threads=*/1});
    EXPECT_TRUE(session.ok()) << session.message();
    return session.ok() ? std::move(*session) : nullptr;
  }

  static StatusOr<std::vector<float>>
  call(Session &session, const char *entry,
       const std::vector<ptir_tensor> &args) {
    std::vector<TensorView> results;
    if (Status status = session.call(entry, args, results); !status.ok())
      return status;
    return floatsIn(results.front());
  }

  static StatusOr<std::vector<float>> callLayers(Session &session, float x) {
    return call(session, "layers", {floatsOf({}, {x}).view()});
  }
  static StatusOr<std::vector<float>> sumRows(Session &session) {
    return call(session, "row_sums", {});
  }
  static StatusOr<std::vector<float>> lookRowsUp(Session &session,
                                                 std::vector<int64_t> rows) {
    auto count = static_cast<int64_t>(rows.size());
    return call(session, "look_up",
                {tensorOf<int64_t>(ElementType::SI64, {count}, rows).view()});
  }

  static std::vector<float> runLayers(Session &session) {
    StatusOr<std::vector<float>> sum = callLayers(session, 2);
    EXPECT_TRUE(sum.ok()) << sum.message();
    return sum.ok() ? *sum : std::vector<float>();
  }

  std::string bytes;
  Checkpoint checkpoint;
  std::unique_ptr<TemporaryFile> file;
};

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
