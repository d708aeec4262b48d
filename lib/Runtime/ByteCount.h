//===- ByteCount.h - Bytes as a person reads them ---------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_BYTECOUNT_H
#define PTIR_LIB_RUNTIME_BYTECOUNT_H

#include <cstdint>
#include <string>

namespace ptir::runtime {

/// `28351488 bytes (28.4 MB)`; megabytes are 10^6 bytes and only given from one
/// on.
std::string byteCount(int64_t bytes);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_BYTECOUNT_H
