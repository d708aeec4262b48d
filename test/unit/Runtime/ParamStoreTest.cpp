//===- ParamStoreTest.cpp - Parameters in the form code wants ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/ParamStore.h"
#include "TemporaryFile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <thread>
#include <utility>

using namespace ptir;
using namespace ptir::runtime;

namespace {

const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));

/// A checkpoint file that tensors are appended to.
class CheckpointBuilder {
public:
  template <typename T>
  void add(const std::string &name, ElementType type,
           const std::vector<int64_t> &shape, const std::vector<T> &values,
           size_t padding = 0) {
    bytes.append(padding, '\xff');
    uint64_t size = values.size() * sizeof(T);
    checkpoint.tensors.push_back({name, type, shape, 0, bytes.size(), size});
    bytes.append(reinterpret_cast<const char *>(values.data()), size);
  }

  /// The checkpoint over `file`, which holds `bytes`.
  Checkpoint over(const TemporaryFile &file) {
    checkpoint.path = file.path();
    checkpoint.files = {{file.path(), bytes.size()}};
    std::sort(checkpoint.tensors.begin(), checkpoint.tensors.end(),
              [](const auto &a, const auto &b) { return a.name < b.name; });
    return checkpoint;
  }

  std::string bytes;
  Checkpoint checkpoint;
};

const float *floats(const StatusOr<const void *> &data) {
  return static_cast<const float *>(*data);
}

std::vector<float> numbers(int64_t count) {
  std::vector<float> values(static_cast<size_t>(count));
  for (size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<float>(i) * 0.5f;
  return values;
}

TEST(ParamStore, HandsOutAlignedBytesInPlace) {
  CheckpointBuilder builder;
  builder.add("w", ElementType::F32, {2, 3}, numbers(6), 4);
  TemporaryFile file(builder.bytes);
  auto source = std::make_unique<CheckpointSource>(builder.over(file));
  StatusOr<SourceTensor> stored = source->find("w");
  ASSERT_TRUE(stored.ok()) << stored.message();
  ParamStore store(std::move(source));
  StatusOr<const void *> data = store.acquire({"w", ElementType::F32, {2, 3}});
  ASSERT_TRUE(data.ok()) << data.message();
  EXPECT_EQ(*data, stored->data);
  EXPECT_EQ(floats(data)[5], 2.5f);
  EXPECT_EQ(store.counters().inPlaceBytes, 24u);
  EXPECT_EQ(store.counters().convertedBytes, 0u);
  EXPECT_EQ(store.counters().derivedBytes, 0u);
}

TEST(ParamStore, CopiesUnalignedBytes) {
  CheckpointBuilder builder;
  builder.add("w", ElementType::F32, {2, 3}, numbers(6), 3);
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  StatusOr<const void *> data = store.acquire({"w", ElementType::F32, {2, 3}});
  ASSERT_TRUE(data.ok()) << data.message();
  EXPECT_EQ(reinterpret_cast<uintptr_t>(*data) % 64, 0u);
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(floats(data)[i], static_cast<float>(i) * 0.5f);
  EXPECT_EQ(store.counters().inPlaceBytes, 0u);
  EXPECT_EQ(store.counters().derivedBytes, 24u);
}

TEST(ParamStore, WidensAndPacks) {
  CheckpointBuilder builder;
  // 1.0, -2.0, 0.5 / 3.0, 0.25, -inf in bf16 and in f16.
  builder.add<uint16_t>("b", ElementType::BF16, {2, 3},
                        {0x3f80, 0xc000, 0x3f00, 0x4040, 0x3e80, 0xff80}, 1);
  builder.add<uint16_t>("h", ElementType::F16, {2, 3},
                        {0x3c00, 0xc000, 0x3800, 0x4200, 0x3400, 0xfc00});
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  const float expected[2][3] = {{1, -2, 0.5f}, {3, 0.25f, -INFINITY}};
  for (const char *name : {"b", "h"}) {
    auto plain = store.acquire({name, ElementType::F32, {2, 3}});
    auto panels = store.acquire({name, ElementType::F32, {2, 3}, "panels64"});
    auto turned = store.acquire({name, ElementType::F32, {2, 3}, "panels64t"});
    ASSERT_TRUE(plain.ok() && panels.ok() && turned.ok());
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 3; ++column) {
        float value = expected[row][column];
        EXPECT_EQ(floats(plain)[row * 3 + column], value);
        EXPECT_EQ(floats(panels)[row * 64 + column], value);
        EXPECT_EQ(floats(turned)[column * 64 + row], value);
      }
    EXPECT_EQ(floats(panels)[3], 0.0f);
    EXPECT_EQ(floats(turned)[2], 0.0f);
  }
}

TEST(ParamStore, RemembersEachForm) {
  CheckpointBuilder builder;
  builder.add("w", ElementType::F32, {2, 3}, numbers(6));
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  ParamRequest plain{"w", ElementType::F32, {2, 3}};
  ParamRequest packed{"w", ElementType::F32, {2, 3}, "panels64"};
  const void *first = *store.acquire(packed), *second = *store.acquire(plain);
  EXPECT_NE(first, second);
  EXPECT_EQ(*store.acquire(packed), first);
  EXPECT_EQ(*store.acquire(plain), second);
  EXPECT_EQ(store.counters().convertedBytes, 24u);
  EXPECT_EQ(store.counters().derivedBytes, 512u);
  // A remembered form is checked against the request all the same.
  packed.dims = {3, 2};
  EXPECT_EQ(store.acquire(packed).message(),
            "checkpoint '" + file.path() +
                "': tensor 'w': expected shape [3, 2], found [2, 3]");
}

TEST(ParamStore, ADynamicExtentFitsAnyStoredOne) {
  CheckpointBuilder builder;
  builder.add("w", ElementType::F32, {2, 3}, numbers(6));
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  EXPECT_TRUE(store.acquire({"w", ElementType::F32, {PTIR_DYNAMIC, 3}}).ok());
  EXPECT_EQ(store.acquire({"w", ElementType::F32, {PTIR_DYNAMIC, 4}}).message(),
            "checkpoint '" + file.path() +
                "': tensor 'w': expected shape [?, 4], found [2, 3]");
}

TEST(ParamStore, SaysWhatDoesNotFit) {
  CheckpointBuilder builder;
  builder.add("w", ElementType::F32, {2, 3}, numbers(6));
  builder.add<double>("d", ElementType::F64, {1}, {1.0});
  builder.add<double>("m", ElementType::F64, {1, 1}, {1.0});
  builder.add<float>("v", ElementType::F32, {3}, {1, 2, 3});
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  std::string where = "checkpoint '" + file.path() + "': tensor ";
  auto message = [&](const ParamRequest &request) {
    StatusOr<const void *> data = store.acquire(request);
    return data.ok() ? "no failure" : data.message();
  };
  EXPECT_EQ(message({"w", ElementType::F32, {3, 2}}),
            where + "'w': expected shape [3, 2], found [2, 3]");
  EXPECT_EQ(message({"w", ElementType::F32, {6}}),
            where + "'w': expected shape [6], found [2, 3]");
  EXPECT_EQ(message({"w", ElementType::BF16, {2, 3}}),
            where + "'w': expected element type bf16, found f32");
  EXPECT_EQ(message({"d", ElementType::F32, {1}}),
            where + "'d': expected element type f32, f16 or bf16, found f64");
  EXPECT_EQ(message({"v", ElementType::F32, {3}, "panels64"}),
            where + "'v': expected rank 2 for layout 'panels64', found shape "
                    "[3]");
  EXPECT_EQ(message({"w", ElementType::F32, {2, 3}, "tiles"}),
            "parameter 'w': expected a layout of docs/formats.md, found "
            "'tiles'");
  EXPECT_EQ(message({"v", ElementType::F32, {3}, "panels64t:s8"}),
            where + "'v': expected rank 2 for layout 'panels64t:s8', found "
                    "shape [3]");
  EXPECT_EQ(message({"m", ElementType::F64, {1, 1}, "panels64:bf16"}),
            where + "'m': expected f32 for layout 'panels64:bf16', found f64");
  EXPECT_EQ(message({"x", ElementType::F32, {}}), where + "'x': not found");
}

TEST(ParamStore, TakesScalarsAndEmptyTensors) {
  CheckpointBuilder builder;
  builder.add<float>("scalar", ElementType::F32, {}, {4.5f});
  builder.add<float>("empty", ElementType::F32, {0, int64_t(1) << 60}, {});
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  StatusOr<const void *> scalar =
      store.acquire({"scalar", ElementType::F32, {}});
  ASSERT_TRUE(scalar.ok()) << scalar.message();
  EXPECT_EQ(floats(scalar)[0], 4.5f);
  for (const char *layout : {"", "panels64", "panels64t"}) {
    StatusOr<const void *> empty = store.acquire(
        {"empty", ElementType::F32, {0, int64_t(1) << 60}, layout});
    ASSERT_TRUE(empty.ok()) << empty.message();
    EXPECT_NE(*empty, nullptr);
  }
}

/// The pages of [data, data + bytes) that this process has mapped, by the
/// "Rss" of the mapping in smaps.
int64_t residentBytesOf(const std::string &path) {
  std::ifstream smaps("/proc/self/smaps");
  bool inside = false;
  int64_t kilobytes = 0;
  for (std::string line; std::getline(smaps, line);) {
    if (line.find('-') < line.find(' ') && line.find(':') > line.find(' '))
      inside = line.size() >= path.size() &&
               line.compare(line.size() - path.size(), path.size(), path) == 0;
    else if (inside && line.rfind("Rss:", 0) == 0)
      kilobytes += std::stoll(line.substr(4));
  }
  return kilobytes * 1024;
}

TEST(ParamStore, GivesTheSourcePagesBack) {
  CheckpointBuilder builder;
  constexpr int64_t rows = 3001, columns = 4099; // 49 MB
  builder.add("big", ElementType::F32, {rows, columns}, numbers(rows * columns),
              4);
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  StatusOr<const void *> data =
      store.acquire({"big", ElementType::F32, {rows, columns}, "panels64"});
  ASSERT_TRUE(data.ok()) << data.message();
  ParamCounters counters = store.counters();
  EXPECT_EQ(counters.convertedBytes, uint64_t(rows * columns * 4));
  EXPECT_GE(counters.releasedBytes, counters.convertedBytes - 2 * page);
  EXPECT_LE(counters.releasedBytes, counters.convertedBytes);
  EXPECT_LE(residentBytesOf(file.path()), int64_t(2 * page));
  // And the packed form is whole: the last row's last column.
  int64_t last =
      ((columns - 1) / 64 * rows + rows - 1) * 64 + (columns - 1) % 64;
  EXPECT_EQ(floats(data)[last], static_cast<float>(rows * columns - 1) * 0.5f);
}

TEST(ParamStore, AParameterNobodyTouchesIsNotRead) {
  CheckpointBuilder builder;
  builder.add("a", ElementType::F32, {1 << 20}, numbers(1 << 20));
  TemporaryFile file(builder.bytes);
  ParamStore store(std::make_unique<CheckpointSource>(builder.over(file)));
  StatusOr<const void *> data =
      store.acquire({"a", ElementType::F32, {1 << 20}});
  ASSERT_TRUE(data.ok()) << data.message();
  EXPECT_EQ(residentBytesOf(file.path()), 0);
  EXPECT_EQ(floats(data)[1 << 10], 512.0f);
  EXPECT_GT(residentBytesOf(file.path()), 0); // so the measure works
}

TEST(ParamStore, ThreadsGetTheSameForm) {
  auto source = std::make_unique<MemorySource>();
  StatusOr<HostTensor> tensor = HostTensor::zeros(ElementType::F32, {67, 131});
  ASSERT_TRUE(tensor.ok()) << tensor.message();
  source->add("w", std::move(*tensor));
  ParamStore store(std::move(source), ThreadPool(2));
  const void *found[4] = {};
  std::vector<std::thread> threads;
  for (const void *&data : found)
    threads.emplace_back([&] {
      data = *store.acquire({"w", ElementType::F32, {67, 131}, "panels64"});
    });
  for (std::thread &thread : threads)
    thread.join();
  for (const void *data : found)
    EXPECT_EQ(data, found[0]);
  EXPECT_EQ(store.counters().derivedBytes, uint64_t(3 * 64 * 67 * 4));
}

} // namespace
