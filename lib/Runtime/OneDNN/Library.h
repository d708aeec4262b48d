//===- Library.h - oneDNN as a kernel library -------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_ONEDNN_LIBRARY_H
#define PTIR_LIB_RUNTIME_ONEDNN_LIBRARY_H

#include "ptir/Runtime/KernelLibrary.h"

namespace ptir::runtime::onednn {

/// Its kernels are `matmul`, `convolution` and `avg_pool`.
const KernelLibrary &library();

} // namespace ptir::runtime::onednn

#endif // PTIR_LIB_RUNTIME_ONEDNN_LIBRARY_H
