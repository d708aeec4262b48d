//===- Families.h - How each op is grown ------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// One row per op: its name and the function that appends it to a program. An
// op that this build's dialect lacks is left out.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TOOLS_PTIR_FUZZ_FAMILIES_H
#define PTIR_TOOLS_PTIR_FUZZ_FAMILIES_H

#include "Grower.h"

namespace ptir::fuzz {

struct OpRow {
  /// Without the dialect, `add`; `call` for `func.call`.
  llvm::StringLiteral name;
  void (*grow)(Grower &grower, llvm::StringRef name);
};

llvm::ArrayRef<OpRow> elementwiseRows();
llvm::ArrayRef<OpRow> shapeRows();
llvm::ArrayRef<OpRow> reductionRows();
llvm::ArrayRef<OpRow> contractionRows();
llvm::ArrayRef<OpRow> indexingRows();
llvm::ArrayRef<OpRow> windowRows();
llvm::ArrayRef<OpRow> quantizationRows();
llvm::ArrayRef<OpRow> randomRows();
llvm::ArrayRef<OpRow> controlFlowRows();
llvm::ArrayRef<OpRow> moduleRows();

//===--- What rows share
//----------------------------------------------------===//

/// An attribute's value of that type: `1.5 : f32`.
std::string scalarText(Grower &grower, ElementType type);
/// `, accum_type = f64` with a type of the same class, or nothing.
std::string accumulatorText(Grower &grower, ElementType type);
/// The type itself or, now and then, another of its class.
ElementType pickResultElement(Grower &grower, ElementType type);

/// All of them.
const std::vector<OpRow> &allRows();
const OpRow *findRow(llvm::StringRef name);

} // namespace ptir::fuzz

#endif // PTIR_TOOLS_PTIR_FUZZ_FAMILIES_H
