//===- MatmulLoops.cpp - Matrix product kernels as loops ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToVectorLoops/MatmulLoops.h"

#include "MatmulTile.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace ptir::vectorloops;

/// Depth of the blocks a panel is cut into when it meets many rows: a block
/// of a panel and the rows of a tile stay in the second-level cache.
static constexpr int64_t depthBlock = 512;

static Value extentOf(ImplicitLocOpBuilder &b, Value memref, int64_t dim) {
  auto type = cast<MemRefType>(memref.getType());
  if (!type.isDynamicDim(dim))
    return indexConstant(b, type.getDimSize(dim));
  return memref::DimOp::create(b, memref, dim);
}

/// memref[indices] as a vector, or as a scalar for one lane.
static Value loadLanes(ImplicitLocOpBuilder &b, Value memref,
                       ValueRange indices, int64_t lanes, Value mask) {
  if (lanes == 1)
    return memref::LoadOp::create(b, memref, indices);
  auto element = cast<MemRefType>(memref.getType()).getElementType();
  auto type = VectorType::get(lanes, element);
  if (!mask)
    return vector::LoadOp::create(b, type, memref, indices);
  Value zero = arith::ConstantOp::create(b, type, b.getZeroAttr(type));
  return vector::MaskedLoadOp::create(b, type, memref, indices, mask, zero);
}

static void storeLanes(ImplicitLocOpBuilder &b, Value element, Value memref,
                       ValueRange indices, Value mask) {
  if (!isa<VectorType>(element.getType()))
    memref::StoreOp::create(b, element, memref, indices);
  else if (!mask)
    vector::StoreOp::create(b, element, memref, indices);
  else
    vector::MaskedStoreOp::create(b, memref, indices, mask, element);
}

namespace {

/// out = lhs * panels for one panel after another. The panels of a model do
/// not fit in any cache, so each is used up before the next is touched.
class PanelMatmul {
public:
  PanelMatmul(ImplicitLocOpBuilder &b, Value lhs, Value panels, Value out,
              unsigned vectorWidth);

  void emit(Value panelBegin, Value panelEnd);

private:
  void emitPanel();
  int64_t countVectors() const;
  void emitBlock(Value from);
  /// A vector of a panel in the type that is computed in.
  Value loadPanel(Value k, Value column);
  /// A vector of pairs of a panel of bf16, as integers of 32 bits.
  Value loadPairs(Value k, Value column);
  /// The lower or upper halves of pairs in f32, whose upper half bf16 is.
  Value lowerHalves(Value pairs);
  Value upperHalves(Value pairs);
  Value splatPairs(int32_t bits);
  /// The scales of a vector of columns of the panel.
  Value loadScales(Value column);
  void storeSum(Value sum, Value row, Value column);
  /// Which lanes of a vector of the output exist; null if all always do.
  Value outMask(Value outColumn);
  Value before(Value row, Value outColumn);

  ImplicitLocOpBuilder &b;
  Value lhs, panels, out;
  TileSizes sizes;
  TileAccess access;
  int64_t panelColumns;
  bool hasPairs, hasScales;
  Value rows, depth, columns;
  /// Of the panel and the block that are being emitted; isFirstBlock is null
  /// if there is one block only.
  Value panel, firstColumn, isFirstBlock;
};

} // namespace

PanelMatmul::PanelMatmul(ImplicitLocOpBuilder &b, Value lhs, Value panels,
                         Value out, unsigned vectorWidth)
    : b(b), lhs(lhs), panels(panels), out(out), sizes(vectorWidth) {
  auto type = cast<MemRefType>(panels.getType());
  hasPairs = type.getElementType().isBF16();
  panelColumns = type.getDimSize(2) / (hasPairs ? 2 : 1);
  hasScales = type.getElementType().isInteger(8);
  rows = extentOf(b, lhs, 0);
  depth = extentOf(b, lhs, 1);
  columns = extentOf(b, out, 1);

  access.elementType = cast<MemRefType>(out.getType()).getElementType();
  access.lanes = vectorWidth / access.elementType.getIntOrFloatBitWidth();
  access.leastSums = sizes.leastSums;
  access.lhs = [this](Value row, Value k, Value) {
    return loadLanes(this->b, this->lhs, {row, k}, 1, Value());
  };
  access.rhs = [this](Value k, Value column, Value) {
    return loadPanel(k, column);
  };
  access.store = [this](Value sum, Value row, Value column, Value) {
    storeSum(sum, row, column);
  };
  if (!hasPairs)
    return;
  access.depthsTogether = 2;
  access.rhsTogether = [this](Value k, Value column) {
    Value pairs = loadPairs(k, column);
    return Values{lowerHalves(pairs), upperHalves(pairs)};
  };
}

Value PanelMatmul::splatPairs(int32_t bits) {
  auto type = VectorType::get(access.lanes, b.getI32Type());
  return arith::ConstantOp::create(
      b, type, DenseElementsAttr::get(type, llvm::APInt(32, bits, true)));
}

Value PanelMatmul::loadPairs(Value k, Value column) {
  Value two = indexConstant(b, 2);
  Value pair = arith::DivUIOp::create(b, k, two);
  Value at = arith::MulIOp::create(b, column, two);
  Value stored =
      loadLanes(b, panels, {panel, pair, at}, 2 * access.lanes, Value());
  return vector::BitCastOp::create(
      b, VectorType::get(access.lanes, b.getI32Type()), stored);
}

Value PanelMatmul::lowerHalves(Value pairs) {
  return arith::BitcastOp::create(
      b, VectorType::get(access.lanes, access.elementType),
      arith::ShLIOp::create(b, pairs, splatPairs(16)));
}

Value PanelMatmul::upperHalves(Value pairs) {
  return arith::BitcastOp::create(
      b, VectorType::get(access.lanes, access.elementType),
      arith::AndIOp::create(b, pairs, splatPairs(int32_t(0xffff0000))));
}

Value PanelMatmul::loadPanel(Value k, Value column) {
  if (hasPairs) {
    // The last of an odd number of depths, or one of a few.
    Value pairs = loadPairs(k, column);
    Value parity = arith::AndIOp::create(b, k, indexConstant(b, 1));
    Value isUpper = arith::CmpIOp::create(b, arith::CmpIPredicate::ne, parity,
                                          indexConstant(b, 0));
    return arith::SelectOp::create(b, isUpper, upperHalves(pairs),
                                   lowerHalves(pairs));
  }
  Value stored =
      loadLanes(b, panels, {panel, k, column}, access.lanes, Value());
  auto type = VectorType::get(access.lanes, access.elementType);
  if (stored.getType() == type)
    return stored;
  return arith::SIToFPOp::create(b, type, stored);
}

/// They lie behind the panel, as bytes: 16 scales in a row of 64.
Value PanelMatmul::loadScales(Value column) {
  int64_t scaleBytes = access.elementType.getIntOrFloatBitWidth() / 8;
  Value byte = arith::MulIOp::create(b, column, indexConstant(b, scaleBytes));
  Value width = indexConstant(b, panelColumns);
  Value row =
      arith::AddIOp::create(b, depth, arith::DivUIOp::create(b, byte, width));
  Value bytes =
      loadLanes(b, panels, {panel, row, arith::RemUIOp::create(b, byte, width)},
                access.lanes * scaleBytes, Value());
  return vector::BitCastOp::create(
      b, VectorType::get(access.lanes, access.elementType), bytes);
}

void PanelMatmul::storeSum(Value sum, Value row, Value column) {
  Value at = arith::AddIOp::create(b, firstColumn, column);
  if (hasScales) {
    Value scales = loadScales(column);
    // The sums of earlier blocks are scaled already.
    sum =
        isFirstBlock
            ? vector::FMAOp::create(b, sum, scales, before(row, at)).getResult()
            : arith::MulFOp::create(b, sum, scales).getResult();
  }
  storeLanes(b, sum, out, {row, at}, outMask(at));
}

Value PanelMatmul::outMask(Value outColumn) {
  std::optional<int64_t> extent = getConstantIntValue(columns);
  if (extent && *extent % panelColumns == 0)
    return {};
  Value rest = arith::SubIOp::create(b, columns, outColumn);
  auto type = VectorType::get(access.lanes, b.getI1Type());
  return vector::CreateMaskOp::create(b, type, rest);
}

/// The sums of the blocks before this one; the first block starts from zero.
Value PanelMatmul::before(Value row, Value outColumn) {
  Value sum =
      loadLanes(b, out, {row, outColumn}, access.lanes, outMask(outColumn));
  Value zero =
      arith::ConstantOp::create(b, sum.getType(), b.getZeroAttr(sum.getType()));
  return arith::SelectOp::create(b, isFirstBlock, zero, sum);
}

void PanelMatmul::emitBlock(Value from) {
  access.lower = from;
  access.upper =
      arith::MinUIOp::create(b, addIndex(b, from, depthBlock), depth);
  isFirstBlock = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, from,
                                       indexConstant(b, 0));
  if (!hasScales)
    access.before = [this](Value row, Value column, int64_t, Value) {
      return before(row, arith::AddIOp::create(b, firstColumn, column));
    };
  emitPanel();
}

/// Vectors of a panel that hold columns of the output. Known to be fewer than
/// all only where there is a single panel.
int64_t PanelMatmul::countVectors() const {
  std::optional<int64_t> extent = getConstantIntValue(columns);
  int64_t used = extent ? std::min(*extent, panelColumns) : panelColumns;
  return std::max<int64_t>(llvm::divideCeil(used, access.lanes), 1);
}

void PanelMatmul::emitPanel() {
  Value zero = indexConstant(b, 0);
  int64_t panelVectors = countVectors();
  emitTiles(b, zero, rows, TileSizes::outerRows, [&](Value row, int64_t count) {
    // A single row reads whole lines of the panel, in order: memory is all it
    // waits for.
    int64_t vectors = count == 1 ? sizes.leastSums : sizes.outerVectors;
    vectors = std::min(vectors, panelVectors);
    while (panelVectors % vectors != 0)
      --vectors;
    emitFor(b, zero, indexConstant(b, panelVectors * access.lanes),
            vectors * access.lanes, {}, [&](Value column, ValueRange) {
              emitOuterProductTile(b, access, {row, column, count, vectors});
              return Values();
            });
  });
}

void PanelMatmul::emit(Value panelBegin, Value panelEnd) {
  Value zero = indexConstant(b, 0);
  std::optional<int64_t> extent = getConstantIntValue(depth);
  emitFor(b, panelBegin, panelEnd, 1, {}, [&](Value iv, ValueRange) {
    panel = iv;
    firstColumn =
        arith::MulIOp::create(b, panel, indexConstant(b, panelColumns));
    if (extent && *extent <= depthBlock) {
      access.lower = zero;
      access.upper = depth;
      emitPanel();
      return Values();
    }
    // One block at least: a product over nothing is zero.
    Value end = arith::MaxUIOp::create(b, depth, indexConstant(b, 1));
    return emitFor(b, zero, end, depthBlock, {}, [&](Value from, ValueRange) {
      emitBlock(from);
      return Values();
    });
  });
}

namespace ptir {

void emitPanelMatmul(OpBuilder &builder, Location loc, Value lhs, Value panels,
                     Value out, Value panelBegin, Value panelEnd,
                     unsigned vectorWidth) {
  ImplicitLocOpBuilder b(loc, builder);
  PanelMatmul(b, lhs, panels, out, vectorWidth).emit(panelBegin, panelEnd);
  builder.restoreInsertionPoint(b.saveInsertionPoint());
}

void emitRowDotMatmul(OpBuilder &builder, Location loc, Value lhs, Value rhs,
                      Value out, Value nBegin, Value nEnd,
                      unsigned vectorWidth) {
  ImplicitLocOpBuilder b(loc, builder);
  TileSizes sizes(vectorWidth);
  TileAccess access;
  access.elementType = cast<MemRefType>(out.getType()).getElementType();
  access.lanes = vectorWidth / access.elementType.getIntOrFloatBitWidth();
  access.lhs = [&](Value row, Value k, Value mask) {
    return loadLanes(b, lhs, {row, k}, access.lanes, mask);
  };
  access.rhs = [&](Value k, Value column, Value mask) {
    return loadLanes(b, rhs, {column, k}, access.lanes, mask);
  };
  access.store = [&](Value sum, Value row, Value column, Value mask) {
    storeLanes(b, sum, out, {row, column}, mask);
  };
  access.storesColumns = true;
  access.lower = indexConstant(b, 0);
  access.upper = extentOf(b, lhs, 1);
  emitRowDots(b, access, extentOf(b, lhs, 0), nBegin, nEnd, sizes.dotColumns);
  builder.restoreInsertionPoint(b.saveInsertionPoint());
}

} // namespace ptir
