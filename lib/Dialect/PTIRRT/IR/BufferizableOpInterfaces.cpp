//===- BufferizableOpInterfaces.cpp - From tensors to memrefs -------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"

using namespace mlir;
using namespace mlir::bufferization;
using namespace ptir::rt;

namespace {

/// A parameter is memory that nobody may write to.
struct ParamInterface
    : BufferizableOpInterface::ExternalModel<ParamInterface, ParamOp> {
  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &,
                          BufferizationState &) const {
    auto param = cast<ParamOp>(op);
    auto tensor = dyn_cast<RankedTensorType>(param.getType());
    if (!tensor)
      return success();
    auto type = MemRefType::get(tensor.getShape(), tensor.getElementType());
    Value buffer =
        ParamOp::create(rewriter, op->getLoc(), type, param.getNameAttr(),
                        param.getLayoutAttr(), param.getLogicalAttr());
    replaceOpWithBufferizedValues(rewriter, op, buffer);
    return success();
  }
  bool isWritable(Operation *, Value, const AnalysisState &) const {
    return false;
  }
};

/// The product overwrites its destination.
struct PanelMatmulInterface
    : DstBufferizableOpInterfaceExternalModel<PanelMatmulInterface,
                                              PanelMatmulOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<PanelMatmulOp>(op).isDpsInit(&operand);
  }
  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto matmul = cast<PanelMatmulOp>(op);
    SmallVector<Value> buffers;
    for (Value operand : op->getOperands()) {
      FailureOr<Value> buffer = getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    rewriter.setInsertionPoint(matmul);
    PanelMatmulOp::create(rewriter, op->getLoc(), TypeRange(), buffers);
    replaceOpWithBufferizedValues(rewriter, op, buffers[2]);
    return success();
  }
};

/// A result is read by the caller.
struct SetResultInterface
    : BufferizableOpInterface::ExternalModel<SetResultInterface, SetResultOp> {
  bool bufferizesToMemoryRead(Operation *, OpOperand &,
                              const AnalysisState &) const {
    return true;
  }
  bool bufferizesToMemoryWrite(Operation *, OpOperand &,
                               const AnalysisState &) const {
    return false;
  }
  AliasingValueList getAliasingValues(Operation *, OpOperand &,
                                      const AnalysisState &) const {
    return {};
  }
  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto result = cast<SetResultOp>(op);
    FailureOr<Value> buffer =
        getBuffer(rewriter, result.getValue(), options, state);
    if (failed(buffer))
      return failure();
    rewriter.replaceOpWithNewOp<SetResultOp>(op, result.getIndexAttr(),
                                             *buffer);
    return success();
  }
};

} // namespace

void ptir::rt::registerBufferizableOpInterfaces(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, PTIRRTDialect *) {
    ParamOp::attachInterface<ParamInterface>(*context);
    PanelMatmulOp::attachInterface<PanelMatmulInterface>(*context);
    SetResultOp::attachInterface<SetResultInterface>(*context);
  });
}
