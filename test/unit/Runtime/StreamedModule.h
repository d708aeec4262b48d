//===- StreamedModule.h - A module with steps of parameters -----*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// What a compiler would make of six layers, a table that is read by rows and a
// large matrix that is read piece by piece. Written with ABI.h alone.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_RUNTIME_STREAMEDMODULE_H
#define PTIR_TEST_UNIT_RUNTIME_STREAMEDMODULE_H

#include "ptir/Runtime/ABI.h"

namespace ptir::test {

/// Parameters l0 to l5, panels of f32 [64, 64].
inline constexpr int numLayers = 6;
/// The slot behind them: f32 [2000, 8].
inline constexpr int32_t table = numLayers;

/// The layers, the table, and the matrix [40, 512] in pieces of 12 rows.
extern const ptir_param_desc streamedParams[];
/// Each layer as a whole, and named rows of the table.
extern const ptir_param_use layerUses[], tableUse;
/// An f32, as an argument and as a result.
extern const ptir_type_desc scalarType[];
extern const ptir_result_desc scalarResult[];

/// Entries: "layers", x -> x times the sum of all layers, which fails in the
/// layer that a negative x names; "row_sums" of the matrix; "look_up", rows of
/// the table, -1 for those it does not have.
extern const ptir_module_desc streamedModule;

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_RUNTIME_STREAMEDMODULE_H
