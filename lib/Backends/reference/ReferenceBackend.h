//===- ReferenceBackend.h - The interpreter as a backend -------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_REFERENCE_REFERENCEBACKEND_H
#define PTIR_LIB_BACKENDS_REFERENCE_REFERENCEBACKEND_H

#include "ptir/Backends/Backend.h"

namespace ptir {
std::unique_ptr<Backend> createReferenceBackend();
} // namespace ptir

#endif // PTIR_LIB_BACKENDS_REFERENCE_REFERENCEBACKEND_H
