//===- CodeGeneration.cpp - From the LLVM dialect to an object ------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "CodeGeneration.h"

#include "PartitionModule.h"

#include "mlir/IR/Threading.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

#include <mutex>

using namespace ptir;
using namespace ptir::execution;

/// The features of this CPU. Vectors of 512 bits are asked for where it has
/// them: the loops are written for that width.
static std::string hostFeatures() {
  llvm::SubtargetFeatures features;
  llvm::StringMap<bool> known = llvm::sys::getHostCPUFeatures();
  // A map has no order, and the features are part of a cache key.
  std::vector<std::string> names;
  for (const auto &feature : known)
    names.push_back((feature.second ? "+" : "-") + feature.first().str());
  llvm::sort(names);
  for (const std::string &name : names)
    features.AddFeature(name.substr(1), name[0] == '+');
  if (known.lookup("avx512f"))
    features.AddFeature("prefer-256-bit", false);
  return features.getString();
}

std::string ptir::execution::describeHost() {
  return llvm::sys::getHostCPUName().str() + " " + hostFeatures();
}

static StatusOr<std::unique_ptr<llvm::TargetMachine>> createTargetMachine() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
  llvm::Triple triple(llvm::sys::getProcessTriple());
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple.getTriple(), error);
  if (!target)
    return Status::failure("code generation: " + error);
  llvm::TargetOptions options;
  // Products may fuse with sums inside contractions, where the loops already
  // say so; nothing else is contracted.
  options.AllowFPOpFusion = llvm::FPOpFusion::Standard;
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, llvm::sys::getHostCPUName(), hostFeatures(), options,
      llvm::Reloc::PIC_, std::nullopt, llvm::CodeGenOptLevel::Default,
      /*JIT=*/true));
  if (!machine)
    return Status::failure("code generation: expected a target machine for " +
                           triple.getTriple() + ", found none");
  return machine;
}

/// Which passes run, and why. A layer is called many times with the same sizes
/// and strides: they move into it, and calls pass little more than pointers.
/// Functions of ranges are inlined into the thunks that the runtime calls. Loops
/// are vector loops already and their register tiles unrolled, so neither is
/// looked for. Inlining and unrolling leave constants, for which `instcombine`
/// and `simplifycfg` run a second time.
static constexpr llvm::StringLiteral passes =
    "ipsccp,deadargelim,cgscc(inline),"
    "function(sroa,early-cse<memssa>,simplifycfg,"
    "instcombine<no-verify-fixpoint>,loop-mssa(loop-rotate,licm),gvn,"
    "loop(indvars,loop-unroll-full),"
    "instcombine<no-verify-fixpoint>,simplifycfg),"
    "globaldce";

static llvm::Error optimise(llvm::Module &module,
                            llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  llvm::ModulePassManager manager;
  if (llvm::Error error = builder.parsePassPipeline(manager, passes))
    return error;
  manager.run(module, modules);
  return llvm::Error::success();
}

static StatusOr<std::unique_ptr<llvm::MemoryBuffer>>
generateObject(mlir::ModuleOp module) {
  StatusOr<std::unique_ptr<llvm::TargetMachine>> machine =
      createTargetMachine();
  if (!machine.ok())
    return machine.status();
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code =
      mlir::translateModuleToLLVMIR(module, context, "ptir");
  if (!code)
    return Status::failure(
        "code generation: the module cannot be translated to LLVM");
  code->setTargetTriple((*machine)->getTargetTriple());
  code->setDataLayout((*machine)->createDataLayout());
  if (llvm::Error error = optimise(*code, **machine))
    return Status::failure("code generation: " +
                           llvm::toString(std::move(error)));

  llvm::SmallVector<char, 0> object;
  llvm::raw_svector_ostream stream(object);
  llvm::legacy::PassManager manager;
  if ((*machine)->addPassesToEmitFile(manager, stream, nullptr,
                                      llvm::CodeGenFileType::ObjectFile))
    return Status::failure(
        "code generation: the target cannot write object files");
  manager.run(*code);
  return std::unique_ptr<llvm::MemoryBuffer>(
      std::make_unique<llvm::SmallVectorMemoryBuffer>(
          std::move(object), "ptir", /*RequiresNullTerminator=*/false));
}

StatusOr<ObjectFiles> ptir::execution::generateObjects(mlir::ModuleOp module) {
  std::vector<mlir::OwningOpRef<mlir::ModuleOp>> parts =
      partitionModule(module);
  if (parts.empty()) {
    StatusOr<std::unique_ptr<llvm::MemoryBuffer>> object =
        generateObject(module);
    if (!object.ok())
      return object.status();
    ObjectFiles objects;
    objects.push_back(std::move(*object));
    return objects;
  }
  ObjectFiles objects(parts.size());
  std::vector<Status> statuses(parts.size(), Status::success());
  mlir::parallelFor(module->getContext(), 0, parts.size(), [&](size_t i) {
    StatusOr<std::unique_ptr<llvm::MemoryBuffer>> object =
        generateObject(*parts[i]);
    if (object.ok())
      objects[i] = std::move(*object);
    else
      statuses[i] = object.status();
  });
  for (const Status &status : statuses)
    if (!status.ok())
      return status;
  return objects;
}
