//===- EinsumRejections.cpp - What einsum refuses -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Rejection.h"

#include "ptir/Functional/Contraction.h"

using namespace ptir;
using namespace ptir::functional;
using namespace ptir::test;

namespace {

/// Of all arguments.
Tensor contract(Program &p, const char *equation) {
  llvm::SmallVector<Tensor> operands;
  for (unsigned i = 0; i < p.function.getNumArguments(); ++i)
    operands.push_back(p.arg(i));
  return einsum(p, equation, operands);
}

const Rejection einsums[] = {
    {"NoOperand",
     {},
     CALL(contract(p, "->")),
     "functional 'einsum': expected one or two operands, found 0"},
    {"ThreeOperands",
     {"tensor<2xf32>", "tensor<2xf32>", "tensor<2xf32>"},
     CALL(contract(p, "i,i,i->")),
     "functional 'einsum': expected one or two operands, found 3"},
    {"OperandCount",
     {"tensor<2x3xf32>"},
     CALL(contract(p, "ij,jk->ik")),
     "functional 'einsum': expected letters of 1 operands, found 'ij,jk->ik'"},
    {"Arrows",
     {"tensor<2x3xf32>"},
     CALL(contract(p, "ij->i->j")),
     "functional 'einsum': expected at most one '->' in the equation, found "
     "'ij->i->j'"},
    {"Ellipsis",
     {"tensor<2x3xf32>"},
     CALL(contract(p, "...j->j")),
     "functional 'einsum': expected letters in operand 0, found '...j'"},
    {"Diagonal",
     {"tensor<2x2xf32>"},
     CALL(contract(p, "ii->i")),
     "functional 'einsum': expected each letter once in operand 0, found 'i' "
     "repeated in 'ii'"},
    {"OutputTwice",
     {"tensor<2x2xf32>"},
     CALL(contract(p, "ij->ii")),
     "functional 'einsum': expected each letter once in the output, found 'i' "
     "repeated in 'ii'"},
    {"OutputUnknown",
     {"tensor<2x2xf32>"},
     CALL(contract(p, "ij->ik")),
     "functional 'einsum': expected letters of operands in the output, found "
     "'k'"},
    {"Rank",
     {"tensor<2xf32>", "tensor<2x3xf32>"},
     CALL(contract(p, "ij,jk->ik")),
     "functional 'einsum': expected operand 0 of rank 2 for 'ij', found rank "
     "1"},
    {"Extents",
     {"tensor<2x3xf32>", "tensor<4x5xf32>"},
     CALL(contract(p, "ij,jk->ik")),
     "functional 'einsum': expected one extent for 'j', found 3 and 4"},
    {"Element",
     {"tensor<2x3xf32>", "tensor<3x5xf16>"},
     CALL(contract(p, "ij,jk->ik")),
     "functional 'einsum': expected operand 1 of the element type of operand 0 "
     "(f32), found f16"},
    {"Predicates",
     {"tensor<2x3xi1>"},
     CALL(contract(p, "ij->i")),
     "functional 'einsum': expected operand 0 of an integer or float element "
     "type, found i1"},
};

INSTANTIATE_TEST_SUITE_P(Einsum, RejectionTest, testing::ValuesIn(einsums),
                         nameOf);

} // namespace
