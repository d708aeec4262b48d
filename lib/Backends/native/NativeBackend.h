//===- NativeBackend.h - Code generated for the host CPU -------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_NATIVE_NATIVEBACKEND_H
#define PTIR_LIB_BACKENDS_NATIVE_NATIVEBACKEND_H

#include "ptir/Backends/Backend.h"

namespace ptir {
std::unique_ptr<Backend> createNativeBackend();
} // namespace ptir

#endif // PTIR_LIB_BACKENDS_NATIVE_NATIVEBACKEND_H
