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
// Where "out" has fewer steps than a vector, and those of one step of "in" lie
// right behind the ones before, as in an image whose few channels come last:
//
//   for other loops
//     for vectors along "in"
//       read one for each step of "out"
//       mix them in registers
//       write as many vectors behind one another
//     elements that are in no vector, one by one
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
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

/// The vector `part` of those that have lane 0 of all rows, then lane 1 of all
/// rows, and so on: each row but the first is mixed into it in turn.
static Value interleave(ImplicitLocOpBuilder &b, ValueRange rows, int64_t size,
                        int64_t part) {
  int64_t count = rows.size();
  Value mixed = rows[0];
  for (int64_t row = 1; row < count; ++row) {
    SmallVector<int64_t> lanes;
    for (int64_t lane = 0; lane < size; ++lane) {
      int64_t element = part * size + lane, from = element % count;
      if (from == row)
        lanes.push_back(size + element / count);
      else
        lanes.push_back(row == 1 ? element / count : lane);
    }
    mixed = vector::ShuffleOp::create(b, mixed, rows[row], lanes);
  }
  return mixed;
}

/// Whether all steps of `outLoop` for one step of `inLoop` lie behind those for
/// the step before, in the last two dimensions of the output.
static bool isInterleaved(const IterationSpace &space, unsigned inLoop,
                          unsigned outLoop) {
  const GenericOperand &output = space.outputs[0];
  MemRefType type = output.getMemRef();
  int64_t rank = type.getRank();
  std::optional<int64_t> steps = space.getStaticExtent(outLoop);
  if (rank < 2 || !steps || type.getDimSize(rank - 1) != *steps)
    return false;
  AffineExpr in = getAffineDimExpr(inLoop, output.map.getContext()),
             out = getAffineDimExpr(outLoop, output.map.getContext());
  SmallVector<int64_t> strides;
  int64_t offset;
  return output.map.getResult(rank - 2) == in &&
         output.map.getResult(rank - 1) == out &&
         succeeded(type.getStridesAndOffset(strides, offset)) &&
         strides[rank - 2] == *steps && strides[rank - 1] == 1;
}

/// The output with its last two dimensions as one.
static GenericOperand joinLastDims(ImplicitLocOpBuilder &b,
                                   const GenericOperand &output) {
  int64_t rank = output.getMemRef().getRank();
  SmallVector<ReassociationIndices> groups;
  for (int64_t dim = 0; dim < rank - 2; ++dim)
    groups.push_back({dim});
  groups.push_back({rank - 2, rank - 1});
  int64_t steps = output.getMemRef().getDimSize(rank - 1);
  SmallVector<AffineExpr> results(output.map.getResults());
  AffineExpr last = results.pop_back_val();
  results.back() = results.back() * steps + last;
  return {memref::CollapseShapeOp::create(b, output.value, groups),
          AffineMap::get(output.map.getNumDims(), 0, results,
                         output.map.getContext())};
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
  bool isNarrow = space.getStaticExtent(*outLoop).value_or(size) < size;
  if (space.getStaticExtent(*inLoop).value_or(size) < size ||
      (isNarrow && !isInterleaved(space, *inLoop, *outLoop)))
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
  GenericOperand joined = isNarrow ? joinLastDims(b, output) : output;
  auto line = [&](Value in) {
    Values rows;
    ivs[*inLoop] = in;
    int64_t steps = *space.getStaticExtent(*outLoop);
    for (int64_t row = 0; row < steps; ++row) {
      ivs[*outLoop] = indexConstant(b, row);
      rows.push_back(input.load(b, ivs, size));
    }
    for (int64_t part = 0; part < steps; ++part) {
      ivs[*outLoop] = indexConstant(b, part * size);
      joined.store(b, interleave(b, rows, size, part), ivs);
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
    if (isNarrow) {
      emitFor(b, zero, inWhole, size, {}, [&](Value in, ValueRange) {
        line(in);
        return Values();
      });
      elements(zero, outEnd, inWhole, inEnd);
      return Values();
    }
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
