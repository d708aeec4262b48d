//===- Symbols.h - The names compiled code imports --------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A JIT binds the `ptir_rt_*` functions from this table; it searches no file
// and no symbol table of the process.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_RUNTIME_SYMBOLS_H
#define PTIR_RUNTIME_SYMBOLS_H

#include <vector>

namespace ptir::runtime {

struct RuntimeSymbol {
  const char *name;
  void *address;
};

/// Every function that ABI.h declares. Constant; lives as long as the process.
const std::vector<RuntimeSymbol> &runtimeSymbols();

} // namespace ptir::runtime

#endif // PTIR_RUNTIME_SYMBOLS_H
