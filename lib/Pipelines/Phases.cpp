//===- Phases.cpp - The phase table ---------------------------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Pipelines/Phases.h"

#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"
#include "ptir/Conversion/BuffersToLLVM/Passes.h"
#include "ptir/Conversion/LinalgToBuffers/Passes.h"
#include "ptir/Conversion/LinalgToVectorLoops/Passes.h"
#include "ptir/Conversion/PTIRToLinalg/PTIRToLinalg.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Raise/Passes.h"
#include "llvm/TargetParser/Host.h"

using namespace mlir;
using namespace ptir;

static void addCleanup(OpPassManager &manager) {
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

/// Cleanup of loops over tensors. What a loop computes must not take over the
/// extents that its user needs: whether they agree is what a check finds out,
/// and the check stands behind the loop.
static std::unique_ptr<Pass> createLoopCanonicalizer() {
  return createCanonicalizerPass(
      GreedyRewriteConfig(),
      {"(anonymous namespace)::InferStaticShapeOfOperands",
       "(anonymous namespace)::FoldTensorCastConsumerOp"});
}

static void addLoopCleanup(OpPassManager &manager) {
  manager.addPass(createLoopCanonicalizer());
  manager.addPass(createCSEPass());
}

/// Whether this CPU multiplies and adds bytes in groups of four.
static bool dotsBytes() {
  return llvm::sys::getHostCPUFeatures().lookup("avx512vnni");
}

/// Whether this CPU looks 64 bytes up in a table of 16.
static bool looksUpBytes() {
  return llvm::sys::getHostCPUFeatures().lookup("avx512bw");
}

static void buildCanonical(OpPassManager &manager, const PhaseContext &how) {
  if (how.optimize)
    addCleanup(manager);
}

static void buildFused(OpPassManager &manager, const PhaseContext &how) {
  if (!how.optimize)
    return;
  // Hand-written and imported core ops get the names that backends claim by.
  manager.addNestedPass<func::FuncOp>(createRaisePass());
  addCleanup(manager);
  // Norms are composites here, whoever wrote them.
  manager.addPass(createFoldParamsPass());
  manager.addNestedPass<func::FuncOp>(createFuseEpiloguesPass());
}

static void buildKernels(OpPassManager &manager, const PhaseContext &how) {
  how.backend.claimComposites(manager, how.formats);
  manager.addPass(createInlineCompositesPass());
  if (!how.optimize)
    return;
  // Inlining brings constants and extents together.
  addCleanup(manager);
  // What decompositions do to weights is in the open now.
  manager.addPass(createFoldParamsPass());
  manager.addNestedPass<func::FuncOp>(createFuseAttentionPass());
  how.backend.lowerCoreOps(manager);
  if (how.formats.weights != StoredWeights::F32)
    manager.addPass(
        createNarrowParamsPass({how.formats.weights, looksUpBytes()}));
}

static void buildLinalg(OpPassManager &manager, const PhaseContext &how) {
  manager.addPass(createConvertPTIRToLinalgPass());
  if (!how.optimize)
    return;
  // Extents go through `tensor<i64>`; folding them first lets checks of equal
  // extents vanish.
  manager.addPass(createLoopCanonicalizer());
  manager.addPass(memref::createResolveRankedShapeTypeResultDimsPass());
  addLoopCleanup(manager);
  manager.addNestedPass<func::FuncOp>(createFuseLoopsPass());
  addLoopCleanup(manager);
}

static void buildBuffers(OpPassManager &manager, const PhaseContext &how) {
  // Entries first: bufferization would copy tensor results of public functions.
  manager.addPass(createPrepareEntriesPass());
  if (how.optimize)
    manager.addNestedPass<func::FuncOp>(createReuseOperandsPass());
  bufferization::OneShotBufferizePassOptions options;
  options.bufferizeFunctionBoundaries = true;
  options.functionBoundaryTypeConversion =
      bufferization::LayoutMapOption::IdentityLayoutMap;
  // What a step of a loop allocates is released when the step ends.
  options.allowReturnAllocsFromLoops = true;
  manager.addPass(bufferization::createOneShotBufferizePass(options));
  // A result that is an argument updated in place needs no return.
  manager.addPass(bufferization::createDropEquivalentBufferResultsPass());
  // Lowering needs this one: bufferization leaves casts and copies that the
  // later passes do not know.
  addCleanup(manager);
  if (how.optimize)
    manager.addPass(createReturnThroughArgumentsPass());
  manager.addNestedPass<func::FuncOp>(createPlaceBuffersPass());
  if (how.optimize) {
    addCleanup(manager);
    manager.addNestedPass<func::FuncOp>(createForwardCopiesPass());
    manager.addNestedPass<func::FuncOp>(createPlanMemoryPass());
  }
  manager.addNestedPass<func::FuncOp>(createReleaseStepsPass());
  if (how.streamParams)
    manager.addPass(createStreamParamsPass());
}

static void buildTiled(OpPassManager &manager, const PhaseContext &how) {
  OpPassManager &functions = manager.nest<func::FuncOp>();
  if (how.optimize) {
    functions.addPass(createTileAttentionPass());
    functions.addPass(createDistributeLoopsPass({dotsBytes()}));
    functions.addPass(createCanonicalizerPass());
  }
  functions.addPass(createLinalgToVectorLoopsPass());
  if (how.optimize)
    addCleanup(functions);
}

static void buildLLVM(OpPassManager &manager, const PhaseContext &how) {
  manager.addPass(createOutlineParallelPass());
  OpPassManager &functions = manager.nest<func::FuncOp>();
  functions.addPass(createApproximateMathPass());
  functions.addPass(createConvertVectorToSCFPass());
  functions.addPass(createExpandDynamicShapesPass());
  functions.addPass(memref::createExpandStridedMetadataPass());
  functions.addPass(createLowerAffinePass());
  if (how.optimize)
    addCleanup(functions);
  functions.addPass(createSCFToControlFlowPass());
  functions.addPass(createConvertVectorToLLVMPass());
  manager.addPass(
      createConvertBuffersToLLVMPass({dotsBytes(), looksUpBytes()}));
  OpPassManager &lowered = manager.nest<LLVM::LLVMFuncOp>();
  lowered.addPass(createReconcileUnrealizedCastsPass());
  if (how.optimize)
    addCleanup(lowered);
  manager.addPass(createFinalizeModulePass());
}

ArrayRef<Phase> ptir::getPhases() {
  static const std::vector<Phase> phases = {
      {"canonical",
       "portable ops and composites, folded and without duplicates",
       buildCanonical,
       {"func", "ptir"},
       {}},
      {"fused",
       "composites recognised, norms folded, weights computed once",
       buildFused,
       {"func", "ptir"},
       {}},
      {"kernels",
       "claimed composites are runtime calls, the others are inlined",
       buildKernels,
       {"func", "ptir", "ptirrt", "tensor", "arith"},
       {"ptir.composite", "ptir.custom_call"}},
      {"linalg",
       "loops over tensors, fused; no signedness any more",
       buildLinalg,
       {"func", "linalg", "tensor", "arith", "math", "complex", "scf", "ptirrt",
        "affine"},
       {}},
      {"buffers",
       "loops over memory, updated in place where the module says so",
       buildBuffers,
       {"func", "linalg", "memref", "arith", "math", "complex", "scf", "ptirrt",
        "affine"},
       {"memref.alloc", "ptirrt.set_result"}},
      {"tiled",
       "vector loops, divided over threads",
       buildTiled,
       {"func", "memref", "arith", "math", "complex", "scf", "vector", "ptirrt",
        "affine"},
       {"memref.alloc", "ptirrt.attention", "ptirrt.panel_matmul",
        "ptirrt.set_result"}},
      {"llvm",
       "the LLVM dialect and the module's table",
       buildLLVM,
       {"llvm"},
       {}},
  };
  return phases;
}

std::optional<size_t> ptir::findPhase(StringRef name) {
  for (auto [i, phase] : llvm::enumerate(getPhases()))
    if (phase.name == name)
      return i;
  return std::nullopt;
}

std::string ptir::listPhases() {
  return llvm::join(
      llvm::map_range(getPhases(), [](const Phase &p) { return p.name.str(); }),
      ", ");
}

void ptir::buildPhase(OpPassManager &manager, const Phase &phase,
                      const PhaseContext &how) {
  phase.build(manager, how);
  manager.addPass(createVerifyPhasePass(phase, how.backend.getLegalDialects()));
}

const Phase &ptir::detectPhase(Operation *module) {
  bool portable = false, tensors = false, loops = false, products = false,
       llvmCode = false, functions = false, lowered = false;
  module->walk([&](Operation *op) {
    StringRef dialect = op->getName().getDialectNamespace();
    portable |= dialect == PTIRDialect::getDialectNamespace();
    loops |= dialect == "linalg";
    products |= isa<rt::PanelMatmulOp>(op);
    llvmCode |= isa<LLVM::LLVMFuncOp>(op);
    functions |= isa<func::FuncOp>(op);
    auto isTensor = [](Type type) { return isa<TensorType>(type); };
    tensors |= llvm::any_of(op->getOperandTypes(), isTensor) ||
               llvm::any_of(op->getResultTypes(), isTensor);
    if (auto function = dyn_cast<func::FuncOp>(op)) {
      tensors |= llvm::any_of(function.getArgumentTypes(), isTensor);
      // Written when portable types disappear.
      lowered |= function->hasAttr(PTIRDialect::getSignatureAttrName());
    }
  });
  auto phase = [](StringRef name) -> const Phase & {
    return getPhases()[*findPhase(name)];
  };
  if (llvmCode && !functions)
    return phase("llvm");
  if (portable)
    return phase("canonical");
  if (tensors && (loops || lowered))
    return phase("linalg");
  // Without portable ops a module of functions over tensors may still be one
  // at the top, such as the identity.
  if (tensors)
    return products ? phase("kernels") : phase("canonical");
  return loops || products ? phase("buffers") : phase("tiled");
}
