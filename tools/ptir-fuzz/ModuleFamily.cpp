//===- ModuleFamily.cpp - Parameters, composites, calls -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

/// What a body yields: what nobody uses in it, or its first argument.
static std::optional<Slots> growBody(Grower &grower, ArrayRef<Slot> arguments) {
  grower.growSome(static_cast<unsigned>(grower.between(1, 3)));
  Slots yielded = grower.unused();
  if (yielded.empty() && !arguments.empty())
    yielded.push_back(arguments.front());
  if (yielded.size() > 3)
    yielded.resize(3);
  if (yielded.empty())
    return std::nullopt;
  return yielded;
}

static Slots pickInputs(Grower &grower) {
  Slots inputs;
  for (int64_t i = 0, end = grower.between(1, 3); i < end; ++i)
    inputs.push_back(grower.operand({}));
  return inputs;
}

static llvm::SmallVector<BodyArgument> arguments(ArrayRef<Slot> inputs) {
  return {inputs.begin(), inputs.end()};
}

static void growComposite(Grower &grower, StringRef) {
  if (!grower.mayNest())
    return;
  Slots inputs = pickInputs(grower);
  OperationState state(grower.nextLocation(), "ptir.composite");
  state.addAttribute("name", StringAttr::get(grower.context(), "grown"));
  auto region = std::make_unique<Region>();
  llvm::SmallVector<Type> types;
  if (!grower.fillRegion(*region, arguments(inputs), "ptir.yield",
                         [&](ArrayRef<Slot> inner) {
                           auto yielded = growBody(grower, inner);
                           if (yielded)
                             for (const Slot &slot : *yielded)
                               types.push_back(slot.type());
                           return yielded;
                         }))
    return;
  state.addTypes(types);
  state.addRegion(std::move(region));
  grower.emitState(state, inputs);
}

/// A private function, called once or twice.
static void growCall(Grower &grower, StringRef) {
  if (!grower.mayNest())
    return;
  Slots inputs = pickInputs(grower);
  func::FuncOp caller = grower.getFunction();
  OpBuilder builder(caller);
  llvm::SmallVector<Type> types, results;
  for (const Slot &slot : inputs)
    types.push_back(slot.type());
  std::string name = grower.nextName();
  auto function = func::FuncOp::create(builder, grower.nextLocation(), name,
                                       builder.getFunctionType(types, {}));
  function.setPrivate();
  bool grown = grower.fillRegion(function.getBody(), arguments(inputs),
                                 "func.return", [&](ArrayRef<Slot> inner) {
                                   auto yielded = growBody(grower, inner);
                                   if (yielded)
                                     for (const Slot &slot : *yielded)
                                       results.push_back(slot.type());
                                   return yielded;
                                 });
  if (!grown) {
    function.erase();
    return;
  }
  function.setFunctionType(builder.getFunctionType(types, results));
  for (int64_t i = 0, end = grower.between(1, 2); i < end; ++i) {
    OperationState state(grower.nextLocation(), "func.call");
    state.addAttribute("callee",
                       FlatSymbolRefAttr::get(grower.context(), name));
    state.addTypes(results);
    grower.emitState(state, inputs);
    for (Slot &slot : inputs)
      slot = grower.like(slot);
  }
}

static void growParam(Grower &grower, StringRef) {
  grower.parameter(grower.pickElement(AllFamilies), grower.pickShape(0, 3));
}

ArrayRef<OpRow> ptir::fuzz::moduleRows() {
  static constexpr OpRow rows[] = {
      {"composite", growComposite},
      {"call", growCall},
      {"param", growParam},
  };
  return rows;
}
