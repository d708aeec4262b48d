//===- RowReduction.cpp - Reductions along the vectors --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
//   for parallel loops
//     invariant operands
//     partial accumulators := neutral element
//     for outer reductions
//       for strips of the vector loop
//         partial accumulators := body
//     output := output combined with all lanes of all partial accumulators
//
// The order in which elements are combined differs from the one of scalar
// loops; every combiner is associative up to rounding, and the neutral
// elements are exact (-0.0 for sums, -inf for maximumf).
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Partial accumulators that hide the latency of a floating-point add.
static constexpr unsigned numPartials = 4;

/// The element that changes nothing when combined. Upstream gives +0.0 for
/// sums, which would turn a sum of negative zeros into a positive one.
static std::optional<TypedAttr> neutralElement(Operation *combiner) {
  if (!isa<arith::AddFOp>(combiner))
    return arith::getNeutralElement(combiner);
  auto type = cast<FloatType>(combiner->getResult(0).getType());
  return FloatAttr::get(
      type, APFloat::getZero(type.getFloatSemantics(), /*Negative=*/true));
}

/// The op that combines output `number` with the value of one point, if the
/// accumulator has no other use.
static Operation *findCombiner(const IterationSpace &space, unsigned number) {
  Block &body = space.body;
  BlockArgument accumulator = body.getArgument(space.inputs.size() + number);
  Operation *combiner =
      body.getTerminator()->getOperand(number).getDefiningOp();
  if (!combiner || combiner->getBlock() != &body ||
      combiner->getNumOperands() != 2 || combiner->getNumResults() != 1 ||
      !combiner->getResult(0).hasOneUse() || !accumulator.hasOneUse() ||
      *accumulator.user_begin() != combiner)
    return nullptr;
  return neutralElement(combiner) && linalg::getCombinerOpKind(combiner)
             ? combiner
             : nullptr;
}

bool canSplitReductions(const IterationSpace &space) {
  for (auto [number, output] : llvm::enumerate(space.outputs)) {
    if (space.isAccumulator(output)) {
      if (!findCombiner(space, number))
        return false;
      continue;
    }
    // Written in every step; what was there before must not matter.
    if (!space.body.getArgument(space.inputs.size() + number).use_empty())
      return false;
  }
  return true;
}

namespace {

class RowReduction {
public:
  RowReduction(ImplicitLocOpBuilder &b, const IterationSpace &space,
               VectorLoop vectorLoop)
      : b(b), space(space), vectorLoop(vectorLoop), ivs(space.getNumLoops()) {}

  void emit();

private:
  void readHoisted();
  Values neutralElements();
  Values emitStrip(const Strip &strip, ValueRange partials);
  void finish(ValueRange partials);

  ImplicitLocOpBuilder &b;
  const IterationSpace &space;
  VectorLoop vectorLoop;
  Values ivs;
  Values hoisted;
  /// One per accumulator, by number of the output.
  SmallVector<std::pair<unsigned, Operation *>> combiners;
};

} // namespace

void RowReduction::readHoisted() {
  hoisted.clear();
  for (const GenericOperand &input : space.inputs)
    hoisted.push_back(space.isHoistable(input, vectorLoop.dim)
                          ? input.load(b, ivs)
                          : Value());
}

Values RowReduction::neutralElements() {
  Values neutral;
  for (auto [number, combiner] : combiners) {
    TypedAttr element = *neutralElement(combiner);
    auto type = VectorType::get(vectorLoop.lanes, element.getType());
    neutral.push_back(arith::ConstantOp::create(
        b, type, DenseElementsAttr::get(type, ArrayRef<Attribute>(element))));
  }
  return neutral;
}

Values RowReduction::emitStrip(const Strip &strip, ValueRange partials) {
  Values next(partials);
  size_t position = 0;
  for (unsigned i = 0; i < strip.vectors; ++i) {
    ivs[vectorLoop.dim] = addIndex(b, strip.base, i * strip.lanes);
    Values arguments;
    for (auto [input, value] : llvm::zip_equal(space.inputs, hoisted)) {
      bool isVector = input.uses(vectorLoop.dim);
      arguments.push_back(value ? value
                                : input.load(b, ivs, isVector ? strip.lanes : 1,
                                             isVector ? strip.mask : Value()));
    }
    arguments.resize(arguments.size() + space.outputs.size());
    for (auto [slot, combiner] : llvm::enumerate(combiners))
      arguments[space.inputs.size() + combiner.first] =
          partials[position + slot];
    Values yielded =
        cloneBody(b, space, {ivs, vectorLoop, strip.mask}, arguments);
    for (auto [number, output] : llvm::enumerate(space.outputs)) {
      Value value = splat(b, yielded[number], strip.lanes);
      if (!space.isAccumulator(output)) {
        output.store(b, value, ivs, strip.mask);
        continue;
      }
      if (strip.mask)
        value =
            arith::SelectOp::create(b, strip.mask, value, partials[position]);
      next[position++] = value;
    }
  }
  return next;
}

void RowReduction::finish(ValueRange partials) {
  for (auto [slot, combiner] : llvm::enumerate(combiners)) {
    auto [number, op] = combiner;
    Value all = partials[slot];
    for (size_t i = slot + combiners.size(); i < partials.size();
         i += combiners.size())
      all = cloneElementwise(b, op, {all, partials[i]});
    auto fastMath = isa<FloatType>(getElementTypeOrSelf(all.getType()))
                        ? arith::FastMathFlags::reassoc
                        : arith::FastMathFlags::none;
    Value lanes = vector::ReductionOp::create(b, *linalg::getCombinerOpKind(op),
                                              all, fastMath);
    const GenericOperand &output = space.outputs[number];
    Value before = output.load(b, ivs);
    output.store(b, cloneElementwise(b, op, {before, lanes}), ivs);
  }
}

void RowReduction::emit() {
  for (auto [number, output] : llvm::enumerate(space.outputs))
    if (space.isAccumulator(output))
      combiners.emplace_back(number, findCombiner(space, number));
  SmallVector<unsigned> outerReductions;
  for (unsigned dim : space.reductionDims)
    if (dim != vectorLoop.dim)
      outerReductions.push_back(dim);
  Value extent = space.extents[vectorLoop.dim];
  bool isShort = space.getStaticExtent(vectorLoop.dim).value_or(INT64_MAX) <
                 numPartials * vectorLoop.lanes;
  unsigned vectors = isShort ? 1 : numPartials;

  emitNest(b, space.getOuterLoops(std::nullopt), space.extents, ivs, {},
           [&](ValueRange) {
             readHoisted();
             Values partials;
             for (unsigned i = 0; i < vectors; ++i)
               llvm::append_range(partials, neutralElements());
             auto strips = [&](ValueRange carried) {
               return emitStrips(b, indexConstant(b, 0), extent,
                                 vectorLoop.lanes, vectors, carried,
                                 [&](const Strip &strip, ValueRange args) {
                                   return emitStrip(strip, args);
                                 });
             };
             finish(emitNest(b, outerReductions, space.extents, ivs, partials,
                             strips));
             return Values();
           });
}

void emitRowReduction(ImplicitLocOpBuilder &b, const IterationSpace &space,
                      VectorLoop vectorLoop) {
  RowReduction(b, space, vectorLoop).emit();
}

} // namespace ptir::vectorloops
