//===- Chooser.h - Which implementation of a functional ---------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The hook of overrides. Every functional, once its operands are checked, asks
// the emitter's chooser; without one, or when it declines, the portable
// implementation is emitted.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_CHOOSER_H
#define PTIR_FUNCTIONAL_CHOOSER_H

#include "ptir/Functional/Tensor.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/ValueRange.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <functional>

namespace ptir {
class CoreOps;
} // namespace ptir

namespace ptir::functional {

class Emitter;

/// Builds a decomposition of a functional from its operands and returns the
/// results. Everything it may rely on was checked before.
using Decomposition = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    CoreOps &, mlir::ValueRange)>;

/// One call of a functional, checked. Name, config and types identify the
/// case; the operands are those of this call.
struct FunctionalCall {
  llvm::StringRef name;
  mlir::DictionaryAttr config;
  llvm::ArrayRef<Tensor> operands;
  llvm::ArrayRef<mlir::Type> resultTypes;
  /// The portable implementation; also for other operands of the same ranks
  /// and element types.
  Decomposition portable;
};

/// Emits the results of a call, of exactly its result types. Functionals that
/// it calls are not chosen again.
using Implementation =
    std::function<llvm::SmallVector<Tensor>(Emitter &, const FunctionalCall &)>;

/// Called on the thread that emits; must outlive the emitter.
class Chooser {
public:
  virtual ~Chooser();

  /// The implementation to use, which must live until the next call; null for
  /// the portable one.
  virtual const Implementation *choose(const FunctionalCall &call) = 0;
};

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_CHOOSER_H
