//===- ContractionLoops.cpp - Sums of products as register tiles ----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A contraction is out += lhs * rhs over some reductions, where each operand
// may be converted first. Loops fall into batch (used by all operands), rows
// (lhs and out), columns (rhs and out) and depth (lhs and rhs). Two layouts
// have tiles:
//
//   outer products: rhs and out have unit stride along a column loop;
//   row dots: lhs and rhs have unit stride along a depth loop.
//
// Since a product commutes, lhs and rhs may swap roles. Everything else is an
// ordinary reduction.
//
//===----------------------------------------------------------------------===//

#include "GenericLoops.h"
#include "MatmulTile.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace ptir::vectorloops {

namespace {

/// One factor of the product: an input and the conversions applied to it.
struct Factor {
  GenericOperand operand;
  SmallVector<Operation *> conversions;

  Value convert(ImplicitLocOpBuilder &b, Value element) const {
    for (Operation *op : llvm::reverse(conversions))
      element = cloneElementwise(b, op, element);
    return element;
  }
};

struct Contraction {
  Factor lhs, rhs;
  GenericOperand out;
  SmallVector<unsigned> batch, rows, columns, depth;

  void swapRoles() {
    std::swap(lhs, rhs);
    std::swap(rows, columns);
  }
};

} // namespace

/// Walks from a factor of the product up to the input it comes from.
static std::optional<unsigned> traceFactor(Value value, Block &body,
                                           Factor &factor) {
  while (Operation *op = value.getDefiningOp()) {
    if (op->getBlock() != &body || op->getNumOperands() != 1 ||
        op->getNumResults() != 1 || op->getNumRegions() != 0 ||
        !OpTrait::hasElementwiseMappableTraits(op) || !isPure(op))
      return std::nullopt;
    factor.conversions.push_back(op);
    value = op->getOperand(0);
  }
  auto argument = cast<BlockArgument>(value);
  if (argument.getOwner() != &body)
    return std::nullopt;
  return argument.getArgNumber();
}

/// Matches `yield out + f(lhs) * g(rhs)` and nothing else in the body.
static bool matchBody(const IterationSpace &space, Contraction &contraction) {
  Block &body = space.body;
  Operation *sum = body.getTerminator()->getOperand(0).getDefiningOp();
  if (!sum || !isa<arith::AddFOp, arith::AddIOp>(sum))
    return false;
  BlockArgument before = body.getArgument(2);
  unsigned other = sum->getOperand(0) == before ? 1 : 0;
  Operation *product = sum->getOperand(other).getDefiningOp();
  if (sum->getOperand(1 - other) != before || !product ||
      !isa<arith::MulFOp, arith::MulIOp>(product))
    return false;
  Factor first, second;
  std::optional<unsigned> firstInput =
      traceFactor(product->getOperand(0), body, first);
  std::optional<unsigned> secondInput =
      traceFactor(product->getOperand(1), body, second);
  if (!firstInput || !secondInput || *firstInput + *secondInput != 1)
    return false;
  size_t matched = first.conversions.size() + second.conversions.size() + 3;
  if (body.getOperations().size() != matched)
    return false;
  contraction.lhs = *firstInput == 0 ? first : second;
  contraction.rhs = *firstInput == 0 ? second : first;
  return true;
}

static std::optional<Contraction>
matchContraction(const IterationSpace &space) {
  if (space.inputs.size() != 2 || space.outputs.size() != 1)
    return std::nullopt;
  Contraction contraction;
  if (!matchBody(space, contraction))
    return std::nullopt;
  contraction.lhs.operand = space.inputs[0];
  contraction.rhs.operand = space.inputs[1];
  contraction.out = space.outputs[0];

  // Half precision accumulates in its own rounding; no tile has that.
  Type sumType = contraction.out.getElementType();
  if (!isVectorElement(sumType) || isa<BFloat16Type, Float16Type>(sumType) ||
      (isa<FloatType>(sumType) && !sumType.isF32() && !sumType.isF64()))
    return std::nullopt;
  for (const GenericOperand &input : space.inputs)
    if (!input.getMemRef() || !isVectorElement(input.getElementType()))
      return std::nullopt;

  for (unsigned dim = 0; dim < space.getNumLoops(); ++dim) {
    bool left = contraction.lhs.operand.uses(dim);
    bool right = contraction.rhs.operand.uses(dim);
    bool result = contraction.out.uses(dim);
    if (space.isReduction(dim) == result)
      return std::nullopt;
    if (left && right)
      (result ? contraction.batch : contraction.depth).push_back(dim);
    else if (result && (left || right))
      (left ? contraction.rows : contraction.columns).push_back(dim);
    else
      return std::nullopt;
  }
  if (contraction.depth.empty())
    return std::nullopt;
  return contraction;
}

namespace {

/// Emits one contraction with the loops the tiles run along chosen.
class ContractionLoops {
public:
  ContractionLoops(ImplicitLocOpBuilder &b, const IterationSpace &space,
                   Contraction contraction, unsigned vectorWidth)
      : b(b), space(space), contraction(std::move(contraction)),
        vectorWidth(vectorWidth), sizes(vectorWidth), ivs(space.getNumLoops()) {
  }

  bool emit();

private:
  bool chooseOuterProduct();
  bool chooseRowDot();
  int64_t lanesAlong(unsigned dim) const;
  /// A loop worth tiling among `dims`, if any: the last not of extent 1.
  std::optional<unsigned> chooseTiled(ArrayRef<unsigned> dims) const;
  Value extentOf(std::optional<unsigned> dim) {
    return dim ? space.extents[*dim] : indexConstant(b, 1);
  }
  void setIndex(std::optional<unsigned> dim, Value value) {
    if (dim)
      ivs[*dim] = value;
  }
  TileAccess describe(int64_t lanes, bool lhsIsVector);
  void emitOuterProduct();
  void emitRowDot();
  void emitAround(llvm::function_ref<void()> body);

  ImplicitLocOpBuilder &b;
  const IterationSpace &space;
  Contraction contraction;
  unsigned vectorWidth;
  TileSizes sizes;
  Values ivs;
  std::optional<unsigned> row, column;
  unsigned depth = 0;
};

} // namespace

int64_t ContractionLoops::lanesAlong(unsigned dim) const {
  int64_t bits = contraction.out.getElementType().getIntOrFloatBitWidth();
  int64_t lanes = std::max<int64_t>(vectorWidth / bits, 2);
  if (std::optional<int64_t> extent = space.getStaticExtent(dim))
    lanes = std::min<int64_t>(lanes, llvm::PowerOf2Ceil(*extent));
  return lanes;
}

std::optional<unsigned>
ContractionLoops::chooseTiled(ArrayRef<unsigned> dims) const {
  for (unsigned dim : llvm::reverse(dims))
    if (space.getStaticExtent(dim) != 1)
      return dim;
  return std::nullopt;
}

bool ContractionLoops::chooseOuterProduct() {
  for (unsigned dim : contraction.columns)
    if (contraction.rhs.operand.along(dim) == Access::Unit &&
        contraction.out.along(dim) == Access::Unit &&
        space.getStaticExtent(dim).value_or(2) > 1)
      column = dim;
  if (!column)
    return false;
  row = chooseTiled(contraction.rows);
  depth = chooseTiled(contraction.depth).value_or(contraction.depth.back());
  return true;
}

bool ContractionLoops::chooseRowDot() {
  std::optional<unsigned> found;
  for (unsigned dim : contraction.depth)
    if (contraction.lhs.operand.along(dim) == Access::Unit &&
        contraction.rhs.operand.along(dim) == Access::Unit &&
        space.getStaticExtent(dim).value_or(2) > 1)
      found = dim;
  if (!found)
    return false;
  depth = *found;
  row = chooseTiled(contraction.rows);
  column = chooseTiled(contraction.columns);
  if (row && !column) {
    contraction.swapRoles();
    std::swap(row, column);
  }
  return true;
}

TileAccess ContractionLoops::describe(int64_t lanes, bool lhsIsVector) {
  TileAccess access;
  access.elementType = contraction.out.getElementType();
  access.lanes = lanes;
  access.leastSums = sizes.leastSums;
  access.lhs = [this, lanes, lhsIsVector](Value m, Value k, Value mask) {
    setIndex(row, m);
    ivs[depth] = k;
    return contraction.lhs.convert(
        b, contraction.lhs.operand.load(b, ivs, lhsIsVector ? lanes : 1, mask));
  };
  access.rhs = [this, lanes](Value k, Value n, Value mask) {
    setIndex(column, n);
    ivs[depth] = k;
    return contraction.rhs.convert(
        b, contraction.rhs.operand.load(b, ivs, lanes, mask));
  };
  access.before = [this](Value m, Value n, int64_t count, Value mask) {
    setIndex(row, m);
    setIndex(column, n);
    return contraction.out.load(b, ivs, count, mask);
  };
  access.store = [this](Value sum, Value m, Value n, Value mask) {
    setIndex(row, m);
    setIndex(column, n);
    contraction.out.store(b, sum, ivs, mask);
  };
  access.storesColumns =
      column && contraction.out.along(*column) == Access::Unit;
  access.lower = indexConstant(b, 0);
  access.upper = space.extents[depth];
  SmallVector<unsigned> outer;
  for (unsigned dim : contraction.depth)
    if (dim != depth)
      outer.push_back(dim);
  if (!outer.empty())
    access.outerReductions = [this, outer](ValueRange carried, NestBody inner) {
      return emitNest(b, outer, space.extents, ivs, carried, inner);
    };
  return access;
}

void ContractionLoops::emitAround(llvm::function_ref<void()> body) {
  SmallVector<unsigned> outer;
  for (unsigned dim : space.getOuterLoops(std::nullopt))
    if (dim != row && dim != column)
      outer.push_back(dim);
  emitNest(b, outer, space.extents, ivs, {}, [&](ValueRange) {
    body();
    return Values();
  });
}

void ContractionLoops::emitOuterProduct() {
  Value zero = indexConstant(b, 0);
  int64_t lanes = lanesAlong(*column);
  TileAccess access = describe(lanes, /*lhsIsVector=*/false);
  int64_t vectors =
      vectorsAlong(space.getStaticExtent(*column), lanes, sizes.outerVectors);
  emitAround([&] {
    emitStrips(b, zero, space.extents[*column], lanes, vectors, {},
               [&](const Strip &strip, ValueRange) {
                 emitTiles(b, zero, extentOf(row), TileSizes::outerRows,
                           [&](Value base, int64_t rows) {
                             emitOuterProductTile(b, access,
                                                  {base, strip.base, rows,
                                                   strip.vectors, strip.mask});
                           });
                 return Values();
               });
  });
}

void ContractionLoops::emitRowDot() {
  TileAccess access = describe(lanesAlong(depth), /*lhsIsVector=*/true);
  emitAround([&] {
    emitRowDots(b, access, extentOf(row), indexConstant(b, 0), extentOf(column),
                sizes.dotColumns);
  });
}

bool ContractionLoops::emit() {
  if (chooseOuterProduct()) {
    emitOuterProduct();
    return true;
  }
  contraction.swapRoles();
  if (chooseOuterProduct()) {
    emitOuterProduct();
    return true;
  }
  contraction.swapRoles();
  if (chooseRowDot()) {
    emitRowDot();
    return true;
  }
  return false;
}

bool emitContraction(ImplicitLocOpBuilder &b, const IterationSpace &space,
                     unsigned vectorWidth) {
  std::optional<Contraction> contraction = matchContraction(space);
  return contraction &&
         ContractionLoops(b, space, std::move(*contraction), vectorWidth)
             .emit();
}

} // namespace ptir::vectorloops
