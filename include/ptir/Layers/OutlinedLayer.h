//===- OutlinedLayer.h - A layer as a function of its own -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// A repeated layer is emitted once, as a private function that takes its
// activations and then its weights, and called per layer: compile time does
// not grow with depth.
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_LAYERS_OUTLINEDLAYER_H
#define PTIR_LAYERS_OUTLINEDLAYER_H

#include "ptir/Layers/Parameters.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace ptir::layers {

/// Computes results from activations; the emitter is inside the function.
using LayerBody = llvm::function_ref<llvm::SmallVector<Tensor>(
    Emitter &, llvm::ArrayRef<Tensor>, const Parameters &)>;

/// Adds the private function `name` to the end of `module`. Fails, with a
/// diagnostic out, when the body does; the function is then gone again.
llvm::FailureOr<mlir::func::FuncOp>
outlineLayer(mlir::ModuleOp module, mlir::Location location,
             llvm::StringRef name, mlir::TypeRange activations,
             llvm::ArrayRef<ParameterSpec> parameters, LayerBody body,
             functional::Chooser *chooser = nullptr);

/// Calls it. Arguments of other types than it takes are reported as a failure
/// of the emitter.
llvm::SmallVector<Tensor> callLayer(Emitter &emitter,
                                    mlir::func::FuncOp function,
                                    llvm::ArrayRef<Tensor> activations,
                                    llvm::ArrayRef<ParameterSpec> specs,
                                    const Parameters &parameters);

} // namespace ptir::layers

#endif // PTIR_LAYERS_OUTLINEDLAYER_H
