//===- TracedEntry.h - Entries that return what was tapped ------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// An entry built for a trace returns every tap (Emitter::tap) instead of its
// usual results, in the order in which they were computed, and carries their
// names on its results as `ptir.names`.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_TRACEDENTRY_H
#define PTIR_LAYERS_TRACEDENTRY_H

#include "ptir/Functional/Emitter.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>
#include <vector>

namespace ptir::layers {

/// Returns from `function`, at the end of which `builder` stands, with the taps
/// as results. A value that was tapped twice is one result with two names.
void returnTaps(mlir::func::FuncOp function, mlir::OpBuilder &builder,
                llvm::ArrayRef<functional::Emitter::Tap> taps);

/// The names of the results of an entry, none where it was not built for a
/// trace.
std::vector<std::vector<std::string>> resultNames(mlir::func::FuncOp function);

} // namespace ptir::layers

#endif // PTIR_LAYERS_TRACEDENTRY_H
