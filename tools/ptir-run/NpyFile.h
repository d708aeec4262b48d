//===- NpyFile.h - NumPy's array files --------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// Versions 1.0 and 2.0 of the format (numpy.lib.format): magic, version, length
// of the header, a header that is a Python dictionary of 'descr',
// 'fortran_order' and 'shape', then the elements. Read are little-endian arrays
// in C order of bool, i1 to i8, u1 to u8, f2, f4, f8, c8 and c16; everything
// else is refused by name.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_RUN_NPYFILE_H
#define PTIR_TOOLS_PTIR_RUN_NPYFILE_H

#include "ptir/Runtime/HostTensor.h"
#include "ptir/Support/Status.h"

#include <string>
#include <string_view>

namespace ptir::run {

/// The array in `bytes`, the whole of a file. Fails, naming `where`, unless
/// the header is well-formed and the elements fill the file exactly.
StatusOr<runtime::HostTensor> parseNpy(std::string_view bytes,
                                       const std::string &where);

StatusOr<runtime::HostTensor> readNpy(const std::string &path);

} // namespace ptir::run

#endif // PTIR_TOOLS_PTIR_RUN_NPYFILE_H
