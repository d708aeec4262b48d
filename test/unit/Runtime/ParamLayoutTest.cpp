//===- ParamLayoutTest.cpp - Derived forms against naive loops --*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// Every form of every shape is compared with element-by-element definitions:
// the layout formula of ParamLayout.h and the scalar semantics of Support.
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/ParamDerivation.h"
#include "ptir/Support/ScalarFloat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace ptir;
using namespace ptir::runtime;

namespace {

using Bytes = std::vector<unsigned char>;

/// Random bits, at `shift` bytes from an aligned start.
Bytes randomBytes(int64_t bytes, size_t shift) {
  std::mt19937_64 random(1234);
  Bytes result(static_cast<size_t>(bytes) + shift);
  for (unsigned char &byte : result)
    byte = static_cast<unsigned char>(random());
  return result;
}

/// Element `index` in its form in memory, by the scalar semantics.
Bytes naiveElement(const unsigned char *source, int64_t index, ElementType from,
                   ElementType to) {
  const unsigned char *element = source + index * storageBytes(from);
  if (from == to)
    return Bytes(element, element + storageBytes(from));
  uint16_t half;
  std::memcpy(&half, element, sizeof half);
  auto value = static_cast<float>(decodeFloat(from, half));
  Bytes result(sizeof value);
  std::memcpy(result.data(), &value, sizeof value);
  return result;
}

/// Equal bits; for f32 any NaN equals any NaN.
bool sameElement(const Bytes &a, const unsigned char *b, ElementType type) {
  if (std::memcmp(a.data(), b, a.size()) == 0)
    return true;
  float x, y;
  if (type != ElementType::F32)
    return false;
  std::memcpy(&x, a.data(), sizeof x);
  std::memcpy(&y, b, sizeof y);
  return std::isnan(x) && std::isnan(y);
}

using FormCase =
    std::tuple<ParamLayout, std::pair<ElementType, ElementType>,
               std::pair<int64_t, int64_t>, int /*threads*/, size_t /*shift*/>;

class DerivedForm : public testing::TestWithParam<FormCase> {};

TEST_P(DerivedForm, EqualsTheNaiveLoop) {
  auto [layout, types, extents, threads, shift] = GetParam();
  auto [from, to] = types;
  auto [K, N] = extents;
  if (layout == ParamLayout::Plain) {
    N *= K;
    K = 1;
  }
  ParamDerivation derivation{{layout}, from, to, K, N, nullptr, nullptr};
  Bytes source = randomBytes(derivation.sourceBytes(), shift);
  Bytes target(static_cast<size_t>(derivation.targetBytes()) + 64);
  derivation.source = source.data() + shift;
  auto address = reinterpret_cast<uintptr_t>(target.data());
  derivation.target = target.data() + (64 - address % 64) % 64;

  int64_t position = 0;
  bool finished = false;
  Status status =
      derive(derivation, ThreadPool(threads), [&](int64_t begin, int64_t end) {
        EXPECT_FALSE(finished);
        EXPECT_EQ(begin, position);
        finished = begin == end;
        position = end;
        return true;
      });
  EXPECT_TRUE(status.ok()) << status.message();
  EXPECT_TRUE(finished);
  EXPECT_EQ(position, derivation.sourceBytes());

  int64_t columns = layout == ParamLayout::Plain ? N : (N + 63) / 64 * 64;
  ASSERT_EQ(derivation.targetBytes(), K * columns * storageBytes(to));
  Bytes zero(storageBytes(to));
  for (int64_t k = 0; k < K; ++k)
    for (int64_t n = 0; n < columns; ++n) {
      int64_t stored =
          layout == ParamLayout::Panels64Transposed ? n * K + k : k * N + n;
      int64_t packed =
          layout == ParamLayout::Plain ? n : (n / 64 * K + k) * 64 + n % 64;
      Bytes expected =
          n < N ? naiveElement(derivation.source, stored, from, to) : zero;
      ASSERT_TRUE(sameElement(
          expected, derivation.target + packed * storageBytes(to), to))
          << "element (" << k << ", " << n << ")";
    }
}

const std::pair<ElementType, ElementType> conversions[] = {
    {ElementType::F32, ElementType::F32},
    {ElementType::F16, ElementType::F32},
    {ElementType::BF16, ElementType::F32},
    {ElementType::BF16, ElementType::BF16},
    {ElementType::I1, ElementType::I1},
    {ElementType::F64, ElementType::F64},
    {ElementType::CF64, ElementType::CF64}};

// K and N apart from every block and tile: 7, 17 and 263 of rowBlock, rowTile
// and transposedBlock; 61, 64, 67 and 131 of the panel.
INSTANTIATE_TEST_SUITE_P(
    , DerivedForm,
    testing::Combine(testing::Values(ParamLayout::Plain, ParamLayout::Panels64,
                                     ParamLayout::Panels64Transposed),
                     testing::ValuesIn(conversions),
                     testing::Values(std::pair<int64_t, int64_t>{1, 1},
                                     std::pair<int64_t, int64_t>{7, 61},
                                     std::pair<int64_t, int64_t>{17, 64},
                                     std::pair<int64_t, int64_t>{263, 131},
                                     std::pair<int64_t, int64_t>{5, 1009}),
                     testing::Values(1, 2), testing::Values<size_t>(0, 1)));

// Several slices of 8 MiB: a row of 1 MiB, a panel of 5 MiB, and elements.
TEST(ParamSlices, CoverLargeTensors) {
  for (auto [layout, K, N] :
       {std::tuple{ParamLayout::Panels64, int64_t(19), int64_t(262147)},
        std::tuple{ParamLayout::Panels64Transposed, int64_t(20011),
                   int64_t(193)},
        std::tuple{ParamLayout::Plain, int64_t(1), int64_t(5000011)}}) {
    std::vector<uint32_t> source(static_cast<size_t>(K * N));
    for (size_t i = 0; i < source.size(); ++i)
      source[i] = static_cast<uint32_t>(i * 2654435761u);
    ParamDerivation derivation{{layout}, ElementType::F32, ElementType::F32, K,
                               N,        nullptr,          nullptr};
    std::vector<uint32_t> target(
        static_cast<size_t>(derivation.targetBytes() / 4));
    derivation.source = reinterpret_cast<unsigned char *>(source.data());
    derivation.target = reinterpret_cast<unsigned char *>(target.data());
    int slices = 0;
    Status status =
        derive(derivation, ThreadPool(2), [&](int64_t begin, int64_t end) {
          slices += begin != end;
          return true;
        });
    EXPECT_TRUE(status.ok()) << status.message();
    EXPECT_GE(slices, 2);
    for (int64_t k = 0; k < K; ++k)
      for (int64_t n = 0; n < N; ++n) {
        int64_t stored =
            layout == ParamLayout::Panels64Transposed ? n * K + k : k * N + n;
        int64_t packed =
            layout == ParamLayout::Plain ? n : (n / 64 * K + k) * 64 + n % 64;
        ASSERT_EQ(target[static_cast<size_t>(packed)],
                  source[static_cast<size_t>(stored)])
            << "element (" << k << ", " << n << ")";
      }
  }
}

// All 65536 values of both types, in one run of a vectorised loop.
TEST(ElementConversion, WidensEveryValue) {
  for (ElementType from : {ElementType::F16, ElementType::BF16}) {
    std::vector<uint16_t> source(65536);
    std::vector<float> target(65536);
    for (size_t i = 0; i < source.size(); ++i)
      source[i] = static_cast<uint16_t>(i);
    ParamDerivation derivation{
        {ParamLayout::Plain},
        from,
        ElementType::F32,
        1,
        65536,
        reinterpret_cast<unsigned char *>(source.data()),
        reinterpret_cast<unsigned char *>(target.data())};
    Status status = derive(derivation, ThreadPool(1),
                           [](int64_t, int64_t) { return true; });
    ASSERT_TRUE(status.ok()) << status.message();
    for (size_t i = 0; i < source.size(); ++i) {
      auto expected = static_cast<float>(decodeFloat(from, source[i]));
      if (std::isnan(expected)) {
        ASSERT_TRUE(std::isnan(target[i])) << i;
        continue;
      }
      ASSERT_EQ(target[i], expected) << i;
      ASSERT_EQ(std::signbit(target[i]), std::signbit(expected)) << i;
    }
  }
}

TEST(ElementConversion, ExistsForEqualTypesAndHalvesToF32) {
  for (unsigned from = 0; from < numElementTypes; ++from)
    for (unsigned to = 0; to < numElementTypes; ++to) {
      auto source = static_cast<ElementType>(from);
      auto target = static_cast<ElementType>(to);
      bool expected =
          from == to ||
          (target == ElementType::F32 &&
           (source == ElementType::F16 || source == ElementType::BF16));
      EXPECT_EQ(canConvert(source, target), expected)
          << elementTypeName(source) << " to " << elementTypeName(target);
    }
}

TEST(ParamLayout, HasItsNames) {
  using L = ParamLayout;
  using S = ParamStorage;
  for (auto [name, form] :
       std::initializer_list<std::pair<const char *, ParamForm>>{
           {"", {L::Plain, S::Wanted}},
           {"panels64", {L::Panels64, S::Wanted}},
           {"panels64t", {L::Panels64Transposed, S::Wanted}},
           {"panels64:bf16", {L::Panels64, S::BF16}},
           {"panels64t:bf16", {L::Panels64Transposed, S::BF16}},
           {"panels64:f12", {L::Panels64, S::F12}},
           {"panels64t:f12", {L::Panels64Transposed, S::F12}},
           {"panels64:s8", {L::Panels64, S::S8}},
           {"panels64t:s8", {L::Panels64Transposed, S::S8}}})
    EXPECT_EQ(parseParamForm(name), form) << name;
  for (const char *name :
       {"panels32", "Panels64", "panels64:s4", "rows", ":s8"})
    EXPECT_EQ(parseParamForm(name), std::nullopt) << name;
}

} // namespace
