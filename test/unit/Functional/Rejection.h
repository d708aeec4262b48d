//===- Rejection.h - Calls that functionals refuse --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_FUNCTIONAL_REJECTION_H
#define PTIR_TEST_UNIT_FUNCTIONAL_REJECTION_H

#include "Program.h"

namespace ptir::test {

/// A call and the words in which it is refused. RejectionTest.cpp holds the
/// test; each family has a file of calls.
struct Rejection {
  const char *name;
  std::vector<const char *> types;
  functional::Tensor (*call)(Program &);
  const char *message;
};

void PrintTo(const Rejection &rejection, std::ostream *stream);

/// `call` on arguments of `types` reports `message`, once, and emits nothing.
void expectRejected(llvm::ArrayRef<const char *> types,
                    llvm::function_ref<functional::Tensor(Program &)> call,
                    const char *message);

class RejectionTest : public testing::TestWithParam<Rejection> {};

std::string nameOf(const testing::TestParamInfo<Rejection> &info);

} // namespace ptir::test

#define CALL(expression)                                                       \
  [](ptir::test::Program &p) -> ptir::functional::Tensor { return expression; }

/// A program that calls with its arguments, in order.
#define CALL_UNARY(functional) CALL(functional(p, p.arg(0)))
#define CALL_BINARY(functional) CALL(functional(p, p.arg(0), p.arg(1)))

#endif // PTIR_TEST_UNIT_FUNCTIONAL_REJECTION_H
