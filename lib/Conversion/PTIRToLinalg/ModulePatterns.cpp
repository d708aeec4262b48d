//===- ModulePatterns.cpp - Functions, calls and parameters ---------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "Patterns.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Func/Transforms/FuncConversions.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

using namespace mlir;
using namespace ptir;

namespace {

/// ptir.param "n"  =>  ptirrt.param "n" in the plain layout
struct LowerParam : OpConversionPattern<ParamOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(ParamOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<rt::ParamOp>(
        op, getTypeConverter()->convertType(op.getType()), op.getNameAttr(),
        rewriter.getStringAttr(""), TypeAttr::get(op.getType()),
        /*piece_units=*/IntegerAttr());
    return success();
  }
};

/// ptirrt.param of signed integers  =>  the same of signless ones
struct ConvertParamType : OpConversionPattern<rt::ParamOp> {
  using OpConversionPattern::OpConversionPattern;

  LogicalResult
  matchAndRewrite(rt::ParamOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<rt::ParamOp>(
        op, getTypeConverter()->convertType(op.getType()), op.getNameAttr(),
        op.getLayoutAttr(), op.getLogicalAttr(), op.getPieceUnitsAttr(),
        op.getSparseAttr());
    return success();
  }
};

} // namespace

void ptir::populateModulePatterns(const StorageTypeConverter &converter,
                                  RewritePatternSet &patterns) {
  patterns.add<LowerParam, ConvertParamType>(converter, patterns.getContext());
  populateFunctionOpInterfaceTypeConversionPattern<func::FuncOp>(patterns,
                                                                 converter);
  populateCallOpTypeConversionPattern(patterns, converter);
  populateReturnOpTypeConversionPattern(patterns, converter);
}
