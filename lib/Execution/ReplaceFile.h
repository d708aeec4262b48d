//===- ReplaceFile.h - Files that are whole or absent ----------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_REPLACEFILE_H
#define PTIR_LIB_EXECUTION_REPLACEFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace ptir::execution {

/// Writes a file of its own beside `path` and renames it, so that concurrent
/// processes see the old file or the new one. Best effort: when the disk is
/// full, the old one stays.
void replaceFile(llvm::StringRef path,
                 llvm::function_ref<void(llvm::raw_ostream &)> write);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_REPLACEFILE_H
