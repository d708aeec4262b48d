//===- GenericLoops.h - Emitters for any generic ----------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The kinds of loops a generic can become. Each function emits in front of
// the generic and leaves the generic where it is.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_GENERICLOOPS_H
#define PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_GENERICLOOPS_H

#include "IterationSpace.h"

namespace ptir::vectorloops {

/// A loop that all operands follow with unit stride or not at all, on vectors
/// of at most `vectorWidth` bits; nothing if there is none. Only a loop whose
/// reductions can be split over lanes is chosen among the reductions.
std::optional<VectorLoop> chooseVectorLoop(const IterationSpace &space,
                                           unsigned vectorWidth);

/// Parallel loops outside, reductions inside, accumulators carried by them.
/// Vectors run along a parallel loop, or there are none: then any body will
/// do.
void emitParallelLoops(ImplicitLocOpBuilder &b, const IterationSpace &space,
                       std::optional<VectorLoop> vectorLoop);

/// Vectors run along a reduction: partial accumulators in several vectors,
/// put together at the end of the reductions.
void emitRowReduction(ImplicitLocOpBuilder &b, const IterationSpace &space,
                      VectorLoop vectorLoop);

/// Whether each accumulator of the generic is only combined with values that
/// do not depend on accumulators, by an op with a neutral element.
bool canSplitReductions(const IterationSpace &space);

/// Emits a transposing copy through square tiles in registers, if the generic
/// is one: its input follows one loop and its output another with unit
/// stride.
bool emitTranspose(ImplicitLocOpBuilder &b, const IterationSpace &space,
                   unsigned vectorWidth);

/// Emits a sum of products of two operands as register tiles, if the generic
/// is one and its operands' layouts allow it.
bool emitContraction(ImplicitLocOpBuilder &b, const IterationSpace &space,
                     unsigned vectorWidth);

} // namespace ptir::vectorloops

#endif // PTIR_LIB_CONVERSION_LINALGTOVECTORLOOPS_GENERICLOOPS_H
