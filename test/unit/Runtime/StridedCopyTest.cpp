//===- StridedCopyTest.cpp - ptir_rt_copy against a naive loop --*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/StridedCopy.h"

#include <gtest/gtest.h>

#include <cstring>
#include <numeric>
#include <string>
#include <vector>

using ptir::runtime::stridedCopy;

namespace {

struct CopyCase {
  const char *name;
  std::vector<int64_t> dims, dstStrides, srcStrides;
  int64_t dstStart = 0, srcStart = 0; // elements
};

class StridedCopy
    : public testing::TestWithParam<std::tuple<CopyCase, int32_t>> {};

/// Copies element by element, the position computed from scratch each time.
void naiveCopy(const CopyCase &test, std::vector<unsigned char> &dst,
               const std::vector<unsigned char> &src, int32_t bytes) {
  int64_t count = 1;
  for (int64_t extent : test.dims)
    count *= extent;
  for (int64_t i = 0; i < count; ++i) {
    int64_t rest = i, to = test.dstStart, from = test.srcStart;
    for (size_t axis = test.dims.size(); axis-- > 0;) {
      int64_t index = rest % test.dims[axis];
      rest /= test.dims[axis];
      to += index * test.dstStrides[axis];
      from += index * test.srcStrides[axis];
    }
    std::memcpy(&dst[static_cast<size_t>(to * bytes)],
                &src[static_cast<size_t>(from * bytes)],
                static_cast<size_t>(bytes));
  }
}

TEST_P(StridedCopy, EqualsTheNaiveLoop) {
  const auto &[test, bytes] = GetParam();
  std::vector<unsigned char> src(4096 * 16), expected(4096 * 16, 0xee);
  std::iota(src.begin(), src.end(), static_cast<unsigned char>(0));
  for (size_t i = 0; i < src.size(); i += 251)
    src[i] = static_cast<unsigned char>(i / 251);
  std::vector<unsigned char> found = expected;
  naiveCopy(test, expected, src, bytes);
  stridedCopy(&found[static_cast<size_t>(test.dstStart * bytes)],
              test.dstStrides.data(),
              &src[static_cast<size_t>(test.srcStart * bytes)],
              test.srcStrides.data(), test.dims.data(),
              static_cast<int32_t>(test.dims.size()), bytes);
  EXPECT_EQ(found, expected);
}

const CopyCase copyCases[] = {
    {"Scalar", {}, {}, {}},
    {"Contiguous", {3, 5, 7}, {35, 7, 1}, {35, 7, 1}},
    {"Rows", {3, 5, 7}, {35, 7, 1}, {110, 11, 1}},
    {"RowsOfOneSide", {3, 5, 7}, {110, 11, 1}, {35, 7, 1}},
    {"Transposed", {5, 7}, {7, 1}, {1, 5}},
    {"Permuted", {3, 5, 7}, {35, 7, 1}, {1, 21, 3}},
    {"EveryOther", {11}, {1}, {2}},
    {"Broadcast", {3, 5}, {5, 1}, {0, 1}},
    {"BroadcastInner", {3, 5}, {5, 1}, {1, 0}},
    {"Reversed", {3, 5}, {5, 1}, {5, -1}, 0, 4},
    {"UnitExtents", {1, 13, 1, 3}, {999, 3, 77, 1}, {-5, 3, 0, 1}},
    {"Empty", {3, 0, 5}, {5, 5, 1}, {5, 5, 1}},
    {"Rank16",
     {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 3, 1, 2},
     {1, 96, 1, 48, 1, 24, 1, 12, 1, 6, 1, 1, 1, 2, 1, 1},
     {1, 1, 1, 2, 1, 4, 1, 8, 1, 16, 1, 1, 1, 32, 1, 96}},
};

INSTANTIATE_TEST_SUITE_P(, StridedCopy,
                         testing::Combine(testing::ValuesIn(copyCases),
                                          testing::Values(1, 2, 4, 8, 16)),
                         [](const auto &info) {
                           return std::get<0>(info.param).name +
                                  std::to_string(std::get<1>(info.param)) +
                                  "Bytes";
                         });

TEST(StridedCopyOntoItself, ChangesNothing) {
  std::vector<int32_t> values(12);
  std::iota(values.begin(), values.end(), 0);
  std::vector<int32_t> before = values;
  int64_t dims[] = {3, 4}, strides[] = {4, 1};
  stridedCopy(values.data(), strides, values.data(), strides, dims, 2, 4);
  EXPECT_EQ(values, before);
}

} // namespace
