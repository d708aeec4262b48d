//===- SeededTensors.h - Inputs that find mistakes --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Tensors drawn from a random sequence: the same for the same seed on every
// platform. Ordinary elements are short floats of moderate size and small
// integers; special ones add NaN, infinities, zeros of both signs, subnormals,
// the extremes of the type and any bit pattern.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_VALIDATION_SEEDEDTENSORS_H
#define PTIR_VALIDATION_SEEDEDTENSORS_H

#include "ptir/Reference/Interpreter.h"
#include "ptir/Runtime/ParamStore.h"
#include "ptir/Support/SplitMix64.h"

#include <map>
#include <memory>
#include <string>

namespace ptir::validation {

enum class Elements {
  Ordinary,
  Special, ///< one in three is special
};

/// Fails when the elements do not fit in memory.
StatusOr<reference::Tensor> drawTensor(ElementType type,
                                       llvm::ArrayRef<int64_t> dims,
                                       Elements elements, SplitMix64 &random);

/// A value for each parameter of a module, the same for the same name and
/// seed, for the interpreter and for compiled code.
class SeededParams final : public reference::ParamProvider {
public:
  /// Reads the parameters' names and types off a module of any phase before
  /// `llvm`. Parameters that do not fit in memory are left out.
  SeededParams(mlir::ModuleOp module, uint64_t seed);

  StatusOr<reference::Tensor> get(llvm::StringRef name,
                                  mlir::RankedTensorType type) override;

  /// A store of the same values; they are copied.
  StatusOr<std::shared_ptr<runtime::ParamStore>> makeStore() const;

private:
  std::map<std::string, reference::Tensor> tensors;
};

} // namespace ptir::validation

#endif // PTIR_VALIDATION_SEEDEDTENSORS_H
