//===- OneDnnBackend.h - Kernels of oneDNN, code for the rest ---*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_BACKENDS_ONEDNN_ONEDNNBACKEND_H
#define PTIR_LIB_BACKENDS_ONEDNN_ONEDNNBACKEND_H

#include "ptir/Backends/Backend.h"

namespace ptir {
std::unique_ptr<Backend> createOneDnnBackend();
} // namespace ptir

#endif // PTIR_LIB_BACKENDS_ONEDNN_ONEDNNBACKEND_H
