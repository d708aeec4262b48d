//===- PhaseDocument.h - The phase table as a document ---------*- C++ -*--===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_OPT_PHASEDOCUMENT_H
#define PTIR_TOOLS_PTIR_OPT_PHASEDOCUMENT_H

#include "llvm/Support/raw_ostream.h"

namespace ptir {

/// Prints, as Markdown, each phase with its contract and its passes on the
/// native backend.
void printPhaseDocument(llvm::raw_ostream &stream);

} // namespace ptir

#endif // PTIR_TOOLS_PTIR_OPT_PHASEDOCUMENT_H
