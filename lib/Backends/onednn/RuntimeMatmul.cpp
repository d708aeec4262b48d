//===- RuntimeMatmul.cpp - What the runtime's products end with
//-------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuntimeMatmul.h"

using namespace mlir;

bool ptir::doesMatmulSteps(DictionaryAttr config) {
  ArrayRef<Attribute> steps;
  if (auto epilogue = config.getAs<ArrayAttr>("epilogue"))
    steps = epilogue.getValue();
  auto nameOf = [](Attribute step) {
    return cast<StringAttr>(step).getValue();
  };
  if (!steps.empty() && nameOf(steps.front()) == "sum")
    steps = steps.drop_front();
  return steps.empty() ||
         (steps.size() == 1 &&
          llvm::is_contained({"relu", "relu6", "gelu_tanh", "silu"},
                             nameOf(steps.front())));
}
