//===- CallArguments.h - Checking what a call is given ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_RUNTIME_CALLARGUMENTS_H
#define PTIR_LIB_RUNTIME_CALLARGUMENTS_H

#include "CallState.h"
#include "ptir/Support/Status.h"

#include <vector>

namespace ptir::runtime {

/// The memory of one argument, [begin, end).
struct ByteRange {
  uintptr_t begin, end;
};

/// Checks number, types, extents and overlaps of the arguments of one call.
/// `ranges` is scratch memory, at least as long as the entry has arguments.
/// Allocates only when it fails.
Status checkArguments(const ptir_entry_desc &entry,
                      const std::vector<ptir_tensor> &args,
                      const std::vector<ResultSlot> &results,
                      std::vector<ByteRange> &ranges);

} // namespace ptir::runtime

#endif // PTIR_LIB_RUNTIME_CALLARGUMENTS_H
