//===- RejectionTest.cpp - What functionals refuse, in which words --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Activation.h"
#include "ptir/Functional/Contraction.h"
#include "ptir/Functional/Elementwise.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

void test::PrintTo(const Rejection &rejection, std::ostream *stream) {
  *stream << rejection.name;
}

std::string test::nameOf(const testing::TestParamInfo<Rejection> &info) {
  return info.param.name;
}

void test::expectRejected(llvm::ArrayRef<const char *> types,
                          llvm::function_ref<Tensor(Program &)> call,
                          const char *message) {
  SCOPED_TRACE(message);
  Program program(types);
  EXPECT_FALSE(call(program));
  EXPECT_TRUE(failed(program.emitter->status()));
  EXPECT_EQ(program.messages, std::vector<std::string>{message});
  EXPECT_TRUE(program.function.getBody().front().empty());
}

namespace ptir::test {

TEST_P(RejectionTest, IsReportedOnceAndEmitsNothing) {
  const Rejection &rejection = GetParam();
  expectRejected(rejection.types, rejection.call, rejection.message);
}

} // namespace ptir::test

namespace {

TEST(RejectionChainTest, AFailureIsReportedOnceAlongAChain) {
  Program p({"tensor<2x3xf32>", "tensor<4x5xf32>"});
  Tensor product = matmul(p, p.arg(0), p.arg(1));
  Tensor result = softmaxLastDim(p, gelu(p, add(p, product, product)));
  EXPECT_FALSE(result);
  EXPECT_EQ(p.messages.size(), 1u);
}

} // namespace
