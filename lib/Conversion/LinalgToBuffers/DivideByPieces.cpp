//===- DivideByPieces.cpp - Products piece by piece -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "DivideByPieces.h"

#include "MemoryBytes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace ptir;

using rt::panelWidth;

int64_t ptir::memoryOf(rt::ParamOp param) {
  auto type = dyn_cast<MemRefType>(param.getType());
  return type && type.hasStaticShape() ? bytesOf(type) : 0;
}

int64_t ptir::pieceUnitsOf(rt::ParamOp param, int64_t bytes) {
  int64_t memory = memoryOf(param);
  auto type = dyn_cast<MemRefType>(param.getType());
  if (!type || type.getRank() < 2 || memory <= bytes)
    return 0;
  int64_t units = bytes / (memory / type.getDimSize(0));
  bool isPacked = param.getLayout().starts_with("panels");
  return isPacked ? std::max<int64_t>(units, 1)
                  : std::max<int64_t>(units / panelWidth, 1) * panelWidth;
}

/// The dimension of the loops that is the outermost index of `param`, if they
/// can be divided along it; -1 otherwise.
static int dividedDim(linalg::GenericOp op, rt::ParamOp param) {
  if (!op.hasPureBufferSemantics() ||
      llvm::count(op->getOperands(), param.getResult()) != 1)
    return -1;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  int64_t position =
      llvm::find(op->getOperands(), param.getResult()) - op.operand_begin();
  AffineMap own = maps[position];
  auto outermost =
      own.getNumResults() ? dyn_cast<AffineDimExpr>(own.getResult(0)) : nullptr;
  if (!outermost || position >= op.getNumDpsInputs())
    return -1;
  unsigned dim = outermost.getPosition();
  if (op.getIteratorTypesArray()[dim] != utils::IteratorType::parallel)
    return -1;
  for (AffineMap map : maps)
    for (AffineExpr expr : map.getResults())
      if (!isa<AffineDimExpr>(expr) && expr.isFunctionOfDim(dim))
        return -1;
  for (AffineMap map : ArrayRef(maps).drop_front(op.getNumDpsInputs()))
    if (!map.isFunctionOfDim(dim))
      return -1;
  bool asksIndex = false;
  op->walk([&](linalg::IndexOp index) { asksIndex |= index.getDim() == dim; });
  return asksIndex ? -1 : static_cast<int>(dim);
}

static bool isPanelsOf(rt::PanelMatmulOp op, rt::ParamOp param) {
  return isa<MemRefType>(op.getInit().getType()) &&
         op.getPanels() == param.getResult() &&
         op.getLhs() != param.getResult();
}

bool ptir::canDivide(Operation *op, rt::ParamOp param) {
  if (auto loops = dyn_cast<linalg::GenericOp>(op))
    return dividedDim(loops, param) >= 0;
  auto product = dyn_cast<rt::PanelMatmulOp>(op);
  return product && isPanelsOf(product, param);
}

namespace {

/// Outermost indices [offset, offset + size) of the parameter.
struct Part {
  OpFoldResult offset;
  int64_t size;
};

} // namespace

/// The part of `memory` along `position`.
static Value takePart(OpBuilder &builder, Location loc, Value memory,
                      int64_t position, OpFoldResult offset, int64_t size) {
  auto type = cast<MemRefType>(memory.getType());
  SmallVector<OpFoldResult> offsets(type.getRank(), builder.getIndexAttr(0)),
      sizes = memref::getMixedSizes(builder, loc, memory),
      strides(type.getRank(), builder.getIndexAttr(1));
  offsets[position] = offset;
  sizes[position] = builder.getIndexAttr(size);
  return memref::SubViewOp::create(builder, loc, memory, offsets, sizes,
                                   strides);
}

static void emitPart(OpBuilder &builder, linalg::GenericOp op, unsigned dim,
                     const Part &part) {
  SmallVector<Value> operands;
  for (auto [operand, map] :
       llvm::zip_equal(op->getOperands(), op.getIndexingMapsArray())) {
    Value taken = operand;
    for (auto [position, expr] : llvm::enumerate(map.getResults()))
      if (expr == builder.getAffineDimExpr(dim))
        taken = takePart(builder, op.getLoc(), taken, position, part.offset,
                         part.size);
    operands.push_back(taken);
  }
  builder.clone(*op.getOperation())->setOperands(operands);
}

static void emitPart(OpBuilder &builder, rt::PanelMatmulOp op,
                     const Part &part) {
  Location loc = op.getLoc();
  int64_t columns = cast<MemRefType>(op.getInit().getType()).getDimSize(1);
  OpFoldResult column;
  int64_t width = part.size * panelWidth;
  if (auto known = dyn_cast<Attribute>(part.offset)) {
    int64_t first = cast<IntegerAttr>(known).getInt() * panelWidth;
    column = builder.getIndexAttr(first);
    width = std::min(width, columns - first);
  } else {
    Value scale = arith::ConstantIndexOp::create(builder, loc, panelWidth);
    column =
        arith::MulIOp::create(builder, loc, cast<Value>(part.offset), scale)
            .getResult();
  }
  Value panels =
      takePart(builder, loc, op.getPanels(), 0, part.offset, part.size);
  Value out = takePart(builder, loc, op.getInit(), 1, column, width);
  rt::PanelMatmulOp::create(builder, loc, TypeRange(), op.getLhs(), panels,
                            out);
}

/// The work on one piece, acquired for it.
static void emitPiece(OpBuilder &builder, Operation *op, rt::ParamOp param,
                      Value piece, const Part &part) {
  Location loc = op->getLoc();
  auto step = rt::AcquireParamsOp::create(builder, loc, builder.getIndexType(),
                                          ValueRange(param.getResult()), piece,
                                          /*rows=*/Value());
  if (auto loops = dyn_cast<linalg::GenericOp>(op))
    emitPart(builder, loops, dividedDim(loops, param), part);
  else
    emitPart(builder, cast<rt::PanelMatmulOp>(op), part);
  rt::ReleaseParamsOp::create(builder, loc, step);
}

void ptir::divideByPieces(Operation *op, rt::ParamOp param, int64_t units) {
  OpBuilder builder(op);
  Location loc = op->getLoc();
  int64_t extent = cast<MemRefType>(param.getType()).getDimSize(0);
  // The last piece is on its own: it may be smaller, and the last panel of it
  // narrower.
  int64_t whole = (extent - 1) / units;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  if (whole > 0) {
    auto loop = scf::ForOp::create(builder, loc, constant(0), constant(whole),
                                   constant(1));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Value piece = loop.getInductionVar();
    Value offset = arith::MulIOp::create(builder, loc, piece, constant(units));
    emitPiece(builder, op, param, piece, {offset, units});
  }
  emitPiece(builder, op, param, constant(whole),
            {builder.getIndexAttr(whole * units), extent - whole * units});
  op->erase();
}
