//===- Overrides.h - Policies per functional --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A policy is the text
//   (empty)                 the portable implementation
//   force=NAME              that implementation; a call it does not support is
//                           an error
//   benchmark               the fastest of those that support the call, as
//   benchmark(cache=N)      measured; N > 0 results are kept, 128 by default
// Spaces around words do not count.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_FUNCTIONAL_OVERRIDES_H
#define PTIR_FUNCTIONAL_OVERRIDES_H

#include "ptir/Functional/Implementations.h"

#include <map>
#include <optional>

namespace ptir::functional {

struct OverridePolicy {
  enum class Kind { Default, Force, Benchmark } kind = Kind::Default;
  /// Of Force.
  std::string implementation;
  /// Of Benchmark.
  size_t cacheCapacity = 128;
};

StatusOr<OverridePolicy> parseOverridePolicy(llvm::StringRef text);

/// Which policy each functional has. Not synchronised; the registry must
/// outlive it and get no more implementations.
class OverrideSet {
public:
  explicit OverrideSet(const ImplementationRegistry &implementations)
      : implementations(&implementations) {}

  /// Sets the policy of a functional, named by its key or one of gpt.rs' names,
  /// in place of an earlier one. Fails, and changes nothing, for another key, a
  /// malformed policy and an unknown implementation, listing what there is.
  Status set(llvm::StringRef key, llvm::StringRef policy);

  /// Of a functional's key; Default where none was set.
  const OverridePolicy &find(llvm::StringRef functional) const;

  const ImplementationRegistry &getImplementations() const {
    return *implementations;
  }

private:
  friend class OverrideScope;

  const ImplementationRegistry *implementations;
  std::map<std::string, OverridePolicy, std::less<>> policies;
};

/// Sets a policy and, at the end of its life, brings back the one before. The
/// set must outlive it; scopes of one set nest.
class OverrideScope {
public:
  OverrideScope(OverrideSet &overrides, llvm::StringRef key,
                llvm::StringRef policy);
  ~OverrideScope();
  OverrideScope(const OverrideScope &) = delete;
  OverrideScope &operator=(const OverrideScope &) = delete;

  /// What OverrideSet::set said; after a failure the scope changes nothing.
  const Status &status() const { return result; }

private:
  OverrideSet &overrides;
  std::string functional;
  std::optional<OverridePolicy> before;
  Status result;
};

} // namespace ptir::functional

#endif // PTIR_FUNCTIONAL_OVERRIDES_H
