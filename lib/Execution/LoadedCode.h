//===- LoadedCode.h - Machine code in this process -------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_LOADEDCODE_H
#define PTIR_LIB_EXECUTION_LOADEDCODE_H

#include "CodeGeneration.h"

#include "ptir/Runtime/Module.h"
#include "ptir/Support/Status.h"

namespace ptir::execution {

/// Links objects into the process, with each other and the runtime's
/// functions. The module keeps the code in memory.
StatusOr<runtime::Module> loadObjects(ObjectFiles objects);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_LOADEDCODE_H
