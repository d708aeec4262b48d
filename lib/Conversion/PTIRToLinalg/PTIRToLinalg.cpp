//===- PTIRToLinalg.cpp - Portable ops to loops over tensors --------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The whole dialect to linalg, tensor, arith and math, one family of patterns
// a file. Signedness disappears here; public functions keep their portable
// type in `ptir.signature`. An op that is left (a composite nobody inlined, a
// custom call nobody claimed, an element type without a lowering) fails the
// conversion.
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/PTIRToLinalg/PTIRToLinalg.h"

#include "Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Func/Transforms/FuncConversions.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/DialectConversion.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

namespace ptir {
#define GEN_PASS_DEF_CONVERTPTIRTOLINALGPASS
#include "ptir/Conversion/PTIRToLinalg/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

namespace {

struct ConvertPTIRToLinalgPass
    : ptir::impl::ConvertPTIRToLinalgPassBase<ConvertPTIRToLinalgPass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    MLIRContext *context = &getContext();
    keepSignatures(module);

    StorageTypeConverter converter;
    ConversionTarget target(*context);
    target.addLegalDialect<
        arith::ArithDialect, bufferization::BufferizationDialect,
        complex::ComplexDialect, linalg::LinalgDialect, math::MathDialect,
        rt::PTIRRTDialect, scf::SCFDialect, tensor::TensorDialect>();
    target.addLegalOp<ModuleOp>();
    target.addIllegalDialect<PTIRDialect>();
    target.addIllegalOp<rt::TakeColumnsOp>();
    target.addDynamicallyLegalOp<func::FuncOp>([&](func::FuncOp function) {
      return converter.isSignatureLegal(function.getFunctionType());
    });
    target.addDynamicallyLegalOp<func::CallOp, func::ReturnOp, rt::ParamOp>(
        [&](Operation *op) { return converter.isLegal(op); });

    RewritePatternSet patterns(context);
    populateEmptyResultPatterns(converter, patterns);
    populateElementwisePatterns(converter, patterns);
    populateContractionPatterns(converter, patterns);
    populateReductionPatterns(converter, patterns);
    populateShapePatterns(converter, patterns);
    populateReshapePatterns(converter, patterns);
    populateIndexingPatterns(converter, patterns);
    populatePanelPatterns(converter, patterns);
    populatePaddingPatterns(converter, patterns);
    populateScatterPatterns(converter, patterns);
    populateSortingPatterns(converter, patterns);
    populateWindowPatterns(converter, patterns);
    populateControlFlowPatterns(converter, patterns);
    populateRandomPatterns(converter, patterns);
    populateQuantizationPatterns(converter, patterns);
    populateModulePatterns(converter, patterns);
    if (failed(applyFullConversion(module, target, std::move(patterns))))
      signalPassFailure();
  }

  static void keepSignatures(ModuleOp module) {
    for (auto function : module.getOps<func::FuncOp>())
      if (function.isPublic() &&
          !function->hasAttr(PTIRDialect::getSignatureAttrName()))
        function->setAttr(PTIRDialect::getSignatureAttrName(),
                          TypeAttr::get(function.getFunctionType()));
  }
};

} // namespace
