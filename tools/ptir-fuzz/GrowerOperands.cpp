//===- GrowerOperands.cpp - What the ops of a random program take ---------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Grower.h"

#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Validation/SeededTensors.h"
#include "ptir/Validation/TensorAttributes.h"

using namespace mlir;
using namespace ptir;
using namespace ptir::fuzz;
using reference::Tensor;
using validation::Elements;

//===----------------------------------------------------------------------===//
// Chance
//===----------------------------------------------------------------------===//

static bool belongsTo(ElementType type, unsigned families) {
  return visitElementType<AllFamilies>(type, false, [&](auto tag) {
    return (ScalarTraits<tag.value>::family & families) != 0;
  });
}

ElementType Grower::pickElement(unsigned families) {
  // Every second one of the types that most programs use.
  static constexpr ElementType usual[] = {ElementType::F32, ElementType::F32,
                                          ElementType::SI32, ElementType::I1};
  while (true) {
    ElementType type = chance(40) ? usual[below(std::size(usual))]
                                  : ElementType(below(numElementTypes));
    if (belongsTo(type, families))
      return type;
  }
}

llvm::SmallVector<int64_t> Grower::pickShape(int64_t minRank, int64_t maxRank) {
  static constexpr int64_t extents[] = {1, 1, 2, 2, 3, 3, 4, 5, 7, 8, 16, 17};
  static constexpr int64_t ranks[] = {0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4};
  int64_t rank = std::clamp(pick(ranks), minRank, maxRank);
  llvm::SmallVector<int64_t> shape;
  int64_t count = 1;
  for (int64_t i = 0; i < rank; ++i) {
    int64_t extent = chance(3) ? 0 : pick(extents);
    if (count * extent > 256)
      extent = 2;
    shape.push_back(extent);
    count *= extent;
  }
  if (rank == 1 && chance(5))
    shape[0] = between(30, 70); // longer than a vector
  return shape;
}

int64_t Grower::pickAxis(int64_t rank) {
  int64_t axis = between(0, rank - 1);
  return chance(20) ? axis - rank : axis;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

Slot Grower::operand(const Wanted &wanted) {
  llvm::SmallVector<const Slot *> fitting;
  for (const Slot &slot : slots)
    if (belongsTo(slot.elementType(), wanted.families) &&
        (slot.exact || !wanted.exact) && slot.rank() >= wanted.minRank &&
        slot.rank() <= wanted.maxRank)
      fitting.push_back(&slot);
  if (!fitting.empty() && chance(75)) {
    // Late ones first, so that programs become deep.
    size_t index = std::max(below(fitting.size()), below(fitting.size()));
    return *fitting[index];
  }
  return fresh(pickElement(wanted.families),
               pickShape(wanted.minRank, wanted.maxRank));
}

Slot Grower::like(const Slot &slot, bool exact) {
  llvm::SmallVector<const Slot *> fitting;
  for (const Slot &other : slots)
    if (other.value.getType() == slot.value.getType() &&
        other.dims() == slot.dims() && (other.exact || !exact))
      fitting.push_back(&other);
  if (!fitting.empty() && chance(60))
    return *pick(fitting);
  return shapedLike(slot, slot.elementType(), exact);
}

Slot Grower::shapedLike(const Slot &slot, ElementType element, bool exact) {
  auto type = slot.type().clone(mlirType(element));
  for (const Slot &other : slots)
    if (other.value.getType() == type && other.dims() == slot.dims() &&
        (other.exact || !exact) && chance(40))
      return other;
  Elements elements = chance(30) ? Elements::Special : Elements::Ordinary;
  Tensor tensor =
      *validation::drawTensor(element, slot.dims(), elements, random);
  return input(type, tensor);
}

Slot Grower::fresh(ElementType element, ArrayRef<int64_t> dims) {
  Elements elements = chance(30) ? Elements::Special : Elements::Ordinary;
  Tensor tensor = *validation::drawTensor(element, dims, elements, random);
  llvm::SmallVector<int64_t> shape(dims);
  if (constantPercent < 100 && chance(30))
    for (int64_t &extent : shape)
      if (chance(50))
        extent = ShapedType::kDynamic;
  return input(RankedTensorType::get(shape, mlirType(element)), tensor);
}

Slot Grower::input(RankedTensorType type, const Tensor &tensor) {
  bool small = tensor.numElements() <= 64;
  if (type.hasStaticShape() &&
      (inRegion() || (small && chance(constantPercent))))
    return constant(tensor);
  if (inRegion()) {
    // Bodies are isolated: a constant gets its `?` by a reshape.
    Slots operands = {constant(tensor)};
    for (auto [i, extent] : llvm::enumerate(type.getShape()))
      if (ShapedType::isDynamic(extent))
        operands.push_back(this->extent(tensor.dims()[i]));
    if (Grown grown = emit("ptir.reshape", operands, "", {type}))
      return grown->front();
    return operands.front();
  }
  Block &block = function.getBody().front();
  inputs.push_back(tensor);
  Slot slot{block.addArgument(type, function.getLoc()), tensor, true};
  slots.push_back(slot);
  return slot;
}

Slot Grower::constant(const Tensor &tensor) {
  auto op = ConstantOp::create(builder, nextLocation(),
                               validation::toAttribute(context(), tensor));
  Slot slot{op.getResult(), tensor, true};
  slots.push_back(slot);
  return slot;
}

Slot Grower::parameter(ElementType element, ArrayRef<int64_t> dims) {
  if (inRegion())
    return fresh(element, dims);
  Grown grown = emit("ptir.param", {}, "name = \"" + nextName() + "\"",
                     {RankedTensorType::get(dims, mlirType(element))});
  return grown ? grown->front() : fresh(element, dims);
}

Slot Grower::indices(ArrayRef<int64_t> dims, int64_t low, int64_t high) {
  bool wide = chance(40);
  Tensor tensor =
      *Tensor::create(wide ? ElementType::SI64 : ElementType::SI32, dims);
  for (int64_t i = 0; i < tensor.numElements(); ++i) {
    int64_t value = high < low ? low : between(low, high);
    if (wide)
      tensor.mutableData<int64_t>()[i] = value;
    else
      tensor.mutableData<int32_t>()[i] = static_cast<int32_t>(value);
  }
  llvm::SmallVector<int64_t> shape(dims);
  if (!inRegion() && chance(20))
    for (int64_t &extent : shape)
      extent = ShapedType::kDynamic;
  return input(RankedTensorType::get(shape, mlirType(tensor.elementType())),
               tensor);
}

Slot Grower::extent(int64_t value) {
  for (const Slot &slot : slots)
    for (auto [axis, found] : llvm::enumerate(slot.dims()))
      if (found == value && chance(30))
        if (Grown grown = emit("ptir.dim", {slot},
                               "axis = " + std::to_string(axis) + " : i64",
                               {getExtentType(context())}))
          return grown->front();
  Tensor tensor = *Tensor::fromExtent(value);
  return input(getExtentType(context()), tensor);
}

RankedTensorType Grower::looseType(ElementType element, ArrayRef<int64_t> dims,
                                   llvm::SmallVectorImpl<Slot> &extents) {
  llvm::SmallVector<int64_t> shape(dims);
  bool loose = chance(35);
  for (int64_t &dim : shape)
    if (loose && chance(50)) {
      extents.push_back(extent(chance(3) ? dim + 1 : dim));
      dim = ShapedType::kDynamic;
    }
  return RankedTensorType::get(shape, mlirType(element));
}
