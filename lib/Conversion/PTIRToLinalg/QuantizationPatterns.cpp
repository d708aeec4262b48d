//===- QuantizationPatterns.cpp - Affine quantisation to loops ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "LoopBuilder.h"
#include "Patterns.h"
#include "ScalarCode.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIR/IR/ShapeRules.h"

#include <cmath>

using namespace mlir;
using namespace ptir;

namespace {

/// Code for one element. Null is passed on, as by ScalarCode.
class QuantizationCode {
public:
  QuantizationCode(OpBuilder &builder, Location loc)
      : b(loc, builder), scalars(builder, loc) {}

  /// A float in storage form as f32, or as f64.
  Value loadFloat(Value stored, ElementType type, ElementType wanted) {
    return scalars.cast(type, wanted, scalars.load(stored, type));
  }
  Value storeFloat(Value value, ElementType from, ElementType type) {
    return scalars.store(scalars.cast(from, type, value), type);
  }

  Value multiply(Value lhs, Value rhs) {
    return lhs && rhs ? Value(arith::MulFOp::create(b, lhs, rhs)) : Value();
  }
  Value divide(Value lhs, Value rhs) {
    return lhs && rhs ? Value(arith::DivFOp::create(b, lhs, rhs)) : Value();
  }

  /// The quantised number, in storage form, `quotient` steps from `zero`.
  Value quantize(Value quotient, Value zero, ElementType type) {
    if (!quotient)
      return Value();
    Value steps = math::RoundEvenOp::create(b, quotient);
    return isFloat(type) ? roundSum(steps, zero, type)
                         : addSaturated(steps, zero, type);
  }

  /// `q - zero`, rounded once to f32, or to f64.
  Value difference(Value q, Value zero, ElementType type, ElementType rounded) {
    Type result =
        rounded == ElementType::F64 ? Type(b.getF64Type()) : b.getF32Type();
    if (isFloat(type)) {
      q = loadFloat(q, type, ElementType::F64);
      zero = loadFloat(zero, type, ElementType::F64);
      if (!q || !zero)
        return Value();
      Value exact = arith::SubFOp::create(b, q, zero);
      return scalars.cast(ElementType::F64, rounded, exact);
    }
    if (valueBits(type) < 64) {
      Type wide = wideType(type);
      Value exact = arith::SubIOp::create(b, extend(q, wide, type),
                                          extend(zero, wide, type));
      return arith::SIToFPOp::create(b, result, exact);
    }
    // Only the magnitude fits in 64 bits.
    Value isNegative = scalars.compare(Comparison::LT, type, q, zero);
    Value magnitude = choose(isNegative, arith::SubIOp::create(b, zero, q),
                             arith::SubIOp::create(b, q, zero));
    Value size = arith::UIToFPOp::create(b, result, magnitude);
    return choose(isNegative, arith::NegFOp::create(b, size), size);
  }

private:
  Value choose(Value condition, Value onTrue, Value onFalse) {
    return arith::SelectOp::create(b, condition, onTrue, onFalse);
  }
  Value real(Type type, double value) {
    return arith::ConstantOp::create(b, b.getFloatAttr(type, value));
  }
  Value isNaN(Value x) {
    return arith::CmpFOp::create(b, arith::CmpFPredicate::UNO, x, x);
  }

  /// An integer type that holds differences of numbers of less than 64 bits.
  Type wideType(ElementType type) {
    return b.getIntegerType(valueBits(type) <= 16 ? 32 : 64);
  }
  Value extend(Value value, Type wide, ElementType type) {
    if (value.getType() == wide)
      return value;
    if (isSignedInteger(type))
      return arith::ExtSIOp::create(b, wide, value);
    return arith::ExtUIOp::create(b, wide, value);
  }

  /// The sum of integral `steps`, or infinity, and an integer: compared as the
  /// distance to go and the room there is, which fit where the sum does not.
  Value addSaturated(Value steps, Value zero, ElementType type) {
    Type wide = wideType(type);
    unsigned width = wide.getIntOrFloatBitWidth(), bits = valueBits(type);
    auto bound = [&](const APInt &value) -> Value {
      return arith::ConstantOp::create(b, b.getIntegerAttr(wide, value));
    };
    bool isSigned = isSignedInteger(type);
    Value least = bound(isSigned ? APInt::getSignedMinValue(bits).sext(width)
                                 : APInt::getZero(width));
    Value largest = bound(isSigned ? APInt::getSignedMaxValue(bits).sext(width)
                                   : APInt::getMaxValue(bits).zext(width));
    Value from = extend(zero, wide, type);
    Type floatType = steps.getType();
    Value none = real(floatType, 0);
    Value isDown =
        arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, steps, none);
    Value size = math::AbsFOp::create(b, steps);
    Value isNear =
        arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, size,
                              real(floatType, std::ldexp(1.0, width)));
    Value distance =
        arith::FPToUIOp::create(b, wide, choose(isNear, size, none));
    Value room = choose(isDown, arith::SubIOp::create(b, from, least),
                        arith::SubIOp::create(b, largest, from));
    Value fits = arith::AndIOp::create(
        b, isNear,
        arith::CmpIOp::create(b, arith::CmpIPredicate::ule, distance, room));
    Value sum = choose(isDown, arith::SubIOp::create(b, from, distance),
                       arith::AddIOp::create(b, from, distance));
    Value result = choose(fits, sum, choose(isDown, least, largest));
    result = choose(isNaN(steps), from, result);
    if (result.getType() == zero.getType())
      return result;
    return arith::TruncIOp::create(b, zero.getType(), result);
  }

  /// The sum as an 8-bit float, at most its largest finite number.
  Value roundSum(Value steps, Value zero, ElementType type) {
    Value from = loadFloat(zero, type, ElementType::F64);
    if (!from)
      return Value();
    Type f64 = b.getF64Type();
    if (steps.getType() != f64)
      steps = arith::ExtFOp::create(b, f64, steps);
    Value sum = arith::AddFOp::create(b, steps, from);
    double largest = type == ElementType::F8E4M3FN ? 448 : 57344;
    Value clamped = arith::MinimumFOp::create(
        b, arith::MaximumFOp::create(b, sum, real(f64, -largest)),
        real(f64, largest));
    Value stored = storeFloat(clamped, ElementType::F64, type);
    return stored ? choose(isNaN(sum), zero, stored) : Value();
  }

  ImplicitLocOpBuilder b;
  ScalarCode scalars;
};

/// The maps of the loop: the tensor, the scales and zero points, the result.
SmallVector<AffineMap> mapsFor(LoopBuilder &loops, ValueRange operands,
                               std::optional<int64_t> axis) {
  auto type = cast<RankedTensorType>(operands.front().getType());
  int64_t rank = type.getRank();
  MLIRContext *context = type.getContext();
  AffineMap identity = AffineMap::getMultiDimIdentityMap(rank, context);
  SmallVector<AffineMap> maps = {identity};
  for (auto [i, operand] : llvm::enumerate(operands.drop_front())) {
    if (cast<RankedTensorType>(operand.getType()).getRank() == 0) {
      maps.push_back(AffineMap::get(rank, 0, context));
      continue;
    }
    int64_t dim = *normalizeAxis(*axis, rank);
    loops.checkEqual(loops.extent(operand, 0),
                     loops.extent(operands.front(), dim),
                     "extent of operand " + Twine(i + 1));
    maps.push_back(
        AffineMap::get(rank, 0, getAffineDimExpr(dim, context), context));
  }
  maps.push_back(identity);
  return maps;
}

ElementType computeTypeOf(ElementType type) {
  return type == ElementType::F64 ? type : ElementType::F32;
}

/// ptir.quantize  =>  linalg.generic { divf, roundeven, add, saturate }, and
/// the other two alike
template <typename Op>
struct LowerQuantization : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;

  LogicalResult
  matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    LoopBuilder loops(rewriter, op);
    ValueRange operands = adaptor.getOperands();
    SmallVector<AffineMap> maps = mapsFor(loops, operands, op.getAxis());
    Value init = loops.empty(
        loops.extents(operands.front()),
        getStorageType(op.getContext(), elementTypeOf(op.getType())));
    Value result = loops.generic(
        operands, init, maps, op.getType().getRank(),
        [&](OpBuilder &builder, Location loc, ValueRange args) {
          return compute(QuantizationCode(builder, loc), op, args);
        });
    if (!result)
      return rewriter.notifyMatchFailure(op, "element types are not lowered");
    rewriter.replaceOp(op, result);
    return success();
  }

  static Value compute(QuantizationCode code, QuantizeOp op, ValueRange args) {
    ElementType from = elementTypeOf(op.getX().getType());
    ElementType type = computeTypeOf(from);
    Value x = code.loadFloat(args[0], from, type);
    Value scale = code.loadFloat(args[1], from, type);
    return code.quantize(code.divide(x, scale), args[2],
                         elementTypeOf(op.getType()));
  }

  static Value compute(QuantizationCode code, DequantizeOp op,
                       ValueRange args) {
    ElementType to = elementTypeOf(op.getType());
    ElementType type = computeTypeOf(to);
    Value steps = code.difference(args[0], args[2],
                                  elementTypeOf(op.getQ().getType()), type);
    Value scale = code.loadFloat(args[1], to, type);
    return code.storeFloat(code.multiply(steps, scale), type, to);
  }

  static Value compute(QuantizationCode code, RequantizeOp op,
                       ValueRange args) {
    ElementType scaleType = elementTypeOf(op.getInScale().getType());
    ElementType type = ElementType::F64;
    Value steps = code.difference(args[0], args[2],
                                  elementTypeOf(op.getQ().getType()), type);
    Value inScale = code.loadFloat(args[1], scaleType, type);
    Value outScale = code.loadFloat(args[3], scaleType, type);
    Value quotient = code.divide(code.multiply(steps, inScale), outScale);
    return code.quantize(quotient, args[4], elementTypeOf(op.getType()));
  }
};

} // namespace

void ptir::populateQuantizationPatterns(const StorageTypeConverter &converter,
                                        RewritePatternSet &patterns) {
  patterns.add<LowerQuantization<QuantizeOp>, LowerQuantization<DequantizeOp>,
               LowerQuantization<RequantizeOp>>(converter,
                                                patterns.getContext());
}
