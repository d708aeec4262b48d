//===- StreamedFormTest.cpp - Pieces of narrow weights come and go --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Pieces of a packed form that were dropped and loaded again hold, byte by
// byte, what the form holds that is made at once. Pieces share pages here, and
// columns of 12-bit floats share bytes.
//
//===----------------------------------------------------------------------===//

#include "lib/Runtime/StreamedForm.h"
#include "DerivedForm.h"
#include "ptir/Support/SplitMix64.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

using namespace ptir;
using namespace ptir::runtime;

namespace {

using Bytes = std::vector<unsigned char>;

constexpr int64_t depth = 263, columns = 64 * 6 + 3, panels = 7;

/// A layout, and panels per piece.
using StreamedCase = std::tuple<std::string, int64_t>;

class NarrowPieces : public testing::TestWithParam<StreamedCase> {
protected:
  void SetUp() override {
    auto [name, panelsPerPiece] = GetParam();
    SplitMix64 random(11);
    weights.resize(static_cast<size_t>(depth * columns));
    for (size_t i = 0; i < weights.size(); ++i)
      weights[i] =
          std::ldexp(static_cast<float>(random.next() >> 40) / (1 << 23) - 1,
                     static_cast<int>(i % 19));
    std::vector<int64_t> dims = {depth, columns};
    if (parseParamForm(name)->layout == ParamLayout::Panels64Transposed)
      dims = {columns, depth};
    auto created = StreamedForm::create(
        {{"weights", ElementType::F32, dims,
          reinterpret_cast<const unsigned char *>(weights.data()), nullptr},
         ElementType::F32,
         *parseParamForm(name),
         /*kernel=*/std::nullopt},
        panelsPerPiece);
    ASSERT_TRUE(created.ok()) << created.message();
    form = std::make_unique<StreamedForm>(std::move(*created));
    ASSERT_EQ(
        form->numPieces(),
        static_cast<size_t>((panels + panelsPerPiece - 1) / panelsPerPiece));
    whole = derivedForm(name, weights, depth, columns);
    ASSERT_EQ(whole.size(), static_cast<size_t>(form->bytes()));
  }

  void load(size_t piece) {
    ReadCounters reads;
    Status status = form->load(piece, reads);
    ASSERT_TRUE(status.ok()) << status.message();
  }

  /// Where the bytes of a piece begin; all of them for one past the last.
  size_t beginOf(size_t piece) const {
    size_t panelsBefore = piece * static_cast<size_t>(std::get<1>(GetParam()));
    return std::min(whole.size(),
                    whole.size() / static_cast<size_t>(panels) * panelsBefore);
  }

  const unsigned char *at(size_t byte) const {
    return static_cast<const unsigned char *>(form->data()) + byte;
  }

  void expectPiece(size_t piece) const {
    size_t begin = beginOf(piece), end = beginOf(piece + 1);
    for (size_t byte = begin; byte < end; ++byte)
      ASSERT_EQ(*at(byte), whole[byte])
          << "byte " << byte - begin << " of piece " << piece;
  }

  std::vector<float> weights;
  Bytes whole;
  std::unique_ptr<StreamedForm> form;
};

TEST_P(NarrowPieces, AreTheSameWhenLoadedAgain) {
  size_t count = form->numPieces();
  for (size_t piece = 0; piece < count; ++piece)
    load(piece);
  for (size_t piece = 0; piece < count; ++piece)
    expectPiece(piece);
  // Every other one, in either order, while its neighbours stay.
  for (size_t first : {0u, 1u}) {
    for (size_t piece = first; piece < count; piece += 2)
      form->drop(piece);
    // What no other piece shares is gone.
    if (first + 1 < count) {
      size_t middle = (beginOf(first) + beginOf(first + 1)) / 2;
      EXPECT_TRUE(std::all_of(at(middle), at(middle + 64),
                              [](unsigned char byte) { return byte == 0; }));
    }
    for (size_t piece = first; piece < count; piece += 2)
      load(piece);
    for (size_t piece = 0; piece < count; ++piece)
      expectPiece(piece);
  }
}

// Never two pieces at once, from the last to the first, twice.
TEST_P(NarrowPieces, AreTheSameOneByOne) {
  for (int round = 0; round < 2; ++round)
    for (size_t piece = form->numPieces(); piece-- > 0;) {
      load(piece);
      expectPiece(piece);
      form->drop(piece);
    }
}

// Panels that a look-up of rows asks for.
TEST_P(NarrowPieces, AreTheSameByPanels) {
  size_t panelBytes = whole.size() / static_cast<size_t>(panels);
  ReadCounters reads;
  for (auto [begin, end] :
       {std::pair<int64_t, int64_t>{2, 3}, {6, 7}, {0, 7}, {1, 5}, {6, 7}}) {
    Status status = form->loadUnits(begin, end, reads);
    ASSERT_TRUE(status.ok()) << status.message();
    size_t first = static_cast<size_t>(begin) * panelBytes,
           last = static_cast<size_t>(end) * panelBytes;
    EXPECT_EQ(std::memcmp(at(first), whole.data() + first, last - first), 0)
        << "panels " << begin << " to " << end;
    form->dropUnits(begin, end);
  }
}

INSTANTIATE_TEST_SUITE_P(
    , NarrowPieces,
    testing::Combine(testing::Values("panels64:f12", "panels64t:f12",
                                     "panels64:s8", "panels64t:s8",
                                     "panels64:bf16", "panels64t:bf16"),
                     testing::Values(1, 2, 3)));

} // namespace
