//===- PrivateCalls.cpp - Functions whose callers are all known -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIR/Transforms/PrivateCalls.h"

using namespace mlir;
using namespace ptir;

PrivateCalls::PrivateCalls(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.isPrivate() || function.isDeclaration())
      continue;
    std::optional<SymbolTable::UseRange> uses =
        SymbolTable::getSymbolUses(function, module);
    if (!uses || !llvm::all_of(*uses, [](const SymbolTable::SymbolUse &use) {
          return isa<func::CallOp>(use.getUser());
        }))
      continue;
    for (const SymbolTable::SymbolUse &use : *uses)
      calls[function].push_back(cast<func::CallOp>(use.getUser()));
  }
}

ArrayRef<func::CallOp> PrivateCalls::of(func::FuncOp function) const {
  auto found = calls.find(function);
  return found == calls.end() ? ArrayRef<func::CallOp>() : found->second;
}
