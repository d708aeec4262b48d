//===- MatmulLoops.cpp - Matrix product kernels as loops ------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/LinalgToVectorLoops/MatmulLoops.h"

#include "ByteProduct.h"
#include "MatmulTile.h"
#include "PanelLanes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace ptir::vectorloops;

/// Depth of the blocks a panel is cut into when it meets many rows: a block
/// of a panel and the rows of a tile stay in the second-level cache.
static constexpr int64_t depthBlock = 512;

namespace {

/// out = lhs * panels for one panel after another. The panels of a model do
/// not fit in any cache, so each is used up before the next is touched.
class PanelMatmul {
public:
  PanelMatmul(ImplicitLocOpBuilder &b, Value lhs, Value panels, Value out,
              unsigned vectorWidth, bool dotBytes);

  void emit(Value panelBegin, Value panelEnd);

private:
  void emitFloats(Value panelBegin, Value panelEnd);
  void emitBytes(Value panelBegin, Value panelEnd);
  void emitPanel();
  int64_t countVectors() const;
  void emitBlock(Value from);
  void storeSum(Value sum, Value row, Value column);
  /// Which lanes of a vector of the output exist; null if all always do.
  Value outMask(Value outColumn);
  Value before(Value row, Value outColumn);

  ImplicitLocOpBuilder &b;
  Value lhs, panels, out;
  TileSizes sizes;
  TileAccess access;
  PanelLanes weights;
  bool dotBytes;
  Value rows, depth, columns;
  /// Of the panel and the block that are being emitted; isFirstBlock is null
  /// if there is one block only.
  Value panel, firstColumn, isFirstBlock;
};

} // namespace

static FloatType computedType(Value out) {
  return cast<FloatType>(cast<MemRefType>(out.getType()).getElementType());
}

static int64_t lanesOf(Value out, unsigned vectorWidth) {
  return vectorWidth / computedType(out).getWidth();
}

PanelMatmul::PanelMatmul(ImplicitLocOpBuilder &b, Value lhs, Value panels,
                         Value out, unsigned vectorWidth, bool dotBytes)
    : b(b), lhs(lhs), panels(panels), out(out), sizes(vectorWidth),
      weights(b, panels, computedType(out), lanesOf(out, vectorWidth)),
      dotBytes(dotBytes) {
  rows = extentOf(b, lhs, 0);
  depth = extentOf(b, lhs, 1);
  columns = extentOf(b, out, 1);

  access.elementType = computedType(out);
  access.lanes = lanesOf(out, vectorWidth);
  access.leastSums = sizes.leastSums;
  access.lhs = [this](Value row, Value k, Value) {
    return loadLanes(this->b, this->lhs, {row, k}, 1, Value());
  };
  access.rhs = [this](Value k, Value column, Value) {
    return weights.load(panel, k, column);
  };
  access.store = [this](Value sum, Value row, Value column, Value) {
    storeSum(sum, row, column);
  };
  access.depthsTogether = weights.getDepthsTogether();
  access.rhsTogether = [this](Value k, Value column) {
    return weights.loadTogether(panel, k, column);
  };
}

void PanelMatmul::storeSum(Value sum, Value row, Value column) {
  Value at = arith::AddIOp::create(b, firstColumn, column);
  if (weights.hasScales()) {
    Value scales = weights.loadScales(panel, column);
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
  if (extent && *extent % weights.getColumns() == 0)
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
  if (!weights.hasScales())
    access.before = [this](Value row, Value column, int64_t, Value) {
      return before(row, arith::AddIOp::create(b, firstColumn, column));
    };
  emitPanel();
}

/// Vectors of a panel that hold columns of the output. Known to be fewer than
/// all only where there is a single panel.
int64_t PanelMatmul::countVectors() const {
  std::optional<int64_t> extent = getConstantIntValue(columns);
  int64_t used =
      extent ? std::min(*extent, weights.getColumns()) : weights.getColumns();
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

void PanelMatmul::emitFloats(Value panelBegin, Value panelEnd) {
  Value zero = indexConstant(b, 0);
  std::optional<int64_t> extent = getConstantIntValue(depth);
  emitFor(b, panelBegin, panelEnd, 1, {}, [&](Value iv, ValueRange) {
    panel = iv;
    firstColumn =
        arith::MulIOp::create(b, panel, indexConstant(b, weights.getColumns()));
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

/// A single row, by the products of bytes that the CPU has; all other rows in
/// floats.
void PanelMatmul::emitBytes(Value panelBegin, Value panelEnd) {
  ByteProduct product(b, lhs, panels, access.lanes);
  Value isAlone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, rows,
                                        indexConstant(b, 1));
  Value hasPanels =
      arith::CmpIOp::create(b, arith::CmpIPredicate::ult, panelBegin, panelEnd);
  auto measure = scf::IfOp::create(
      b, arith::AndIOp::create(b, isAlone, hasPanels),
      [&](OpBuilder &, Location) {
        scf::YieldOp::create(b, product.emitLargest());
      },
      [&](OpBuilder &, Location) {
        Value none = arith::ConstantIntOp::create(b, b.getI32Type(), 0);
        scf::YieldOp::create(b, none);
      });
  Value largest = measure.getResult(0);
  scf::IfOp::create(
      b, product.emitCondition(largest),
      [&](OpBuilder &, Location) {
        product.emitDigits(largest);
        emitFor(b, panelBegin, panelEnd, 1, {}, [&](Value iv, ValueRange) {
          Value first = arith::MulIOp::create(
              b, iv, indexConstant(b, weights.getColumns()));
          for (auto [i, vector] : llvm::enumerate(product.emitPanel(iv))) {
            Value at = addIndex(b, first, i * access.lanes);
            storeLanes(b, vector, out, {indexConstant(b, 0), at}, outMask(at));
          }
          return Values();
        });
        scf::YieldOp::create(b);
      },
      [&](OpBuilder &, Location) {
        emitFloats(panelBegin, panelEnd);
        scf::YieldOp::create(b);
      });
}

void PanelMatmul::emit(Value panelBegin, Value panelEnd) {
  std::optional<int64_t> count = getConstantIntValue(rows);
  if (dotBytes && (!count || *count == 1) &&
      ByteProduct::canEmit(lhs, panels, out, access.lanes))
    emitBytes(panelBegin, panelEnd);
  else
    emitFloats(panelBegin, panelEnd);
}

namespace ptir {

void emitPanelMatmul(OpBuilder &builder, Location loc, Value lhs, Value panels,
                     Value out, Value panelBegin, Value panelEnd, bool dotBytes,
                     unsigned vectorWidth) {
  ImplicitLocOpBuilder b(loc, builder);
  PanelMatmul(b, lhs, panels, out, vectorWidth, dotBytes)
      .emit(panelBegin, panelEnd);
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
