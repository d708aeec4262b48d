//===- ExecInputsTest.cpp - Arguments of an entry -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "tools/ptir-run/ExecInputs.h"
#include "tools/ptir-run/InputFiles.h"
#include "tools/ptir-run/OutputTensors.h"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::run;
using execution::TensorType;
using runtime::HostTensor;

namespace {

using Dims = std::vector<int64_t>;

TEST(ExecInputsTest, seedsFloatsNormally) {
  InputFlags flags;
  flags.seed = 3;
  auto args = makeArguments({{ElementType::F64, {10000}}}, flags);
  ASSERT_TRUE(args.ok()) << args.message();
  const double *values = args->front().as<double>();
  double sum = 0, squares = 0, fourth = 0;
  for (int i = 0; i < 10000; ++i) {
    sum += values[i];
    squares += values[i] * values[i];
    fourth += std::pow(values[i], 4);
  }
  EXPECT_NEAR(sum / 10000, 0, 0.05);
  EXPECT_NEAR(squares / 10000, 1, 0.05);
  EXPECT_NEAR(fourth / 10000, 3, 0.3);
}

TEST(ExecInputsTest, seedsIntegersFromZeroToSeven) {
  auto args = makeArguments({{ElementType::SI64, {1000}},
                             {ElementType::SI4, {1000}},
                             {ElementType::I1, {1000}}},
                            InputFlags());
  ASSERT_TRUE(args.ok()) << args.message();
  int seen[8] = {}, ones = 0;
  for (int i = 0; i < 1000; ++i) {
    int64_t wide = (*args)[0].as<int64_t>()[i];
    int64_t narrow = (*args)[1].as<int8_t>()[i];
    int64_t bit = (*args)[2].as<int8_t>()[i];
    ASSERT_TRUE(wide >= 0 && wide < 8 && narrow >= 0 && narrow < 8);
    ASSERT_TRUE(bit == 0 || bit == 1);
    ++seen[wide];
    ones += static_cast<int>(bit);
  }
  for (int count : seen)
    EXPECT_GT(count, 80);
  EXPECT_NEAR(ones, 500, 80);
}

TEST(ExecInputsTest, sameSeedSameArguments) {
  std::vector<TensorType> types = {{ElementType::BF16, {5}},
                                   {ElementType::CF32, {-1}}};
  InputFlags flags;
  auto a = makeArguments(types, flags), b = makeArguments(types, flags);
  flags.seed = 1;
  auto c = makeArguments(types, flags);
  ASSERT_TRUE(a.ok() && b.ok() && c.ok());
  for (int i : {0, 1}) {
    auto bytes = static_cast<size_t>((*a)[i].bytes());
    EXPECT_EQ(std::memcmp((*a)[i].data(), (*b)[i].data(), bytes), 0);
    EXPECT_NE(std::memcmp((*a)[i].data(), (*c)[i].data(), bytes), 0);
  }
}

TEST(ExecInputsTest, takesExtentsInOrderOfAppearance) {
  InputFlags flags;
  flags.extents = {3, 0};
  std::vector<TensorType> types = {{ElementType::F32, {-1, 2}},
                                   {ElementType::F32, {-1, -1}}};
  auto args = makeArguments(types, flags);
  ASSERT_TRUE(args.ok()) << args.message();
  EXPECT_EQ((*args)[0].dims(), (Dims{3, 2}));
  EXPECT_EQ((*args)[1].dims(), (Dims{0, 4}));

  flags.extents = {1, 2, 3, 4};
  EXPECT_EQ(makeArguments(types, flags).message(),
            "extents: expected at most 3, one for each '?' of the arguments "
            "without a file, found 4");
}

TEST(ExecInputsTest, conformsTypesThatNumpyLacks) {
  HostTensor bytes = std::move(*HostTensor::zeros(ElementType::SI8, {2}));
  bytes.as<int8_t>()[0] = -8;
  bytes.as<int8_t>()[1] = 7;
  auto narrow = conform(std::move(bytes), ElementType::SI4, "x");
  ASSERT_TRUE(narrow.ok()) << narrow.message();
  EXPECT_EQ(narrow->type(), ElementType::SI4);
  EXPECT_EQ(narrow->as<int8_t>()[0], -8);

  HostTensor wide = std::move(*HostTensor::zeros(ElementType::UI8, {2}));
  wide.as<uint8_t>()[1] = 16;
  EXPECT_EQ(conform(std::move(wide), ElementType::UI4, "x").message(),
            "x: element 1: expected a value of ui4, found 16");

  HostTensor floats = std::move(*HostTensor::zeros(ElementType::F32, {1}));
  floats.as<float>()[0] = 1.00390625f; // halfway between two bf16
  auto rounded = conform(std::move(floats), ElementType::BF16, "x");
  ASSERT_TRUE(rounded.ok()) << rounded.message();
  EXPECT_EQ(rounded->as<uint16_t>()[0], 0x3f80);

  HostTensor other = std::move(*HostTensor::zeros(ElementType::F64, {1}));
  EXPECT_EQ(conform(std::move(other), ElementType::F32, "x").message(),
            "x: expected elements of type f32, found f64");
}

class InputFilesTest : public testing::Test {
protected:
  InputFilesTest()
      : path(testing::TempDir() + "ptir-inputs-" +
             testing::UnitTest::GetInstance()->current_test_info()->name() +
             ".safetensors") {}
  ~InputFilesTest() override { std::filesystem::remove(path); }

  /// One scalar per name, with the values 0, 1, ….
  void write(const std::vector<std::string> &names) {
    std::vector<float> values(names.size());
    std::vector<NamedTensor> tensors;
    for (size_t i = 0; i < names.size(); ++i) {
      values[i] = static_cast<float>(i);
      tensors.push_back(
          {names[i],
           {&values[i], nullptr, 0, static_cast<int32_t>(ElementType::F32)}});
    }
    Status status = writeTensors(path, tensors);
    ASSERT_TRUE(status.ok()) << status.message();
  }

  std::string path;
  std::vector<TensorType> types = {{ElementType::F32, {}},
                                   {ElementType::F32, {}}};
};

TEST_F(InputFilesTest, goesByTheNumberInTheName) {
  write({"arg1", "result0"});
  auto given = readInputFiles({path}, types);
  ASSERT_TRUE(given.ok()) << given.message();
  EXPECT_EQ((*given)[0]->as<float>()[0], 1.0f);
  EXPECT_EQ((*given)[1]->as<float>()[0], 0.0f);
}

TEST_F(InputFilesTest, takesASingleTensorAsTheNextArgument) {
  write({"logits"});
  auto given = readInputFiles({path, path}, types);
  ASSERT_TRUE(given.ok()) << given.message();
  EXPECT_TRUE((*given)[0] && (*given)[1]);
  EXPECT_EQ(readInputFiles({path, path, path}, types).message(),
            "'" + path +
                "': tensor 'logits': expected one of 2 arguments, found "
                "argument 2");
}

TEST_F(InputFilesTest, refusesWhatItCannotPlace) {
  write({"a", "b"});
  EXPECT_EQ(readInputFiles({path}, types).message(),
            "'" + path +
                "': tensor 'a': expected a name that ends in the number of an "
                "argument, such as 'arg0'");
  write({"arg0", "x0"});
  EXPECT_EQ(readInputFiles({path}, types).message(),
            "'" + path +
                "': tensor 'x0': expected argument 0 once, found it again");
  write({"arg7"});
  EXPECT_FALSE(readInputFiles({path}, types).ok());
  EXPECT_EQ(readInputFiles({"x.txt"}, types).message(),
            "input 'x.txt': expected a .npy, .safetensors or .gptrsten file");
}

} // namespace
