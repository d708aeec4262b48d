//===- SessionsSideBySideTest.cpp - Several sessions at once ----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// To be run with ThreadSanitizer as well, see docs/testing.md.
//
//===----------------------------------------------------------------------===//

#include "HandWrittenModule.h"

#include <gtest/gtest.h>

#include <thread>

using namespace ptir;
using namespace ptir::runtime;

/// Calls that share the store, use temporaries, parallel loops and copies, and
/// whose extents, values and order are those of `self` alone.
static void useSession(Session &session, int64_t self) {
  for (int64_t turn = 0; turn < 60; ++turn) {
    int64_t rows = 1 + (turn * 37 + self * 101) % 700;
    std::vector<float> values(rows * 3);
    for (int64_t i = 0; i < rows * 3; ++i)
      values[i] = static_cast<float>((i + self) % 17);
    HostTensor x = floatsOf({rows, 3}, values);
    std::vector<TensorView> results;
    Status status = session.call("linear", {x.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    for (int64_t row = 0; row < rows; ++row)
      for (int64_t j = 0; j < 5; ++j) {
        float expected = 100.0f * j;
        for (int64_t i = 0; i < 3; ++i)
          expected += values[row * 3 + i] * static_cast<float>(i + 10 * j);
        ASSERT_EQ(results[0].as<float>()[row * 5 + j], expected);
      }
    status = session.call("turn", {x.view()}, results);
    ASSERT_TRUE(status.ok()) << status.message();
    ASSERT_EQ(results[0].as<float>()[rows], values[1]);
  }
}

TEST(Sessions, OfOneStoreRunSideBySide) {
  std::shared_ptr<ParamStore> store = handWrittenParams();
  std::vector<std::thread> threads;
  for (int self = 0; self < 3; ++self)
    threads.emplace_back([&store, self] {
      // Made side by side, too: all want the same forms of the parameters.
      auto session = handWrittenSession(1 + self % 2, store);
      ASSERT_TRUE(session);
      useSession(*session, self);
    });
  for (std::thread &thread : threads)
    thread.join();
}

TEST(Sessions, MayMoveBetweenThreads) {
  auto session = handWrittenSession(2);
  ASSERT_TRUE(session);
  for (int self = 0; self < 3; ++self)
    std::thread([&] { useSession(*session, self); }).join();
}
