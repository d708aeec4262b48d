//===- TracedEntry.cpp - Entries that return what was tapped --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Layers/TracedEntry.h"

#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace ptir;
using functional::Emitter;

static constexpr llvm::StringLiteral namesAttr = "ptir.names";

void layers::returnTaps(func::FuncOp function, OpBuilder &builder,
                        ArrayRef<Emitter::Tap> taps) {
  llvm::MapVector<Value, SmallVector<StringRef>> named;
  for (const Emitter::Tap &tap : taps)
    named[tap.value.getValue()].push_back(tap.name);
  auto values = llvm::map_to_vector(
      named, [](const auto &entry) -> Value { return entry.first; });
  auto ret = func::ReturnOp::create(builder, function.getLoc(), values);
  function.setFunctionType(builder.getFunctionType(function.getArgumentTypes(),
                                                   ret.getOperandTypes()));
  for (auto [i, entry] : llvm::enumerate(named))
    function.setResultAttr(i, namesAttr, builder.getStrArrayAttr(entry.second));
}

std::vector<std::vector<std::string>>
layers::resultNames(func::FuncOp function) {
  std::vector<std::vector<std::string>> names(function.getNumResults());
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (auto list = function.getResultAttrOfType<ArrayAttr>(i, namesAttr))
      for (StringRef name : list.getAsValueRange<StringAttr>())
        names[i].push_back(name.str());
  return names;
}
