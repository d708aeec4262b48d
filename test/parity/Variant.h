//===- Variant.h - A backend, as it is or optimised -------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_PARITY_VARIANT_H
#define PTIR_TEST_PARITY_VARIANT_H

#include <string>
#include <vector>

namespace ptir::parity {

/// One column of the results.
struct Variant {
  std::string backend;
  /// Without it the phases only lower, and an interpreter gets the program as
  /// it was emitted; with it the interpreter gets it after the phase `fused`.
  bool optimised;
  bool isInterpreter;

  /// The GoogleTest suite: `native_optimised`.
  std::string suite() const {
    return backend + (optimised ? "_optimised" : "_baseline");
  }
};

/// Two for every registered backend, in the order of registration.
std::vector<Variant> allVariants();

} // namespace ptir::parity

#endif // PTIR_TEST_PARITY_VARIANT_H
