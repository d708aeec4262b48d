//===- Library.h - PTIR's own kernels as a library --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_KERNELS_LIBRARY_H
#define PTIR_LIB_RUNTIME_KERNELS_LIBRARY_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::kernels {

/// The library called "ptir".
const KernelLibrary &library();

} // namespace ptir::runtime::kernels

#endif // PTIR_LIB_RUNTIME_KERNELS_LIBRARY_H
