//===- CompareArchivesTest.cpp - Are two files of tensors alike -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "tools/ptir-run/CompareArchives.h"
#include "tools/ptir-run/OutputTensors.h"

#include "ptir/Runtime/HostTensor.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>
#include <limits>

using namespace ptir;
using namespace ptir::run;
using runtime::HostTensor;

namespace {

struct Given {
  std::string name;
  std::vector<int64_t> shape;
  std::vector<float> values;
};

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float inf = std::numeric_limits<float>::infinity();

class CompareArchivesTest : public testing::Test {
protected:
  Checkpoint archive(const std::string &name, const std::vector<Given> &list) {
    std::vector<HostTensor> tensors;
    std::vector<NamedTensor> named;
    for (const Given &given : list) {
      auto tensor = HostTensor::zeros(ElementType::F32, given.shape);
      EXPECT_TRUE(tensor.ok()) << tensor.message();
      std::copy(given.values.begin(), given.values.end(), tensor->as<float>());
      tensors.push_back(std::move(*tensor));
    }
    for (size_t i = 0; i < list.size(); ++i)
      named.push_back({list[i].name, tensors[i].view()});
    return written(name, named);
  }

  Checkpoint written(const std::string &name,
                     const std::vector<NamedTensor> &named) {
    std::string path =
        (std::filesystem::path(testing::TempDir()) / ("ptir-compare-" + name))
            .string();
    Status status = writeTensors(path, named);
    EXPECT_TRUE(status.ok()) << status.message();
    auto table = openCheckpoint(path);
    EXPECT_TRUE(table.ok()) << table.message();
    return std::move(*table);
  }

  std::vector<TensorComparison> compare(const Tolerances &tolerances = {}) {
    auto list = compareArchives(first, second, tolerances);
    EXPECT_TRUE(list.ok()) << list.message();
    return std::move(*list);
  }

  Checkpoint first, second;
};

TEST_F(CompareArchivesTest, KeepsTheRecordedOrder) {
  first = archive("a.gptrsten",
                  {{"z", {1}, {1}}, {"m", {1}, {2}}, {"a", {1}, {3}}});
  second = archive(
      "b.safetensors",
      {{"q", {1}, {0}}, {"a", {1}, {4}}, {"m", {1}, {5}}, {"z", {1}, {1}}});
  auto list = compare();
  std::vector<std::string> names;
  for (const TensorComparison &comparison : list)
    names.push_back(comparison.name);
  EXPECT_EQ(names, (std::vector<std::string>{"z", "m", "a", "q"}));
  EXPECT_EQ(list[0].verdict, Verdict::Same);
  EXPECT_EQ(list[1].verdict, Verdict::Values);
  EXPECT_EQ(list[3].verdict, Verdict::OnlySecond);
  ASSERT_NE(firstDifference(list), nullptr);
  EXPECT_EQ(firstDifference(list)->name, "m");
}

TEST_F(CompareArchivesTest, MeasuresFloats) {
  first = archive("a.safetensors", {{"x", {2, 3}, {1, 2, 3, 4, 5.5f, -6}}});
  second = archive("b.safetensors", {{"x", {2, 3}, {1, 2, 3.25f, 4, 5, -6}}});
  auto list = compare();
  EXPECT_EQ(list[0].verdict, Verdict::Values);
  EXPECT_EQ(list[0].maxAbsolute, 0.5);
  EXPECT_EQ(list[0].maxRelative, 0.5 / 5);
  EXPECT_EQ(list[0].mismatches, 2u);
  EXPECT_EQ(list[0].mismatch, 2u);
  EXPECT_EQ(list[0].firstValue, 3);
  EXPECT_EQ(list[0].secondValue, 3.25);
  // |a - b| <= absolute + relative * |b|, with equality.
  EXPECT_EQ(compare({0.1, 0})[0].mismatches, 0u);
  EXPECT_EQ(compare({0, 0.25})[0].mismatches, 1u);
  EXPECT_EQ(compare({0, 0.5})[0].verdict, Verdict::Same);
  EXPECT_EQ(compare({0.0999, 0})[0].mismatches, 1u);
}

TEST_F(CompareArchivesTest, NanAndInfinity) {
  first = archive("a.safetensors", {{"n", {3}, {nan, 1, inf}},
                                    {"o", {1}, {nan}},
                                    {"p", {1}, {0}},
                                    {"q", {1}, {inf}},
                                    {"r", {1}, {0.0f}}});
  second = archive("b.safetensors", {{"n", {3}, {nan, 1, inf}},
                                     {"o", {1}, {0}},
                                     {"p", {1}, {nan}},
                                     {"q", {1}, {-inf}},
                                     {"r", {1}, {-0.0f}}});
  // No tolerance makes up for them.
  auto list = compare({1e30, 1e30});
  EXPECT_EQ(list[0].verdict, Verdict::Same);
  EXPECT_EQ(list[1].verdict, Verdict::Values);
  EXPECT_EQ(list[2].verdict, Verdict::Values);
  EXPECT_EQ(list[3].verdict, Verdict::Values);
  EXPECT_EQ(list[4].verdict, Verdict::Same);
  EXPECT_TRUE(std::isnan(list[1].firstValue));
  EXPECT_EQ(list[1].maxAbsolute, 0);
  EXPECT_EQ(list[3].maxAbsolute, inf);
}

TEST_F(CompareArchivesTest, ShapesTypesAndNames) {
  auto ints = HostTensor::zeros(ElementType::SI32, {2});
  auto floats = HostTensor::zeros(ElementType::F32, {2});
  auto column = HostTensor::zeros(ElementType::F32, {2, 1});
  auto other = HostTensor::zeros(ElementType::SI32, {2});
  auto empty = HostTensor::zeros(ElementType::F32, {0, 3});
  other->as<int32_t>()[1] = 1;
  first = written("a.gptrsten", {{"type", ints->view()},
                                 {"shape", floats->view()},
                                 {"gone", floats->view()},
                                 {"ints", ints->view()},
                                 {"none", empty->view()}});
  second = written("b.gptrsten", {{"type", floats->view()},
                                  {"shape", column->view()},
                                  {"ints", other->view()},
                                  {"none", empty->view()}});
  auto list = compare({1e9, 1e9});
  EXPECT_EQ(list[0].verdict, Verdict::Type);
  EXPECT_EQ(list[1].verdict, Verdict::Shape);
  EXPECT_EQ(list[2].verdict, Verdict::OnlyFirst);
  // Integers have no tolerance.
  EXPECT_EQ(list[3].verdict, Verdict::Values);
  EXPECT_EQ(list[3].mismatch, 1u);
  EXPECT_EQ(list[4].verdict, Verdict::Same);
}

TEST_F(CompareArchivesTest, AcrossBlocks) {
  std::vector<float> values(700'000, 1.0f);
  first = archive("a.safetensors", {{"x", {700, 1000}, values}});
  values[650'001] = 2;
  second = archive("b.safetensors", {{"x", {700, 1000}, values}});
  auto list = compare();
  EXPECT_EQ(list[0].mismatches, 1u);
  EXPECT_EQ(list[0].mismatch, 650'001u);
}

} // namespace
