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
#include "mlir/Dialect/MemRef/IR/MemRef.h"

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
                        param.getLayoutAttr(), param.getLogicalAttr(),
                        param.getPieceUnitsAttr(), param.getSparseAttr());
    replaceOpWithBufferizedValues(rewriter, op, buffer);
    return success();
  }
  bool isWritable(Operation *, Value, const AnalysisState &) const {
    return false;
  }
};

/// A loop nest that overwrites its destination.
template <typename OpTy>
struct OverwritingInterface
    : DstBufferizableOpInterfaceExternalModel<OverwritingInterface<OpTy>,
                                              OpTy> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<OpTy>(op).isDpsInit(&operand);
  }
  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    SmallVector<Value> operands;
    for (Value operand : op->getOperands()) {
      if (!isa<TensorType>(operand.getType())) {
        operands.push_back(operand);
        continue;
      }
      FailureOr<Value> buffer = getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      operands.push_back(*buffer);
    }
    rewriter.setInsertionPoint(op);
    auto loops = OpTy::create(rewriter, op->getLoc(), TypeRange(), operands,
                              op->getAttrs());
    replaceOpWithBufferizedValues(rewriter, op, loops.getInit());
    return success();
  }
};

/// Kernels take dense memory: a slice is copied first.
FailureOr<Value> denseBuffer(RewriterBase &rewriter, Value operand,
                             const BufferizationOptions &options,
                             const BufferizationState &state) {
  FailureOr<Value> buffer = getBuffer(rewriter, operand, options, state);
  if (failed(buffer))
    return failure();
  auto type = cast<MemRefType>(buffer->getType());
  if (type.getLayout().isIdentity())
    return buffer;
  Location loc = operand.getLoc();
  SmallVector<Value> dims;
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (type.isDynamicDim(dim))
      dims.push_back(memref::DimOp::create(rewriter, loc, *buffer, dim));
  FailureOr<Value> dense = options.createAlloc(
      rewriter, loc, MemRefType::get(type.getShape(), type.getElementType()),
      dims);
  if (failed(dense) ||
      failed(options.createMemCpy(rewriter, loc, *buffer, *dense)))
    return failure();
  return dense;
}

/// A kernel reads its inputs, and its destination if it adds to it.
struct CallInterface
    : DstBufferizableOpInterfaceExternalModel<CallInterface, CallOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    auto call = cast<CallOp>(op);
    return !call.isDpsInit(&operand) || call.getAccumulates();
  }
  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto call = cast<CallOp>(op);
    rewriter.setInsertionPoint(call);
    SmallVector<Value> operands;
    for (OpOperand &operand : op->getOpOperands()) {
      if (isa<PackedType>(operand.get().getType())) {
        operands.push_back(operand.get());
        continue;
      }
      FailureOr<Value> buffer =
          call.isDpsInit(&operand)
              ? getBuffer(rewriter, operand.get(), options, state)
              : denseBuffer(rewriter, operand.get(), options, state);
      if (failed(buffer))
        return failure();
      operands.push_back(*buffer);
    }
    if (!cast<MemRefType>(operands.back().getType()).getLayout().isIdentity())
      return call.emitOpError("expected a dense destination, found ")
             << operands.back().getType();
    CallOp::create(rewriter, op->getLoc(), TypeRange(), operands,
                   op->getAttrs());
    replaceOpWithBufferizedValues(rewriter, op, operands.back());
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
    CallOp::attachInterface<CallInterface>(*context);
    PanelMatmulOp::attachInterface<OverwritingInterface<PanelMatmulOp>>(
        *context);
    AttentionOp::attachInterface<OverwritingInterface<AttentionOp>>(*context);
    SetResultOp::attachInterface<SetResultInterface>(*context);
  });
}
