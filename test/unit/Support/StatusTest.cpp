//===- StatusTest.cpp - Errors as values, and the version -----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/Status.h"

#include "ptir/Support/Version.h"

#include <gtest/gtest.h>

#include <memory>

using namespace ptir;

namespace {

TEST(StatusTest, SuccessHasNoMessage) {
  EXPECT_TRUE(Status::success().ok());
  EXPECT_EQ(Status::success().message(), "");
}

TEST(StatusTest, AFailureWithAnEmptyMessageIsAFailure) {
  EXPECT_FALSE(Status::failure("").ok());
}

TEST(StatusTest, ValuesMayBeMoveOnly) {
  StatusOr<std::unique_ptr<int>> value(std::make_unique<int>(3));
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(**value, 3);
  std::unique_ptr<int> moved = std::move(*value);
  EXPECT_EQ(*moved, 3);
}

TEST(StatusTest, AFailurePassesThroughStatusOr) {
  StatusOr<int> value = Status::failure("expected 1, found 2");
  EXPECT_FALSE(value.ok());
  EXPECT_EQ(value.message(), "expected 1, found 2");
  EXPECT_EQ(value.status().message(), "expected 1, found 2");
}

TEST(VersionTest, EqualsTheBuildSystems) {
  EXPECT_EQ(projectVersion, PTIR_PROJECT_VERSION);
  EXPECT_EQ(specVersion, "0.4");
}

} // namespace
