//===- Families.cpp - How each op is grown --------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace ptir::fuzz;

const std::vector<OpRow> &ptir::fuzz::allRows() {
  static const std::vector<OpRow> rows = [] {
    std::vector<OpRow> all;
    for (llvm::ArrayRef<OpRow> family :
         {elementwiseRows(), shapeRows(), reductionRows(), contractionRows(),
          indexingRows(), windowRows(), quantizationRows(), randomRows(),
          controlFlowRows(), moduleRows()})
      all.insert(all.end(), family.begin(), family.end());
    return all;
  }();
  return rows;
}

const OpRow *ptir::fuzz::findRow(llvm::StringRef name) {
  for (const OpRow &row : allRows())
    if (row.name == name)
      return &row;
  return nullptr;
}
