//===- Parameters.h - The weights of a layer --------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A layer lists its parameters by name; its forward function finds their
// tensors under the same names. Where they come from is the caller's choice:
// read from the checkpoint, or passed as arguments of an outlined function.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_PARAMETERS_H
#define PTIR_LAYERS_PARAMETERS_H

#include "ptir/Functional/Emitter.h"
#include "ptir/Support/ElementType.h"

#include "llvm/ADT/StringMap.h"

namespace ptir::layers {

using functional::Emitter;
using functional::Tensor;

/// One parameter as the layer wants it; a checkpoint may store another float
/// type, which is converted when the parameter is read.
struct ParameterSpec {
  std::string name; ///< dot-separated, relative to the owner of the layer
  llvm::SmallVector<int64_t> shape;
  ElementType type = ElementType::F32;

  mlir::RankedTensorType getTensorType(mlir::MLIRContext *context) const;
};

using ParameterList = llvm::SmallVector<ParameterSpec>;

/// Tensors by parameter name.
class Parameters {
public:
  void bind(llvm::StringRef name, Tensor tensor) { tensors[name] = tensor; }

  /// The tensor of that name. An unbound name is reported as a failure of the
  /// emitter and gives an empty handle.
  Tensor get(Emitter &emitter, llvm::StringRef name) const;

private:
  llvm::StringMap<Tensor> tensors;
};

/// Emits one `ptir.param` per parameter, named prefix + name.
Parameters readParameters(Emitter &emitter, llvm::ArrayRef<ParameterSpec> specs,
                          llvm::StringRef prefix);

} // namespace ptir::layers

#endif // PTIR_LAYERS_PARAMETERS_H
