//===- TensorTextTest.cpp - Tensors for people and programs ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "tools/ptir-run/TensorText.h"

#include "ptir/Support/ElementType.h"

#include <complex>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

using namespace ptir;
using namespace ptir::run;

namespace {

template <typename T>
std::string json(ElementType type, std::vector<int64_t> dims,
                 std::vector<T> values) {
  return tensorJson({values.data(), dims.data(),
                     static_cast<int32_t>(dims.size()),
                     static_cast<int32_t>(type)});
}

/// The data of a scalar.
template <typename T>
std::string scalar(ElementType type, T value) {
  std::string text = json<T>(type, {}, {value});
  size_t begin = text.find("\"data\":") + 7;
  return text.substr(begin, text.size() - begin - 1);
}

TEST(TensorTextTest, nestsByShape) {
  EXPECT_EQ(json<float>(ElementType::F32, {2, 3}, {1, 2, 3, 4, 5, 6.5}),
            R"({"shape":[2,3],"dtype":"f32","data":[[1.0,2.0,3.0],)"
            R"([4.0,5.0,6.5]]})");
  EXPECT_EQ(json<float>(ElementType::F32, {}, {2}),
            R"({"shape":[],"dtype":"f32","data":2.0})");
  EXPECT_EQ(json<float>(ElementType::F32, {1, 1}, {2}),
            R"({"shape":[1,1],"dtype":"f32","data":[[2.0]]})");
}

TEST(TensorTextTest, writesEmptyListsForExtentZero) {
  EXPECT_EQ(json<float>(ElementType::F32, {0}, {}),
            R"({"shape":[0],"dtype":"f32","data":[]})");
  EXPECT_EQ(json<float>(ElementType::F32, {2, 0, 3}, {}),
            R"({"shape":[2,0,3],"dtype":"f32","data":[[],[]]})");
  EXPECT_EQ(json<float>(ElementType::F32, {0, 2}, {}),
            R"({"shape":[0,2],"dtype":"f32","data":[]})");
}

TEST(TensorTextTest, quotesWhatJsonLacks) {
  double inf = std::numeric_limits<double>::infinity();
  double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(json<double>(ElementType::F64, {4}, {nan, inf, -inf, -nan}),
            R"({"shape":[4],"dtype":"f64","data":["nan","inf","-inf","nan"]})");
  EXPECT_EQ(json<float>(ElementType::F32, {1}, {float(-inf)}),
            R"({"shape":[1],"dtype":"f32","data":["-inf"]})");
}

TEST(TensorTextTest, writesBooleansAndComplexNumbers) {
  EXPECT_EQ(json<uint8_t>(ElementType::I1, {2}, {0, 1}),
            R"({"shape":[2],"dtype":"i1","data":[false,true]})");
  EXPECT_EQ(scalar(ElementType::CF32, std::complex<float>(1.5f, -0.0f)),
            R"({"re":1.5,"im":-0.0})");
  EXPECT_EQ(scalar(ElementType::CF64, std::complex<double>(0.1, INFINITY)),
            R"({"re":0.1,"im":"inf"})");
}

TEST(TensorTextTest, writesIntegersWhole) {
  EXPECT_EQ(scalar<int8_t>(ElementType::SI4, -8), "-8");
  EXPECT_EQ(scalar<uint8_t>(ElementType::SI4, 0x0f), "-1");
  EXPECT_EQ(scalar<uint8_t>(ElementType::UI4, 15), "15");
  EXPECT_EQ(scalar<int8_t>(ElementType::SI8, -128), "-128");
  EXPECT_EQ(scalar<uint16_t>(ElementType::UI16, 65535), "65535");
  EXPECT_EQ(scalar<int32_t>(ElementType::SI32, INT32_MIN), "-2147483648");
  EXPECT_EQ(scalar<int64_t>(ElementType::SI64, INT64_MIN),
            "-9223372036854775808");
  EXPECT_EQ(scalar<uint64_t>(ElementType::UI64, UINT64_MAX),
            "18446744073709551615");
}

TEST(TensorTextTest, writesTheFewestDigitsThatReadBack) {
  EXPECT_EQ(scalar(ElementType::F32, 0.1f), "0.1");
  EXPECT_EQ(scalar(ElementType::F64, 0.1), "0.1");
  EXPECT_EQ(scalar(ElementType::F32, -0.0f), "-0.0");
  EXPECT_EQ(scalar(ElementType::F32, 1e20f), "1e+20");
  EXPECT_EQ(scalar(ElementType::F32, 16777216.0f), "16777216.0");
  EXPECT_EQ(scalar<uint16_t>(ElementType::BF16, 0x3f8d), "1.1015625");
  EXPECT_EQ(scalar<uint16_t>(ElementType::F16, 0x0001), "5.9604645e-08");
  EXPECT_EQ(scalar<uint8_t>(ElementType::F8E4M3FN, 0x7f), "\"nan\"");
  EXPECT_EQ(scalar<uint8_t>(ElementType::F8E5M2, 0xfc), "\"-inf\"");

  // Any pattern of bits reads back, NaN apart.
  uint32_t bits = 12345;
  for (int i = 0; i < 10000; ++i) {
    bits = bits * 1664525u + 1013904223u;
    float value;
    std::memcpy(&value, &bits, sizeof(value));
    if (value != value)
      continue;
    std::string text = scalar(ElementType::F32, value);
    if (text.front() == '"')
      continue;
    EXPECT_EQ(std::strtof(text.c_str(), nullptr), value) << text;
  }
}

TEST(TensorTextTest, writesRowsForPeople) {
  std::vector<float> values = {1, 2, 3, NAN};
  std::vector<int64_t> dims = {2, 2};
  ptir_tensor tensor{values.data(), dims.data(), 2,
                     static_cast<int32_t>(ElementType::F32)};
  EXPECT_EQ(tensorRows(tensor), "[[1.0, 2.0],\n [3.0, nan]]");
}

TEST(TensorTextTest, shortensLargeTensorsForPeople) {
  std::vector<int32_t> values(2000);
  for (int i = 0; i < 2000; ++i)
    values[i] = i;
  std::vector<int64_t> dims = {2, 1000};
  ptir_tensor tensor{values.data(), dims.data(), 2,
                     static_cast<int32_t>(ElementType::SI32)};
  EXPECT_EQ(tensorRows(tensor), "[[0, 1, 2, …, 997, 998, 999],\n"
                                " [1000, 1001, 1002, …, 1997, 1998, 1999]]");
  dims = {1000, 2};
  EXPECT_EQ(tensorRows(tensor),
            "[[0, 1],\n [2, 3],\n [4, 5],\n …,\n"
            " [1994, 1995],\n [1996, 1997],\n [1998, 1999]]");
  EXPECT_EQ(tensorJson(tensor).find("…"), std::string::npos);
}

} // namespace
