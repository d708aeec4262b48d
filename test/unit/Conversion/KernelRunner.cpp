//===- KernelRunner.cpp - Compiles and calls one emitted kernel -----------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "KernelRunner.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "llvm/Support/TargetSelect.h"

using namespace mlir;

static const char lowering[] =
    "convert-scf-to-cf,expand-strided-metadata,lower-affine,"
    "convert-vector-to-llvm,convert-to-llvm,reconcile-unrealized-casts";

static void setUp(MLIRContext &context) {
  static const bool once = [] {
    registerAllPasses();
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)once;
  DialectRegistry registry;
  registerAllDialects(registry);
  registerAllExtensions(registry);
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
  context.appendDialectRegistry(registry);
  context.loadAllAvailableDialects();
}

KernelRunner::KernelRunner(const std::string &arguments, const Emitter &emit) {
  setUp(context);
  module = parseSourceString<ModuleOp>(
      "func.func @kernel(" + arguments +
          ") attributes {llvm.emit_c_interface} { return }",
      &context);
  if (!module) {
    message = "expected valid arguments";
    return;
  }
  auto function = *module->getOps<func::FuncOp>().begin();
  OpBuilder builder(function.getBody().front().getTerminator());
  emit(builder, function.getLoc(), function.getArguments());
  PassManager passes(&context);
  if (failed(verify(*module)) || failed(parsePassPipeline(lowering, passes)) ||
      failed(passes.run(*module))) {
    message = "expected the kernel to verify and lower";
    return;
  }
  auto created = ExecutionEngine::create(*module);
  if (created)
    engine = std::move(*created);
  else
    message = llvm::toString(created.takeError());
}
