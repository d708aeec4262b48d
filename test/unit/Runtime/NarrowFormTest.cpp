//===- NarrowFormTest.cpp - Weights in fewer bits, by value -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every narrow layout of every shape is compared, element by element, with the
// formulas of ParamLayout.h, worked out here in double.
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/ParamDerivation.h"
#include "ptir/Support/ScalarFloat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

using namespace ptir;
using namespace ptir::runtime;

namespace {

/// Of columns that differ in size by powers of ten; column 3 is zero, and so
/// small in column 5 that its scale would be.
float weight(int64_t k, int64_t n) {
  if (n == 3)
    return 0.0f;
  auto mixed = static_cast<uint32_t>(k * 7919 + n * 104729) * 2654435761u;
  float value = static_cast<float>(static_cast<int32_t>(mixed)) / 2147483648.0f;
  return n == 5 ? value * 1e-40f
                : value * std::pow(10.0f, static_cast<float>(n % 5 - 2));
}

/// A derived form of the matrix of weights, which is stored in `from`.
struct Derived {
  int64_t K, N;
  bool isTransposed;
  std::vector<float> values;         // as stored, [k * N + n]
  std::vector<unsigned char> source; // in the order of the layout
  std::vector<unsigned char> target;
  Status status;

  Derived(const std::string &name, ElementType from, int64_t K, int64_t N,
          float special = 0.0f)
      : K(K), N(N), values(static_cast<size_t>(K * N)) {
    std::optional<ParamForm> form = parseParamForm(name);
    EXPECT_TRUE(form) << name;
    isTransposed = form->layout != ParamLayout::Panels64;
    ParamDerivation derivation{*form, from,    ElementType::F32, K,
                               N,     nullptr, nullptr};
    source.resize(static_cast<size_t>(derivation.sourceBytes()));
    for (int64_t k = 0; k < K; ++k)
      for (int64_t n = 0; n < N; ++n) {
        float value = weight(k, n);
        if (special != 0.0f && k == K - 1 && n == N - 1)
          value = special;
        uint64_t bits = encodeFloat(from, value);
        values[static_cast<size_t>(k * N + n)] =
            static_cast<float>(decodeFloat(from, bits));
        int64_t index = isTransposed ? n * K + k : k * N + n;
        std::memcpy(source.data() + index * storageBytes(from), &bits,
                    static_cast<size_t>(storageBytes(from)));
      }
    target.resize(static_cast<size_t>(derivation.targetBytes()));
    derivation.source = source.data();
    derivation.target = target.data();
    int64_t position = 0;
    status = derive(derivation, ThreadPool(2), [&](int64_t begin, int64_t end) {
      EXPECT_EQ(begin, position);
      position = end;
      return true;
    });
    EXPECT_EQ(position, derivation.sourceBytes());
  }

  float at(int64_t k, int64_t n) const {
    return values[static_cast<size_t>(k * N + n)];
  }

  template <typename T>
  T read(int64_t byte) const {
    T value;
    EXPECT_LE(byte + static_cast<int64_t>(sizeof value),
              static_cast<int64_t>(target.size()));
    std::memcpy(&value, target.data() + byte, sizeof value);
    return value;
  }

  float largest(int64_t n) const {
    float most = 0;
    for (int64_t k = 0; k < K; ++k)
      most = std::max(most, std::abs(at(k, n)));
    return most;
  }
};

using NarrowCase =
    std::tuple<std::string, ElementType, std::pair<int64_t, int64_t>>;

class NarrowForm : public testing::TestWithParam<NarrowCase> {};

TEST_P(NarrowForm, EqualsItsFormula) {
  auto [name, from, extents] = GetParam();
  auto [K, N] = extents;
  Derived form(name, from, K, N);
  ASSERT_TRUE(form.status.ok()) << form.status.message();
  bool isHalf = name.find("bf16") != std::string::npos;
  int64_t panels = (N + 63) / 64;
  int64_t rows = isHalf ? (K + 1) / 2 * 2 : (K + 3) / 4 * 4 + 4;
  ASSERT_EQ(form.target.size(),
            static_cast<size_t>(panels * rows * 64 * (isHalf ? 2 : 1)));

  for (int64_t n = 0; n < panels * 64; ++n) {
    bool exists = n < N;
    // Below 127 / largest float there is no scale.
    float most = exists ? form.largest(n) : 0;
    float scale = most < 4e-37f ? 0 : most / 127;
    if (!isHalf) {
      int64_t byte = (n / 64 * rows + rows - 4) * 64 + n % 64 * 4;
      ASSERT_EQ(form.read<float>(byte), scale) << n;
    }
    for (int64_t k = 0; k < (isHalf ? rows : rows - 4); ++k) {
      float stored = exists && k < K ? form.at(k, n) : 0;
      if (isHalf) {
        int64_t index =
            (n / 64 * (rows / 2) + k / 2) * 128 + n % 64 * 2 + k % 2;
        ASSERT_EQ(form.read<uint16_t>(2 * index),
                  encodeFloat(ElementType::BF16, stored))
            << "element (" << k << ", " << n << ")";
        continue;
      }
      int64_t index = (n / 64 * rows + k / 4 * 4) * 64 + n % 64 * 4 + k % 4;
      int value = form.read<int8_t>(index);
      ASSERT_LE(std::abs(value), 127);
      ASSERT_NEAR(value, scale == 0 ? 0.0 : double(stored) / scale, 0.5001)
          << "element (" << k << ", " << n << ")";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    , NarrowForm,
    testing::Combine(testing::Values("panels64:bf16", "panels64t:bf16",
                                     "panels64:s8", "panels64t:s8"),
                     testing::Values(ElementType::F32, ElementType::F16,
                                     ElementType::BF16),
                     testing::Values(std::pair<int64_t, int64_t>{1, 1},
                                     std::pair<int64_t, int64_t>{7, 61},
                                     std::pair<int64_t, int64_t>{130, 64},
                                     std::pair<int64_t, int64_t>{263, 131})));

/// What a 12-bit float stands for, relative to its scale.
double shortFloat(double quotient) {
  double rounded =
      decodeFloat(ElementType::BF16, encodeFloat(ElementType::BF16, quotient));
  double least = std::ldexp(1.0, -13);
  if (std::abs(rounded) >= least)
    return rounded;
  return std::abs(rounded) < least / 2 ? 0.0 : std::copysign(least, rounded);
}

class ShortFloatForm : public testing::TestWithParam<NarrowCase> {};

TEST_P(ShortFloatForm, EqualsItsFormula) {
  auto [name, from, extents] = GetParam();
  auto [K, N] = extents;
  Derived form(name, from, K, N);
  ASSERT_TRUE(form.status.ok()) << form.status.message();
  int64_t panels = (N + 63) / 64, pairs = (K + 1) / 2;
  ASSERT_EQ(form.target.size(),
            static_cast<size_t>(panels * (pairs + 1) * 192));

  for (int64_t n = 0; n < panels * 64; ++n) {
    double most =
        n < N ? decodeFloat(ElementType::BF16,
                            encodeFloat(ElementType::BF16, form.largest(n)))
              : 0;
    // What is below the least normal number has no scale.
    double scale = most < 1.1754943e-38 ? 0 : std::exp2(std::ilogb(most));
    int64_t panel = n / 64 * (pairs + 1) * 192;
    ASSERT_EQ(
        decodeFloat(ElementType::BF16,
                    form.read<uint16_t>(panel + pairs * 192 + n % 64 * 2)),
        scale)
        << n;
    for (int64_t k = 0; k < 2 * pairs; ++k) {
      int64_t w = n % 16 * 2 + k % 2, half = n % 64 / 32;
      int64_t byte = w / 8 * 16 + n / 16 % 2 * 8 + w % 8;
      int64_t row = panel + k / 2 * 192;
      int upper = form.read<uint8_t>(row + byte) >> (4 * half) & 15;
      int lower = form.read<uint8_t>(row + 64 + 64 * half + byte);
      int bits = (upper & 7) == 0 ? 0 : ((upper & 7) + 56) << 8 | lower;
      double value = decodeFloat(
          ElementType::BF16, static_cast<uint64_t>(bits | upper >> 3 << 15));
      double stored =
          n < N && k < K && scale != 0 ? shortFloat(form.at(k, n) / scale) : 0;
      ASSERT_EQ(value, stored) << "element (" << k << ", " << n << ")";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    , ShortFloatForm,
    testing::Combine(testing::Values("panels64:f12", "panels64t:f12"),
                     testing::Values(ElementType::F32, ElementType::F16,
                                     ElementType::BF16),
                     testing::Values(std::pair<int64_t, int64_t>{1, 1},
                                     std::pair<int64_t, int64_t>{7, 61},
                                     std::pair<int64_t, int64_t>{130, 64},
                                     std::pair<int64_t, int64_t>{263, 131})));

// The largest floats, which bf16 would round to infinity.
TEST(ShortFloats, HoldTheLargestOnes) {
  Derived form("panels64:f12", ElementType::F32, 5, 70,
               std::numeric_limits<float>::max());
  ASSERT_TRUE(form.status.ok()) << form.status.message();
  // Element (4, 69) is in panel 1, row 2, byte 18 of either part.
  int64_t row = (4 + 2) * 192;
  EXPECT_EQ(form.read<uint8_t>(row + 18), 7);
  EXPECT_EQ(form.read<uint8_t>(row + 64 + 18), 0xff);
  EXPECT_EQ(form.read<uint16_t>((4 + 3) * 192 + 5 * 2), 0x7f00);
}

// Several slices of 8 MiB, which may begin at an odd row.
TEST(NarrowSlices, CoverLargeTensors) {
  const int64_t columns[] = {0, 1499, 3000}, depths[] = {0, 700, 701, 1498};
  for (const char *name : {"panels64:s8", "panels64t:s8"}) {
    Derived form(name, ElementType::F32, 1499, 3001);
    ASSERT_TRUE(form.status.ok());
    for (int64_t n : columns)
      for (int64_t k : depths) {
        int64_t index = (n / 64 * 376 + k / 4) * 256 + n % 64 * 4 + k % 4;
        double scale = form.largest(n) / 127.0;
        ASSERT_NEAR(form.read<int8_t>(index), form.at(k, n) / scale, 0.5001)
            << name << " (" << k << ", " << n << ")";
      }
  }
  for (const char *name : {"panels64:bf16", "panels64t:bf16"}) {
    Derived form(name, ElementType::F32, 1499, 3001);
    ASSERT_TRUE(form.status.ok());
    for (int64_t n = 0; n < 3001; n += 50)
      for (int64_t k = 0; k < 1499; ++k) {
        int64_t index = (n / 64 * 750 + k / 2) * 128 + n % 64 * 2 + k % 2;
        ASSERT_EQ(form.read<uint16_t>(2 * index),
                  encodeFloat(ElementType::BF16, form.at(k, n)))
            << name << " (" << k << ", " << n << ")";
      }
  }
}

// Ties go to the even neighbour: 127 is the largest of the column, so that the
// scale is 1.
TEST(NarrowRounding, BreaksTiesToEven) {
  std::vector<float> column = {127, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -126.5f};
  std::vector<int8_t> target(3 * 256);
  ParamDerivation derivation{
      *parseParamForm("panels64:s8"),
      ElementType::F32,
      ElementType::F32,
      static_cast<int64_t>(column.size()),
      1,
      reinterpret_cast<const unsigned char *>(column.data()),
      reinterpret_cast<unsigned char *>(target.data())};
  ASSERT_TRUE(derive(derivation, ThreadPool(1), [](int64_t, int64_t) {
                return true;
              }).ok());
  const int8_t expected[] = {127, 0, 2, 2, 0, -2, -126};
  for (size_t k = 0; k < column.size(); ++k)
    EXPECT_EQ(target[k / 4 * 256 + k % 4], expected[k]) << k;
}

TEST(NarrowForms, RefuseWhatIsNotFinite) {
  float infinity = std::numeric_limits<float>::infinity();
  for (const char *name : {"panels64:s8", "panels64t:s8"})
    for (float special : {infinity, -infinity, std::nanf("")})
      EXPECT_EQ(
          Derived(name, ElementType::F32, 5, 70, special).status.message(),
          "expected finite elements to store as int8, found inf or NaN");
  for (const char *name : {"panels64:f12", "panels64t:f12"})
    for (float special : {infinity, -infinity, std::nanf("")})
      EXPECT_EQ(
          Derived(name, ElementType::F32, 5, 70, special).status.message(),
          "expected finite elements to store as 12 bits, found inf or NaN");
  // bf16 has them.
  Derived half("panels64:bf16", ElementType::F32, 5, 70, infinity);
  ASSERT_TRUE(half.status.ok());
  EXPECT_EQ(half.read<uint16_t>(2 * ((3 + 2) * 128 + 10)), 0x7f80);
  Derived quiet("panels64:bf16", ElementType::F32, 5, 70, std::nanf(""));
  EXPECT_GT(quiet.read<uint16_t>(2 * ((3 + 2) * 128 + 10)) & 0x7fff, 0x7f80);
}

} // namespace
