//===- KernelConfigTest.cpp - What a kernel is asked to do ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/KernelConfig.h"

#include <gtest/gtest.h>

using namespace ptir;
using namespace ptir::runtime;

namespace {

TEST(KernelConfig, ReadsWordsAndNumbers) {
  StatusOr<KernelConfig> config =
      KernelConfig::parse("epilogue=sum,relu;stride=1,-2;bias=1");
  ASSERT_TRUE(config.ok()) << config.message();
  EXPECT_EQ(config->words("epilogue"),
            (std::vector<std::string>{"sum", "relu"}));
  StatusOr<std::vector<int64_t>> stride = config->numbers("stride", 2);
  ASSERT_TRUE(stride.ok()) << stride.message();
  EXPECT_EQ(*stride, (std::vector<int64_t>{1, -2}));
  EXPECT_TRUE(config->has("bias"));
  EXPECT_FALSE(config->has("groups"));
  EXPECT_TRUE(config->words("groups").empty());
  EXPECT_TRUE(KernelConfig::parse("").ok());
}

TEST(KernelConfig, SaysWhatItCannotRead) {
  EXPECT_EQ(KernelConfig::parse("stride=1;bias").message(),
            "kernel configuration: expected name=value, found 'bias'");
  StatusOr<KernelConfig> config = KernelConfig::parse("stride=1,x;groups=1");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->numbers("stride", 2).message(),
            "kernel configuration: expected a number in 'stride', found 'x'");
  EXPECT_EQ(config->numbers("groups", 2).message(),
            "kernel configuration: expected 2 numbers in 'groups', found 1");
  EXPECT_EQ(config->numbers("kernel", 1).message(),
            "kernel configuration: expected 1 numbers in 'kernel', found 0");
}

} // namespace
