//===- ControlFlowFamily.cpp - Branches and loops -------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Families.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;

static Slots pickInputs(Grower &grower, int64_t least) {
  Slots inputs;
  for (int64_t i = 0, end = grower.between(least, 3); i < end; ++i)
    inputs.push_back(grower.operand({}));
  return inputs;
}

static llvm::SmallVector<BodyArgument> arguments(ArrayRef<Slot> inputs) {
  return {inputs.begin(), inputs.end()};
}

/// Grows a few ops and yields values of exactly these types; an argument of
/// the type where nothing else is.
static Slots growYields(Grower &grower, ArrayRef<Slot> like) {
  grower.growSome(static_cast<unsigned>(grower.between(1, 3)));
  Slots yielded;
  for (const Slot &slot : like)
    yielded.push_back(grower.like(slot));
  return yielded;
}

static void growCond(Grower &grower, StringRef) {
  if (!grower.mayNest() || !grower.hasOp("ptir.cond"))
    return;
  Slots args = pickInputs(grower, 1);
  Slot pred = grower.fresh(ElementType::I1, {});
  OperationState state(grower.nextLocation(), "ptir.cond");
  for (int i = 0; i < 2; ++i) {
    auto region = std::make_unique<Region>();
    grower.fillRegion(*region, arguments(args), "ptir.yield",
                      [&](ArrayRef<Slot> inner) -> std::optional<Slots> {
                        return growYields(grower, inner);
                      });
    state.addRegion(std::move(region));
  }
  for (const Slot &slot : args)
    state.addTypes(slot.type());
  Slots operands = {pred};
  operands.append(args.begin(), args.end());
  grower.emitState(state, operands);
}

/// Counts up to a limit that one of the carries holds.
static void growWhile(Grower &grower, StringRef) {
  if (!grower.mayNest() || !grower.hasOp("ptir.while"))
    return;
  Slots carries;
  auto scalar = [&](int64_t value) {
    reference::Tensor tensor = *reference::Tensor::fromExtent(value);
    return grower.input(grower.staticType(tensor), tensor);
  };
  carries.push_back(scalar(0));
  carries.push_back(scalar(grower.between(0, 4)));
  Slots others = pickInputs(grower, 0);
  carries.append(others.begin(), others.end());
  OperationState state(grower.nextLocation(), "ptir.while");
  auto cond = std::make_unique<Region>(), body = std::make_unique<Region>();
  bool grown =
      grower.fillRegion(*cond, arguments(carries), "ptir.yield",
                        [&](ArrayRef<Slot> inner) -> std::optional<Slots> {
                          auto less =
                              grower.emit("ptir.compare", {inner[0], inner[1]},
                                          "direction = #ptir.comparison<lt>");
                          if (!less)
                            return std::nullopt;
                          return Slots{less->front()};
                        });
  grown &= grower.fillRegion(
      *body, arguments(carries), "ptir.yield",
      [&](ArrayRef<Slot> inner) -> std::optional<Slots> {
        reference::Tensor one = *reference::Tensor::fromExtent(1);
        Grown next = grower.emit("ptir.add", {inner[0], grower.constant(one)});
        if (!next)
          return std::nullopt;
        Slots yielded = {next->front(), inner[1]};
        Slots rest = growYields(grower, inner.drop_front(2));
        yielded.append(rest.begin(), rest.end());
        return yielded;
      });
  if (!grown)
    return;
  state.addRegion(std::move(cond));
  state.addRegion(std::move(body));
  for (const Slot &slot : carries)
    state.addTypes(slot.type());
  grower.emitState(state, carries);
}

/// The first slice of a scanned input.
static BodyArgument firstSlice(const Slot &x) {
  BodyArgument slice = x;
  ArrayRef<int64_t> dims = x.dims().drop_front();
  int64_t count = 1;
  for (int64_t extent : dims)
    count *= extent;
  slice.type =
      RankedTensorType::get(x.type().getShape().drop_front(), x.element());
  slice.tensor = *reference::Tensor::fromBytes(
      x.elementType(), dims,
      x.tensor.bytes().take_front(count * storageBytes(x.elementType())));
  return slice;
}

static void growScan(Grower &grower, StringRef) {
  if (!grower.mayNest() || !grower.hasOp("ptir.scan"))
    return;
  Slots carries = pickInputs(grower, 0);
  Slot x = grower.operand({AllFamilies, false, 1});
  if (x.dims()[0] == 0)
    return; // a body cannot be grown on no value
  Slots xs = {x};
  if (grower.chance(40))
    xs.push_back(grower.like(x));
  llvm::SmallVector<BodyArgument> inner(carries.begin(), carries.end());
  for (const Slot &slot : xs)
    inner.push_back(firstSlice(slot));
  OperationState state(grower.nextLocation(), "ptir.scan");
  auto region = std::make_unique<Region>();
  llvm::SmallVector<Type> types;
  for (const Slot &slot : carries)
    types.push_back(slot.type());
  bool grown = grower.fillRegion(
      *region, inner, "ptir.yield",
      [&](ArrayRef<Slot> arguments) -> std::optional<Slots> {
        Slots yielded =
            growYields(grower, arguments.take_front(carries.size()));
        Slots outputs = grower.unused();
        if (outputs.size() > 2)
          outputs.resize(2);
        for (const Slot &slot : outputs) {
          llvm::SmallVector<int64_t> shape(slot.type().getShape());
          shape.insert(shape.begin(), x.type().getDimSize(0));
          types.push_back(RankedTensorType::get(shape, slot.element()));
          yielded.push_back(slot);
        }
        if (yielded.empty())
          return std::nullopt;
        return yielded;
      });
  if (!grown)
    return;
  state.addAttribute(
      "carry_count",
      OpBuilder(grower.context()).getI64IntegerAttr(int64_t(carries.size())));
  state.addTypes(types);
  state.addRegion(std::move(region));
  Slots operands = carries;
  operands.append(xs.begin(), xs.end());
  grower.emitState(state, operands);
}

ArrayRef<OpRow> ptir::fuzz::controlFlowRows() {
  static constexpr OpRow rows[] = {
      {"cond", growCond},
      {"while", growWhile},
      {"scan", growScan},
  };
  return rows;
}
