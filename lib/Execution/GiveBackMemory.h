//===- GiveBackMemory.h - What a compiler leaves resident ------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_GIVEBACKMEMORY_H
#define PTIR_LIB_EXECUTION_GIVEBACKMEMORY_H

namespace ptir::execution {

/// Gives memory that this process does not need back to the system: what the
/// allocator keeps for later, and pages of code and constants of its program
/// and libraries, of which a compiler touches 100 MB. What is used again is
/// mapped again, from the system's cache of the files, page by page.
///
/// For processes that are short of memory. Breakpoints that a debugger set in
/// code are gone, too: they were never in the file. Does nothing where the
/// platform has no such calls.
void giveBackMemory();

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_GIVEBACKMEMORY_H
