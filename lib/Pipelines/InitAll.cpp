//===- InitAll.cpp - Dialects, passes and pipelines -----------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Pipelines/InitAll.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/BufferDeallocationOpInterfaceImpl.h"
#include "mlir/Dialect/Arith/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/FuncBufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Index/IR/IndexDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/AllInterfaces.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/AllocationOpInterfaceImpl.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/BufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "ptir/Backends/onednn/Passes.h"
#include "ptir/Conversion/BuffersToLLVM/Passes.h"
#include "ptir/Conversion/LinalgToBuffers/Passes.h"
#include "ptir/Conversion/LinalgToVectorLoops/Passes.h"
#include "ptir/Conversion/PTIRToLinalg/PTIRToLinalg.h"
#include "ptir/Dialect/PTIR/IR/PTIRDialect.h"
#include "ptir/Dialect/PTIR/Transforms/Passes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Pipelines/Phases.h"
#include "ptir/Raise/Passes.h"

using namespace mlir;
using namespace ptir;

void ptir::registerAllDialects(DialectRegistry &registry) {
  registry.insert<PTIRDialect, rt::PTIRRTDialect, affine::AffineDialect,
                  arith::ArithDialect, bufferization::BufferizationDialect,
                  cf::ControlFlowDialect, complex::ComplexDialect,
                  func::FuncDialect, index::IndexDialect, linalg::LinalgDialect,
                  LLVM::LLVMDialect, math::MathDialect, memref::MemRefDialect,
                  scf::SCFDialect, tensor::TensorDialect, ub::UBDialect,
                  vector::VectorDialect>();
  arith::registerBufferizableOpInterfaceExternalModels(registry);
  bufferization::func_ext::registerBufferizableOpInterfaceExternalModels(
      registry);
  linalg::registerAllDialectInterfaceImplementations(registry);
  memref::registerAllocationOpInterfaceExternalModels(registry);
  scf::registerBufferizableOpInterfaceExternalModels(registry);
  tensor::registerBufferizableOpInterfaceExternalModels(registry);
  rt::registerBufferizableOpInterfaces(registry);
  // Loaded with every context: a module's `ptir.spec_version` is checked even
  // where no op of the dialect is.
  registry.addExtension(+[](MLIRContext *context, BuiltinDialect *) {
    context->getOrLoadDialect<PTIRDialect>();
  });
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}

void ptir::registerAllPasses() {
  registerBuffersToLLVMPasses();
  registerPTIROneDnnPasses();
  registerLinalgToBuffersPasses();
  registerLinalgToVectorLoopsPasses();
  registerPTIRRaisePasses();
  registerPTIRToLinalgPasses();
  registerPTIRTransformsPasses();
}

namespace {

struct PhaseOptions : PassPipelineOptions<PhaseOptions> {
  Option<std::string> backend{*this, "backend",
                              llvm::cl::desc("the backend that claims"),
                              llvm::cl::init("native")};
  Option<bool> optimize{*this, "optimize",
                        llvm::cl::desc("do more than lowering needs"),
                        llvm::cl::init(true)};
  Option<StoredWeights> weights{
      *this, "weights", llvm::cl::desc("what weights are kept as"),
      llvm::cl::init(StoredWeights::F32),
      llvm::cl::values(clEnumValN(StoredWeights::F32, "f32", "as they are"),
                       clEnumValN(StoredWeights::BF16, "bf16", "half"),
                       clEnumValN(StoredWeights::Int8, "int8", "a quarter"))};
  Option<bool> roundActivations{
      *this, "round-activations",
      llvm::cl::desc("let kernels round what narrow weights multiply"),
      llvm::cl::init(true)};
};

struct CompileOptions : PhaseOptions {
  Option<std::string> from{*this, "from",
                           llvm::cl::desc("the phase the module is at"),
                           llvm::cl::init("")};
  Option<std::string> to{*this, "to", llvm::cl::desc("the last phase to run"),
                         llvm::cl::init("llvm")};
};

} // namespace

using ErrorHandler = llvm::function_ref<LogicalResult(const Twine &)>;

/// Adds the phases after `from`, up to `to`.
static LogicalResult addPhases(OpPassManager &manager,
                               const PhaseOptions &options, size_t begin,
                               size_t end, ErrorHandler error) {
  BackendRegistry backends;
  registerAllBackends(backends);
  const Backend *backend = backends.lookup(options.backend);
  if (!backend)
    return error("expected a backend of " + backends.listNames() + ", found '" +
                 options.backend + "'");
  for (const Phase &phase : getPhases().slice(begin, end - begin))
    buildPhase(manager, phase,
               {*backend,
                options.optimize,
                {options.weights, options.roundActivations}});
  return success();
}

/// Registers a pipeline whose options may be wrong.
template <typename Options>
static void registerPipeline(
    StringRef name, StringRef description,
    std::function<LogicalResult(OpPassManager &, const Options &, ErrorHandler)>
        build) {
  registerPassPipeline(
      name, description,
      [build](OpPassManager &manager, StringRef text,
              llvm::function_ref<LogicalResult(const Twine &)> error) {
        Options options;
        if (failed(options.parseFromString(text)))
          return failure();
        return build(manager, options, error);
      },
      [](llvm::function_ref<void(const detail::PassOptions &)> visit) {
        visit(Options());
      });
}

void ptir::registerAllPipelines() {
  for (auto [i, phase] : llvm::enumerate(getPhases()))
    registerPipeline<PhaseOptions>(
        ("ptir-phase-" + phase.name).str(), phase.description,
        [i = i](OpPassManager &manager, const PhaseOptions &options,
                ErrorHandler error) {
          return addPhases(manager, options, i, i + 1, error);
        });
  registerPipeline<::CompileOptions>(
      "ptir-compile", "Run the phases after one, up to another",
      [](OpPassManager &manager, const ::CompileOptions &options,
         ErrorHandler error) {
        std::optional<size_t> to = findPhase(options.to);
        std::optional<size_t> from =
            options.from.empty() ? std::nullopt : findPhase(options.from);
        if (!to || (!options.from.empty() && !from))
          return error("expected a phase of " + listPhases() + ", found '" +
                       (to ? options.from : options.to) + "'");
        size_t begin = from ? *from + 1 : 0;
        return addPhases(manager, options, begin, std::max(begin, *to + 1),
                         error);
      });
}
