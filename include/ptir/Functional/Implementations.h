//===- Implementations.h - Other ways to compute a functional ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Every functional has the implementation `portable`: the decomposition that
// its function emits. Others are registered here, by one line each in
// registerAllImplementations or by a user of the library, and chosen by
// overrides (Overrides.h). They compute the same up to rounding.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_IMPLEMENTATIONS_H
#define PTIR_FUNCTIONAL_IMPLEMENTATIONS_H

#include "ptir/Functional/Emitter.h"
#include "ptir/Support/Status.h"

#include <string>
#include <vector>

namespace ptir::functional {

/// The name under which the decomposition of a functional can be forced.
inline constexpr llvm::StringLiteral portableImplementation = "portable";

struct FunctionalImplementation {
  std::string functional; ///< its key
  std::string name;       ///< unique among those of the functional
  std::string summary;
  /// A failure says what it would take instead of this call: `static extents`.
  std::function<Status(const FunctionalCall &)> supports;
  Implementation emit;
};

/// Owns what is registered; references stay valid until the next `add`.
class ImplementationRegistry {
public:
  /// Fails for a functional that is not in the table, a name that is empty,
  /// `portable` or taken, and a missing function.
  Status add(FunctionalImplementation implementation);

  /// Null if there is none; `portable` is not among them.
  const FunctionalImplementation *find(llvm::StringRef functional,
                                       llvm::StringRef name) const;

  /// Those besides `portable`, in order of registration.
  std::vector<const FunctionalImplementation *>
  all(llvm::StringRef functional) const;

  /// For messages: `portable, multiply_reduce`.
  std::string listNames(llvm::StringRef functional) const;

private:
  std::vector<FunctionalImplementation> implementations;
};

/// A decomposition that looks at the call's config.
using ConfiguredDecomposition = llvm::SmallVector<mlir::Value> (*)(
    CoreOps &, mlir::ValueRange, mlir::DictionaryAttr config);

/// Emits `body` as implementation `name` of a call, see Emitter::variant.
Implementation implementBy(std::string name, ConfiguredDecomposition body);

/// Adds the implementations of this build. Fails when `add` does: when the
/// registry has one of them already.
Status registerAllImplementations(ImplementationRegistry &registry);

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_IMPLEMENTATIONS_H
