//===- TransposeLoops.cpp - Transposing copies through registers ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A copy whose input has unit stride along one loop ("in") and whose output
// has it along another ("out"):
//
//   for other loops
//     for squares of the loops out x in
//       read a vector along "in" for each step of "out"
//       transpose the square in registers
//       write a vector along "out" for each step of "in"
//     elements that are in no square, one by one
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"

#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Transposes a square of 2^s rows by s perfect shuffles: each interleaves
/// the first with the second half of the rows.
static Values transposeSquare(ImplicitLocOpBuilder &b, Values rows) {
  int64_t size = rows.size();
  SmallVector<int64_t> low, high;
  for (int64_t lane = 0; lane < size / 2; ++lane) {
    low.append({lane, size + lane});
    high.append({size / 2 + lane, size + size / 2 + lane});
  }
  for (int64_t stage = 1; stage < size; stage *= 2) {
    Values next;
    for (int64_t row = 0; row < size / 2; ++row) {
      Value first = rows[row], second = rows[row + size / 2];
      next.push_back(vector::ShuffleOp::create(b, first, second, low));
      next.push_back(vector::ShuffleOp::create(b, first, second, high));
    }
    rows = next;
  }
  return rows;
}

static std::optional<unsigned> findUnitLoop(const IterationSpace &space,
                                            const GenericOperand &operand) {
  for (unsigned dim = 0; dim < space.getNumLoops(); ++dim)
    if (operand.along(dim) == Access::Unit)
      return dim;
  return std::nullopt;
}

bool emitTranspose(ImplicitLocOpBuilder &b, const IterationSpace &space,
                   unsigned vectorWidth) {
  if (space.inputs.size() != 1 || space.outputs.size() != 1 ||
      !space.reductionDims.empty())
    return false;
  Block &body = space.body;
  const GenericOperand &input = space.inputs[0], &output = space.outputs[0];
  if (!input.getMemRef() || !isVectorElement(input.getElementType()) ||
      body.getOperations().size() != 1 ||
      body.getTerminator()->getOperand(0) != body.getArgument(0))
    return false;
  std::optional<unsigned> inLoop = findUnitLoop(space, input);
  std::optional<unsigned> outLoop = findUnitLoop(space, output);
  if (!inLoop || !outLoop || *inLoop == *outLoop)
    return false;

  Type element = input.getElementType();
  unsigned bits = element.isIndex() ? 64 : element.getIntOrFloatBitWidth();
  int64_t size = std::min<int64_t>(vectorWidth / bits, 16);
  if (space.getStaticExtent(*inLoop).value_or(size) < size ||
      space.getStaticExtent(*outLoop).value_or(size) < size)
    return false;

  Values ivs(space.getNumLoops());
  auto square = [&](Value out, Value in) {
    Values rows;
    ivs[*inLoop] = in;
    for (int64_t row = 0; row < size; ++row) {
      ivs[*outLoop] = addIndex(b, out, row);
      rows.push_back(input.load(b, ivs, size));
    }
    rows = transposeSquare(b, std::move(rows));
    ivs[*outLoop] = out;
    for (int64_t row = 0; row < size; ++row) {
      ivs[*inLoop] = addIndex(b, in, row);
      output.store(b, rows[row], ivs);
    }
  };
  auto elements = [&](Value outFrom, Value outTo, Value inFrom, Value inTo) {
    emitFor(b, inFrom, inTo, 1, {}, [&](Value in, ValueRange) {
      return emitFor(b, outFrom, outTo, 1, {}, [&](Value out, ValueRange) {
        ivs[*inLoop] = in;
        ivs[*outLoop] = out;
        output.store(b, input.load(b, ivs), ivs);
        return Values();
      });
    });
  };

  SmallVector<unsigned> outer;
  for (unsigned dim : space.getOuterLoops(std::nullopt))
    if (dim != *inLoop && dim != *outLoop)
      outer.push_back(dim);
  emitNest(b, outer, space.extents, ivs, {}, [&](ValueRange) {
    Value zero = indexConstant(b, 0);
    Value outEnd = space.extents[*outLoop], inEnd = space.extents[*inLoop];
    Value outWhole = endOfWhole(b, zero, outEnd, size);
    Value inWhole = endOfWhole(b, zero, inEnd, size);
    emitFor(b, zero, outWhole, size, {}, [&](Value out, ValueRange) {
      return emitFor(b, zero, inWhole, size, {}, [&](Value in, ValueRange) {
        square(out, in);
        return Values();
      });
    });
    elements(zero, outWhole, inWhole, inEnd);
    elements(outWhole, outEnd, zero, inEnd);
    return Values();
  });
  return true;
}

} // namespace ptir::vectorloops
