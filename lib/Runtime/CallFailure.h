//===- CallFailure.h - The first failure of a call --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Compiled code reports what went wrong and where by reference to its constant
// data; words are found for it only after the call.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_CALLFAILURE_H
#define PTIR_LIB_RUNTIME_CALLFAILURE_H

#include "ptir/Runtime/ABI.h"

#include <atomic>
#include <string>

namespace ptir::runtime {

class CallFailure {
public:
  /// Before a call, by its thread.
  void clear() { claimed.store(false, std::memory_order_relaxed); }

  /// From any thread; only the first has an effect.
  void record(const ptir_error_site *failingSite, int64_t actualValue,
              int64_t limitValue) {
    if (claimed.exchange(true, std::memory_order_relaxed))
      return;
    site = failingSite;
    actual = actualValue;
    limit = limitValue;
  }

  /// A failure that comes with a text of its own, by the call's thread:
  /// `kernelSite` or `paramsSite`.
  void record(const ptir_error_site &textSite, const std::string &failure);

  /// From here on after the call, when the threads of its loops have joined.
  bool happened() const { return claimed.load(std::memory_order_relaxed); }
  int32_t kind() const { return site->kind; }
  /// `'ptir.take' op at model.mlir:12:8: index 50 is out of range, limit 16`.
  /// `entry` stands in where the failure has no operation.
  std::string text(const char *entry) const;

private:
  std::atomic<bool> claimed{false};
  const ptir_error_site *site = nullptr;
  int64_t actual = 0, limit = 0;
  std::string ownText;
};

/// The sites of failures of the runtime itself: memory is exhausted, a kernel
/// failed, parameters cannot be had.
extern const ptir_error_site outOfMemorySite, kernelSite, paramsSite;

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_CALLFAILURE_H
