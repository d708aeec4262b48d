//===- Signature.h - Types of a module's entries ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_SIGNATURE_H
#define PTIR_LIB_EXECUTION_SIGNATURE_H

#include "ptir/Execution/Instance.h"

#include "mlir/IR/BuiltinOps.h"

namespace ptir::execution {

/// The public functions of a module in the order they stand, with the types
/// the portable dialect gave them: `ptir.signature` where lowering has changed
/// a function's type. Fails at a type that is no tensor of the contract.
StatusOr<std::vector<EntrySignature>> readSignatures(mlir::ModuleOp module);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_SIGNATURE_H
