//===- Measurement.h - How long a call takes -------------------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_EXECUTION_MEASUREMENT_H
#define PTIR_LIB_EXECUTION_MEASUREMENT_H

#include "ptir/Execution/OverrideChooser.h"

namespace ptir::execution {

/// Whether an operand stays the same from call to call: it is read with
/// `ptir.param`, or it is an argument with static extents and a location of its
/// own of a private function, as outlined layers name their weights.
bool isParameter(functional::Tensor operand);

/// The portable implementation of a call.
llvm::SmallVector<functional::Tensor>
emitPortable(functional::Emitter &emitter,
             const functional::FunctionalCall &call);

/// The median time of one execution, in milliseconds, without compilation and
/// the first run. Runs up to 25 times, at least 3 times, for about 50 ms. Fails
/// when the call cannot be emitted, compiled or run on such inputs.
StatusOr<double> measureCall(const functional::FunctionalCall &call,
                             const functional::Implementation &emit,
                             const MeasureOptions &options);

} // namespace ptir::execution

#endif // PTIR_LIB_EXECUTION_MEASUREMENT_H
