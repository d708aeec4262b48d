//===- FunctionalTable.h - Every functional, one row each -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What there is, for people and for overrides. docs/functionals.md is written
// from this table; tests compare it with what is emitted and with what raising
// knows (Recovery.h).
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_FUNCTIONALTABLE_H
#define PTIR_FUNCTIONAL_FUNCTIONALTABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace ptir::functional {

struct FunctionalRow {
  /// The name of its composites, and its key in overrides.
  llvm::StringRef key;
  /// The C++ function, its operands with their shapes, and its results.
  llvm::StringRef signature;
  llvm::StringRef summary;
  /// In include/ptir/Functional.
  llvm::StringRef header;
  /// Where gpt.rs has it, below `gpt_rs::ops::functional::`; several places
  /// are separated by spaces, none is empty.
  llvm::StringRef gptrsPaths;

  /// `matmulTransposed`: the signature up to the operands.
  llvm::StringRef function() const { return signature.split('(').first; }
  /// gpt.rs' names in full, accepted in place of the key.
  std::vector<std::string> aliases() const;
};

/// In alphabetic order of the keys.
llvm::ArrayRef<FunctionalRow> getFunctionalTable();

/// The row of a key or an alias; null if there is none.
const FunctionalRow *findFunctional(llvm::StringRef keyOrAlias);

/// All keys, for messages: `abs, add, …`.
std::string listFunctionals();

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_FUNCTIONALTABLE_H
