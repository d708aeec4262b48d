//===- OperandChecks.h - What a functional asks of its operands -*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The first condition that does not hold is reported, as in
//   functional 'matmul': expected contract extent of lhs (768) to equal rhs
//   (512)
// and the checks after it are skipped, so that they may rely on it.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_OPERANDCHECKS_H
#define PTIR_LIB_FUNCTIONAL_OPERANDCHECKS_H

#include "ptir/Functional/Emitter.h"

namespace ptir::functional {

/// An operand under the name that messages use.
struct Operand {
  llvm::StringRef name;
  Tensor tensor;
};

class OperandChecks {
public:
  /// Fails silently if an operand is the result of a failed functional.
  OperandChecks(Emitter &emitter, llvm::StringRef functional,
                llvm::ArrayRef<Operand> operands);

  bool passed() const { return ok; }

  /// The general form: `message` is built only when `condition` is false.
  void require(bool condition, llvm::function_ref<std::string()> message);

  void rankIs(Operand x, int64_t rank);
  void rankIsOneOf(Operand x, int64_t low, int64_t high);
  void rankAtLeast(Operand x, int64_t rank);
  void axisInRange(Operand x, int64_t axis);
  void isFloat(Operand x);
  /// An integer or a float: complex numbers and i1 are not among the
  /// functionals' types.
  void isReal(Operand x);
  /// If x holds integers, `number` is one of their values. `what` describes it
  /// in the message: `integer bounds`.
  void fitsElement(Operand x, double number, llvm::StringRef what);
  void isF32(Operand x);
  /// si32, or si64 too if `wide`.
  void isIndex(Operand x, bool wide);
  void sameElementType(Operand x, Operand reference);
  void sameShape(Operand x, Operand reference);
  void sameType(Operand x, Operand reference);
  /// The extent of `axis` is `extent`, which `meaning` describes; an extent
  /// that is known at run time passes.
  void extentIs(Operand x, int64_t axis, int64_t extent,
                llvm::StringRef meaning);
  /// As extentIs, but an extent that is known at run time is refused.
  void staticExtentIs(Operand x, int64_t axis, int64_t extent,
                      llvm::StringRef meaning);
  void extentIsStatic(Operand x, int64_t axis);
  /// Of a normalization.
  void epsilonIsPositive(double epsilon);

private:
  Emitter &emitter;
  llvm::StringRef functional;
  bool ok = true;
};

/// `type` as it prints.
std::string printed(mlir::Type type);

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_OPERANDCHECKS_H
