//===- BuiltInImplementations.h - What comes with PTIR ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_FUNCTIONAL_BUILTINIMPLEMENTATIONS_H
#define PTIR_LIB_FUNCTIONAL_BUILTINIMPLEMENTATIONS_H

#include "ptir/Functional/Implementations.h"

namespace ptir::functional {

void appendContractionImplementations(
    std::vector<FunctionalImplementation> &list);
void appendConvolutionImplementations(
    std::vector<FunctionalImplementation> &list);
void appendActivationImplementations(
    std::vector<FunctionalImplementation> &list);

/// For implementations without conditions.
inline Status supportsEverything(const FunctionalCall &) {
  return Status::success();
}

} // namespace ptir::functional

#endif // PTIR_LIB_FUNCTIONAL_BUILTINIMPLEMENTATIONS_H
