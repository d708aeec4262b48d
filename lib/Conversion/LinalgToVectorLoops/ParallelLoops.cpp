//===- ParallelLoops.cpp - Elementwise loops and column reductions --------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
//   for outer parallel loops
//     invariant operands
//     for strips of the vector loop        (if there is one)
//       accumulators := outputs
//       for reductions carry accumulators  (if there are any)
//         accumulators := body
//       outputs := accumulators
//
// Reductions run over two or more strips at a time so that they do not wait
// for one accumulator.
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"
#include "VectorBody.h"

using namespace mlir;

namespace ptir::vectorloops {

namespace {

class ParallelLoops {
public:
  ParallelLoops(ImplicitLocOpBuilder &b, const IterationSpace &space,
                std::optional<VectorLoop> vectorLoop)
      : b(b), space(space), vectorLoop(vectorLoop), ivs(space.getNumLoops()) {}

  void emit();

private:
  bool isCarried(const GenericOperand &output) const {
    return !space.reductionDims.empty() && space.isAccumulator(output);
  }
  void readHoisted();
  void emitStrip(const Strip &strip);
  Values emitBody(const Strip &strip, ValueRange carried);
  Value readOutput(unsigned number, const Strip &strip);

  /// Runs `body` for each vector of the strip with its first index in place.
  void forEachVector(const Strip &strip, llvm::function_ref<void()> body);

  ImplicitLocOpBuilder &b;
  const IterationSpace &space;
  std::optional<VectorLoop> vectorLoop;
  Values ivs;
  /// One per input; null where the input is read inside.
  Values hoisted;
};

} // namespace

void ParallelLoops::forEachVector(const Strip &strip,
                                  llvm::function_ref<void()> body) {
  for (unsigned i = 0; i < strip.vectors; ++i) {
    if (vectorLoop)
      ivs[vectorLoop->dim] = addIndex(b, strip.base, i * strip.lanes);
    body();
  }
}

void ParallelLoops::readHoisted() {
  std::optional<unsigned> dim;
  if (vectorLoop)
    dim = vectorLoop->dim;
  hoisted.clear();
  for (const GenericOperand &input : space.inputs)
    hoisted.push_back(space.isHoistable(input, dim) ? input.load(b, ivs)
                                                    : Value());
}

Value ParallelLoops::readOutput(unsigned number, const Strip &strip) {
  BlockArgument argument = space.body.getArgument(space.inputs.size() + number);
  const GenericOperand &output = space.outputs[number];
  if (argument.use_empty() && !isCarried(output)) {
    // Never read; any value of the type will do.
    return {};
  }
  return output.load(b, ivs, strip.lanes, strip.mask);
}

Values ParallelLoops::emitBody(const Strip &strip, ValueRange carried) {
  Values next;
  size_t position = 0;
  forEachVector(strip, [&] {
    Values arguments;
    for (auto [input, value] : llvm::zip_equal(space.inputs, hoisted)) {
      bool isVector = vectorLoop && input.uses(vectorLoop->dim);
      arguments.push_back(value ? value
                                : input.load(b, ivs, isVector ? strip.lanes : 1,
                                             isVector ? strip.mask : Value()));
    }
    for (auto [number, output] : llvm::enumerate(space.outputs))
      arguments.push_back(isCarried(output) ? carried[position++]
                                            : readOutput(number, strip));
    Values yielded =
        cloneBody(b, space, {ivs, vectorLoop, strip.mask}, arguments);
    for (auto [output, value] : llvm::zip_equal(space.outputs, yielded)) {
      value = splat(b, value, strip.lanes);
      if (isCarried(output))
        next.push_back(value);
      else
        output.store(b, value, ivs, strip.mask);
    }
  });
  return next;
}

void ParallelLoops::emitStrip(const Strip &strip) {
  Values accumulators;
  forEachVector(strip, [&] {
    for (auto [number, output] : llvm::enumerate(space.outputs))
      if (isCarried(output))
        accumulators.push_back(readOutput(number, strip));
  });
  accumulators =
      emitNest(b, space.reductionDims, space.extents, ivs, accumulators,
               [&](ValueRange carried) { return emitBody(strip, carried); });
  size_t position = 0;
  forEachVector(strip, [&] {
    for (const GenericOperand &output : space.outputs)
      if (isCarried(output))
        output.store(b, accumulators[position++], ivs, strip.mask);
  });
}

void ParallelLoops::emit() {
  std::optional<unsigned> dim;
  if (vectorLoop)
    dim = vectorLoop->dim;
  emitNest(
      b, space.getOuterLoops(dim), space.extents, ivs, {}, [&](ValueRange) {
        readHoisted();
        if (!vectorLoop) {
          emitStrip(Strip());
          return Values();
        }
        int64_t most = space.reductionDims.empty() ? 1 : 4;
        int64_t vectors =
            vectorsAlong(space.getStaticExtent(*dim), vectorLoop->lanes, most);
        return emitStrips(b, indexConstant(b, 0), space.extents[*dim],
                          vectorLoop->lanes, vectors, {},
                          [&](const Strip &strip, ValueRange) {
                            emitStrip(strip);
                            return Values();
                          });
      });
}

void emitParallelLoops(ImplicitLocOpBuilder &b, const IterationSpace &space,
                       std::optional<VectorLoop> vectorLoop) {
  ParallelLoops(b, space, vectorLoop).emit();
}

} // namespace ptir::vectorloops
