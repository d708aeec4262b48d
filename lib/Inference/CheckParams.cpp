//===- CheckParams.cpp - Does a checkpoint fit a module -------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Inference/CheckParams.h"

#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Dialect/PTIR/IR/PTIROps.h"

#include "llvm/ADT/StringSet.h"

using namespace ptir;
using runtime::SourceTensor;

static Status checkParam(ParamOp param, runtime::ParamSource &source) {
  llvm::StringRef name = param.getName();
  StatusOr<SourceTensor> tensor = source.find({name.data(), name.size()});
  if (!tensor.ok())
    return tensor.status();
  llvm::ArrayRef<int64_t> shape =
      llvm::cast<mlir::RankedTensorType>(param.getResult().getType())
          .getShape();
  if (shape == llvm::ArrayRef<int64_t>(tensor->dims))
    return Status::success();
  return Status::failure(tensor->where + ": expected shape " +
                         shapeToString(shape.vec()) + ", found " +
                         shapeToString(tensor->dims));
}

Status ptir::checkParams(mlir::ModuleOp module, runtime::ParamSource &source) {
  std::string first;
  size_t failures = 0;
  llvm::StringSet<> seen; // by several entries
  module.walk([&](ParamOp param) {
    if (!seen.insert(param.getName()).second)
      return;
    Status status = checkParam(param, source);
    if (status.ok())
      return;
    if (failures++ == 0)
      first = status.message();
  });
  if (failures == 0)
    return Status::success();
  if (failures > 1)
    first += " (and " + std::to_string(failures - 1) + " more)";
  return Status::failure(first);
}
