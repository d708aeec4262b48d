//===- RuntimeMatmul.cpp - Steps of the runtime's products ----------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "RuntimeMatmul.h"

using namespace mlir;

bool ptir::doesMatmulSteps(DictionaryAttr config) {
  Attribute epilogue = config.get("epilogue");
  if (!epilogue)
    return true;
  auto list = dyn_cast<ArrayAttr>(epilogue);
  if (!list || !llvm::all_of(list, llvm::IsaPred<StringAttr>))
    return false;
  ArrayRef<Attribute> steps = list.getValue();
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
