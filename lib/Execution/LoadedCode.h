//===- LoadedCode.h - Machine code in this process -------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_LOADEDCODE_H
#define PTIR_LIB_EXECUTION_LOADEDCODE_H

#include "ptir/Runtime/Module.h"
#include "ptir/Support/Status.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace ptir::execution {

/// Links an object into the process, bound to the runtime's functions. The
/// module keeps the code in memory.
StatusOr<runtime::Module>
loadObject(std::unique_ptr<llvm::MemoryBuffer> object);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_LOADEDCODE_H
