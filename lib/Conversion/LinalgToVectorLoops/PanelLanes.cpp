//===- PanelLanes.cpp - Vectors of packed matrices ------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "PanelLanes.h"
#include "ShortFloatLanes.h"
#include "VectorBody.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;

namespace ptir::vectorloops {

/// Groups of narrow elements are lanes of this width.
static constexpr int64_t groupBits = 32;

static MemRefType typeOf(Value memref) {
  return cast<MemRefType>(memref.getType());
}

Value extentOf(ImplicitLocOpBuilder &b, Value memref, int64_t dim) {
  if (!typeOf(memref).isDynamicDim(dim))
    return indexConstant(b, typeOf(memref).getDimSize(dim));
  return memref::DimOp::create(b, memref, dim);
}

Value loadLanes(ImplicitLocOpBuilder &b, Value memref, ValueRange indices,
                int64_t lanes, Value mask) {
  if (lanes == 1)
    return memref::LoadOp::create(b, memref, indices);
  auto type = VectorType::get(lanes, typeOf(memref).getElementType());
  if (!mask)
    return vector::LoadOp::create(b, type, memref, indices);
  Value zero = arith::ConstantOp::create(b, type, b.getZeroAttr(type));
  return vector::MaskedLoadOp::create(b, type, memref, indices, mask, zero);
}

void storeLanes(ImplicitLocOpBuilder &b, Value element, Value memref,
                ValueRange indices, Value mask) {
  if (!isa<VectorType>(element.getType()))
    memref::StoreOp::create(b, element, memref, indices);
  else if (!mask)
    vector::StoreOp::create(b, element, memref, indices);
  else
    vector::MaskedStoreOp::create(b, memref, indices, mask, element);
}

PanelLanes::PanelLanes(ImplicitLocOpBuilder &b, Value panels, FloatType element,
                       int64_t lanes)
    : b(b), panels(panels), element(element), lanes(lanes),
      together(rt::depthsTogether(typeOf(panels).getElementType())) {}

int64_t PanelLanes::getColumns() const {
  return holdsShortFloats() ? rt::panelWidth
                            : typeOf(panels).getDimSize(2) / together;
}

bool PanelLanes::holdsIntegers() const {
  return typeOf(panels).getElementType().isInteger(8);
}

bool PanelLanes::hasScales() const {
  return holdsIntegers() || holdsShortFloats();
}

bool PanelLanes::holdsShortFloats() const {
  return rt::holdShortFloats(typeOf(panels).getElementType());
}

int64_t PanelLanes::bitsAbove(int64_t position) const {
  return groupBits / together * (together - 1 - position);
}

Value PanelLanes::splatBits(int32_t bits) {
  auto type = VectorType::get(lanes, b.getI32Type());
  return arith::ConstantOp::create(
      b, type, DenseElementsAttr::get(type, APInt(groupBits, bits, true)));
}

Value PanelLanes::loadStored(Value panel, Value group, Value column) {
  Value at = arith::MulIOp::create(b, column, indexConstant(b, together));
  return loadLanes(b, panels, {panel, group, at}, together * lanes, Value());
}

Value PanelLanes::loadGroups(Value panel, Value k, Value column) {
  Value group = arith::DivUIOp::create(b, k, indexConstant(b, together));
  if (holdsShortFloats())
    return ShortFloatLanes(b, panels, lanes).loadPairs(panel, group, column);
  return vector::BitCastOp::create(b, VectorType::get(lanes, b.getI32Type()),
                                   loadStored(panel, group, column));
}

/// The elements that are the uppermost of groups after a shift to the left: of
/// bf16, which is the upper half of an f32, or whole numbers.
Value PanelLanes::widen(Value groups, Value shift) {
  auto type = VectorType::get(lanes, element);
  Value upper = arith::ShLIOp::create(b, groups, shift);
  if (!holdsIntegers())
    return arith::BitcastOp::create(
        b, type,
        arith::AndIOp::create(b, upper, splatBits(int32_t(0xffff0000))));
  Value number = arith::ShRSIOp::create(b, upper, splatBits(bitsAbove(0)));
  return arith::SIToFPOp::create(b, type, number);
}

Value PanelLanes::load(Value panel, Value k, Value column) {
  if (together == 1)
    return loadStored(panel, k, column);
  Value groups = loadGroups(panel, k, column);
  Value position = arith::RemUIOp::create(b, k, indexConstant(b, together));
  Value after =
      arith::SubIOp::create(b, indexConstant(b, together - 1), position);
  Value shift =
      arith::MulIOp::create(b, after, indexConstant(b, groupBits / together));
  shift = arith::IndexCastOp::create(b, b.getI32Type(), shift);
  return widen(groups, splat(b, shift, lanes));
}

Values PanelLanes::loadTogether(Value panel, Value k, Value column) {
  if (together == 1)
    return {load(panel, k, column)};
  Value groups = loadGroups(panel, k, column);
  Values depths;
  for (int64_t position = 0; position < together; ++position)
    depths.push_back(widen(groups, splatBits(int32_t(bitsAbove(position)))));
  return depths;
}

/// They are the last row of the panel, as bytes or as halves of f32.
Value PanelLanes::loadScales(Value panel, Value column) {
  if (holdsShortFloats())
    return ShortFloatLanes(b, panels, lanes).loadScales(panel, column);
  Value row = addIndex(b, extentOf(b, panels, 1), -1);
  return vector::BitCastOp::create(b, VectorType::get(lanes, element),
                                   loadStored(panel, row, column));
}

} // namespace ptir::vectorloops
