//===- StopMatcherTest.cpp - Stop strings in streamed text ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/StopMatcher.h"

#include <gtest/gtest.h>
#include <random>

using namespace ptir;

namespace {

StopMatcher makeMatcher(const std::vector<std::string> &stops) {
  StatusOr<StopMatcher> matcher = StopMatcher::create(stops);
  EXPECT_TRUE(matcher.ok()) << matcher.message();
  return std::move(*matcher);
}

TEST(StopMatcherTest, HoldsBackWhatMayBecomeAStop) {
  StopMatcher matcher = makeMatcher({"\nUser:"});
  EXPECT_EQ(matcher.push("Hi"), "Hi");
  EXPECT_EQ(matcher.push(" there\n"), " there");
  EXPECT_EQ(matcher.push("Use"), "");
  EXPECT_EQ(matcher.push("less\nU"), "\nUseless");
  EXPECT_EQ(matcher.push("ser"), "");
  EXPECT_FALSE(matcher.stopped());
  EXPECT_EQ(matcher.push(": more"), "");
  EXPECT_TRUE(matcher.stopped());
  EXPECT_EQ(matcher.push("even more"), "");
  EXPECT_EQ(matcher.finish(), "");
}

TEST(StopMatcherTest, FinishGivesWhatWasHeldBack) {
  StopMatcher matcher = makeMatcher({"END"});
  EXPECT_EQ(matcher.push("the EN"), "the ");
  EXPECT_EQ(matcher.finish(), "EN");
  EXPECT_FALSE(matcher.stopped());
  // The next text starts anew.
  EXPECT_EQ(matcher.push("D"), "D");
}

TEST(StopMatcherTest, TextBeforeTheStopOnly) {
  StopMatcher matcher = makeMatcher({"stop"});
  EXPECT_EQ(matcher.push("before stop after"), "before ");
  EXPECT_TRUE(matcher.stopped());
}

TEST(StopMatcherTest, OverlapsAreFound) {
  StopMatcher matcher = makeMatcher({"aab"});
  EXPECT_EQ(matcher.push("aaaa"), "aa");
  EXPECT_EQ(matcher.push("ab!"), "a");
  EXPECT_TRUE(matcher.stopped());
}

TEST(StopMatcherTest, TheFirstToBeCompleteWins) {
  StopMatcher first = makeMatcher({"abcd", "bc"});
  EXPECT_EQ(first.push("xabcd"), "xa");
  StopMatcher longest = makeMatcher({"bc", "abc"});
  EXPECT_EQ(longest.push("xabc"), "x");
}

TEST(StopMatcherTest, CharactersStayWhole) {
  // "é" and "ê" share their first byte.
  StopMatcher matcher = makeMatcher({"é!"});
  EXPECT_EQ(matcher.push("aê"), "aê");
  EXPECT_EQ(matcher.push("é"), "");
  EXPECT_EQ(matcher.push("ê"), "éê");
}

TEST(StopMatcherTest, WithoutStopsTextPasses) {
  StopMatcher matcher = makeMatcher({});
  EXPECT_EQ(matcher.push("anything"), "anything");
  EXPECT_EQ(matcher.finish(), "");
}

TEST(StopMatcherTest, RefusesAnEmptyStop) {
  EXPECT_EQ(StopMatcher::create({"a", ""}).message(),
            "stop string 1: expected at least one byte, found an empty string");
}

/// The definition, on the whole text.
std::string cutWholeText(const std::string &text,
                         const std::vector<std::string> &stops) {
  for (size_t end = 1; end <= text.size(); ++end) {
    size_t longest = 0;
    for (const std::string &stop : stops)
      if (stop.size() <= end &&
          text.compare(end - stop.size(), stop.size(), stop) == 0)
        longest = std::max(longest, stop.size());
    if (longest > 0)
      return text.substr(0, end - longest);
  }
  return text;
}

TEST(StopMatcherTest, PiecesDoNotMatter) {
  std::mt19937 random(17);
  auto randomText = [&](size_t length) {
    std::string text(length, 'a');
    for (char &letter : text)
      letter = static_cast<char>('a' + random() % 2);
    return text;
  };
  int stopped = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> stops(random() % 4);
    for (std::string &stop : stops)
      stop = randomText(1 + random() % 8);
    std::string text = randomText(random() % 40);
    StopMatcher matcher = makeMatcher(stops);
    std::string shown;
    for (size_t i = 0; i < text.size();) {
      size_t length = 1 + random() % 5;
      shown += matcher.push(std::string_view(text).substr(i, length));
      i += length;
    }
    shown += matcher.finish();
    ASSERT_EQ(shown, cutWholeText(text, stops)) << round;
    ASSERT_EQ(matcher.stopped(), shown != text) << round;
    stopped += matcher.stopped();
  }
  EXPECT_GT(stopped, 100);
  EXPECT_LT(stopped, 1900);
}

TEST(StopMatcherTest, LongStopOverLongText) {
  // Every byte extends or shifts a match of half a megabyte.
  constexpr size_t length = size_t(1) << 19;
  StopMatcher matcher = makeMatcher({std::string(length, 'a') + "b"});
  size_t shown = 0;
  for (size_t i = 0; i < 2 * length; ++i)
    shown += matcher.push("a").size();
  EXPECT_EQ(shown, length);
  EXPECT_EQ(matcher.push("b"), "");
  EXPECT_TRUE(matcher.stopped());
}

} // namespace
