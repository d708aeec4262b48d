//===- EinsumEquation.h - What an equation says -----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_EINSUMEQUATION_H
#define PTIR_LIB_FUNCTIONAL_EINSUMEQUATION_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace ptir::functional {

/// A letter per dimension, of operands and output. No letter is twice in one
/// of them, and those of the output are in an operand.
struct EinsumEquation {
  llvm::SmallVector<std::string, 2> operands;
  std::string output;
};

/// Reads `ij,jk->ik` or `ij,jk`. Returns what is wrong, in words, or nothing.
std::string parseEinsum(llvm::StringRef text, EinsumEquation &equation);

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_EINSUMEQUATION_H
