//===- FileBytes.h - A small file, whole ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_SUPPORT_FILEBYTES_H
#define PTIR_SUPPORT_FILEBYTES_H

#include "ptir/Support/Status.h"

#include <cstdint>
#include <string>

namespace ptir {

/// The bytes of a regular file. Fails, as `what 'path': …`, if it cannot be
/// read or has more than `limit`.
StatusOr<std::string> readFileBytes(const std::string &path,
                                    const std::string &what, uint64_t limit);

} // namespace ptir

#endif // PTIR_SUPPORT_FILEBYTES_H
