//===- StreamedParamsTest.h - Sessions whose parameters have a limit *- C++
//-*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_STREAMEDPARAMSTEST_H
#define PTIR_TEST_UNIT_RUNTIME_STREAMEDPARAMSTEST_H

#include "HandWrittenModule.h"
#include "StreamedModule.h"
#include "TemporaryFile.h"

#include <gtest/gtest.h>

namespace ptir::test {

using namespace ptir::runtime;

inline constexpr int64_t layerBytes = 64 * 64 * 4;
/// Of the source's pages while a layer, or the piece of the matrix, is loaded.
inline constexpr int64_t layerScratch = layerBytes + (128 << 10);
inline constexpr int64_t matrixScratch = 40 * 512 * 4 + (128 << 10);
/// For any step.
inline constexpr int64_t leastBudget = matrixScratch + 12 * 512 * 4;

inline std::vector<float> elements(size_t count, float first) {
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

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_RUNTIME_STREAMEDPARAMSTEST_H
