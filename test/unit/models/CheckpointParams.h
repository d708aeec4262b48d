//===- CheckpointParams.h - A checkpoint as parameters ----------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_TEST_UNIT_MODELS_CHECKPOINTPARAMS_H
#define PTIR_TEST_UNIT_MODELS_CHECKPOINTPARAMS_H

#include "models/gpt2/ParameterNames.h"
#include "ptir/Checkpoint/Checkpoint.h"
#include "ptir/Checkpoint/TensorReader.h"
#include "ptir/Reference/Interpreter.h"

#include <memory>

namespace ptir::test {

/// Reads f32 tensors under any of their GPT-2 names.
class CheckpointParams : public reference::ParamProvider {
public:
  /// What went wrong, or the empty string.
  std::string open(const std::string &path) {
    StatusOr<Checkpoint> opened = openCheckpoint(path);
    if (!opened.ok())
      return opened.message();
    checkpoint = std::move(*opened);
    StatusOr<TensorReader> files = TensorReader::open(checkpoint);
    if (!files.ok())
      return files.message();
    reader = std::make_unique<TensorReader>(std::move(*files));
    return "";
  }

  const std::string &configJson() const { return checkpoint.configJson; }
  bool has(std::string_view name) const { return checkpoint.find(name); }

  StatusOr<reference::Tensor> get(llvm::StringRef name,
                                  mlir::RankedTensorType type) override {
    for (const std::string &candidate : gpt2::candidateNames(name.str())) {
      const CheckpointTensor *tensor = checkpoint.find(candidate);
      if (!tensor)
        continue;
      if (llvm::ArrayRef<int64_t>(tensor->shape) != type.getShape())
        return Status::failure("another shape is stored: " +
                               shapeToString(tensor->shape));
      std::vector<uint8_t> bytes(tensor->byteSize);
      Status status = reader->read(*tensor, 0, bytes.data(), bytes.size());
      if (!status.ok())
        return status;
      return reference::Tensor::fromBytes(tensor->type, tensor->shape, bytes);
    }
    return Status::failure("no such tensor: " + name.str());
  }

private:
  Checkpoint checkpoint;
  std::unique_ptr<TensorReader> reader;
};

} // namespace ptir::test

#endif // PTIR_TEST_UNIT_MODELS_CHECKPOINTPARAMS_H
