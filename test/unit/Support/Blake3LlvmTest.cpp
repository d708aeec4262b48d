//===- Blake3LlvmTest.cpp - Our BLAKE3 against LLVM's ---------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Support/Blake3.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/BLAKE3.h"

#include <gtest/gtest.h>

#include <random>

namespace {

TEST(Blake3LlvmTest, EveryLengthOfOneChunkAgrees) {
  std::mt19937 random(5);
  std::string input;
  for (size_t size = 0; size <= ptir::blake3MaxInput; ++size) {
    llvm::BLAKE3 hasher;
    hasher.update(llvm::StringRef(input));
    auto expected = hasher.final();
    auto found = ptir::blake3(input);
    ASSERT_TRUE(found.ok()) << found.message();
    ASSERT_TRUE(std::equal(found->begin(), found->end(), expected.begin(),
                           expected.end()))
        << size;
    input += char(random());
  }
}

} // namespace
