//===- Model.h - GPT-2 as a module ------------------------------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_MODELS_GPT2_MODEL_H
#define PTIR_MODELS_GPT2_MODEL_H

#include "models/gpt2/Config.h"
#include "models/gpt2/ParameterNames.h"
#include "ptir/Functional/Chooser.h"
#include "ptir/Layers/Parameters.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace ptir::gpt2 {

struct BuildOptions {
  Head head = Head::Tied;
  // Which entries the module has.
  bool prefill = true;
  bool decode = true;
  bool forward = false;
  /// `forward` returns its intermediate results, ActivationNames.h, and logits
  /// as the last of them; blocks are not functions of their own then.
  bool trace = false;
  functional::Chooser *chooser = nullptr;
};

/// Builds the portable program of GPT-2. Batch B, sequence T, capacity C and
/// position are run-time values; V = vocabulary, H = heads, D = head size. A
/// cache is a pair `tensor<?xHx?xDxf32>` [B, H, C, D] per layer, keys then
/// values, layer by layer. Entries:
///
///   prefill(tokens ?x?xsi32, caches…)                 -> (logits ?xV, caches…)
///   decode(tokens ?x1xsi32, position si32, caches…)   -> (logits ?xV, caches…)
///   forward(tokens ?x?xsi32)                          -> logits ?x?xV
///
/// prefill fills positions [0, T) of the caches and gives the logits after the
/// last token; decode does one more token, at `position`; caches are updated in
/// place (`ptir.inplace`). Blocks are private functions, called per layer.
/// Loads the dialects it needs. Fails with a diagnostic at the context.
llvm::FailureOr<mlir::OwningOpRef<mlir::ModuleOp>>
buildModule(mlir::MLIRContext *context, const Config &config,
            const BuildOptions &options);

/// Every parameter that the module reads, in order, under its full name.
layers::ParameterList modelParameters(const Config &config, Head head);

} // namespace ptir::gpt2

#endif // PTIR_MODELS_GPT2_MODEL_H
