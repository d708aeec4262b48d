//===- FinalizeModule.cpp - The call context and the module's table -------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Conversion/BuffersToLLVM/Passes.h"

#include "Entries.h"
#include "KernelCalls.h"
#include "ModuleConstants.h"
#include "ParamSteps.h"
#include "RuntimeFunctions.h"

#include "ptir/Dialect/PTIR/IR/PTIRTypes.h"
#include "ptir/Dialect/PTIRRT/IR/PTIRRTDialect.h"
#include "ptir/Runtime/ABI.h"
#include "llvm/ADT/StringSet.h"

namespace ptir {
#define GEN_PASS_DEF_FINALIZEMODULEPASS
#include "ptir/Conversion/BuffersToLLVM/Passes.h.inc"
} // namespace ptir

using namespace mlir;
using namespace ptir;

/// Functions that were made with the context as their first argument.
static bool hasContext(LLVM::LLVMFuncOp function) {
  StringRef name = function.getName();
  return name == arenaAllocName || name == checkName ||
         name.starts_with(entryPrefix) || name.ends_with("_thunk");
}

namespace {

struct FinalizeModulePass
    : ptir::impl::FinalizeModulePassBase<FinalizeModulePass> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    llvm::StringSet<> changed;
    for (auto function : module.getOps<LLVM::LLVMFuncOp>())
      if (!function.isExternal() && !hasContext(function)) {
        addContext(function);
        changed.insert(function.getName());
      }
    module.walk([&](LLVM::CallOp call) {
      if (call.getCallee() && changed.contains(*call.getCallee()))
        passContext(call);
    });
    module.walk([](rt::ContextOp op) {
      auto function = op->getParentOfType<LLVM::LLVMFuncOp>();
      op.replaceAllUsesWith(function.getArgument(0));
      op.erase();
    });
    if (failed(describeModule(module)))
      signalPassFailure();
  }

  static void addContext(LLVM::LLVMFuncOp function) {
    LLVM::LLVMFunctionType type = function.getFunctionType();
    auto pointer = LLVM::LLVMPointerType::get(function.getContext());
    SmallVector<Type> inputs = {pointer};
    llvm::append_range(inputs, type.getParams());
    function.getBody().front().insertArgument(0u, pointer, function.getLoc());
    function.setFunctionType(
        LLVM::LLVMFunctionType::get(type.getReturnType(), inputs));
    // Only the entry is called from outside.
    function.setLinkage(LLVM::Linkage::Internal);
  }

  static void passContext(LLVM::CallOp call) {
    OpBuilder builder(call);
    auto function = call->getParentOfType<LLVM::LLVMFuncOp>();
    SmallVector<Value> operands = {function.getArgument(0)};
    llvm::append_range(operands, call.getArgOperands());
    auto replacement =
        LLVM::CallOp::create(builder, call.getLoc(), call.getResultTypes(),
                             *call.getCallee(), operands);
    call.replaceAllUsesWith(replacement.getResults());
    call.erase();
  }

  LogicalResult describeModule(ModuleOp module) {
    using M = ModuleConstants;
    M constants(module);
    std::vector<M::Member> params, entries;
    if (auto list = module->getAttrOfType<ArrayAttr>("ptirrt.params"))
      for (auto param : list.getAsRange<DictionaryAttr>()) {
        auto type = cast<TypeAttr>(param.get("type")).getValue();
        params.push_back(M::record(
            {M::address(constants.string(
                 cast<StringAttr>(param.get("name")).getValue())),
             M::address(constants.string(
                 cast<StringAttr>(param.get("layout")).getValue())),
             describe(constants, type),
             M::i64(cast<IntegerAttr>(param.get("piece_units")).getInt())}));
      }
    if (auto list = module->getAttrOfType<ArrayAttr>(entriesAttrName))
      for (auto entry : list.getAsRange<DictionaryAttr>())
        entries.push_back(describeEntry(constants, entry));
    std::string paramTable = constants.structures(params);
    std::string entryTable = constants.structures(entries);
    std::vector<M::Member> kernels = describeKernels(module, constants);
    std::string kernelTable = constants.structures(kernels);
    std::vector<M::Member> steps = describeSteps(module, constants);
    std::string stepTable = constants.structures(steps);
    constants.exported(
        "ptir_module",
        M::record({M::i32(PTIR_ABI_VERSION), M::i32(params.size()),
                   M::address(paramTable), M::address(entryTable),
                   M::address(kernelTable), M::i32(entries.size()),
                   M::i32(kernels.size()), M::address(stepTable),
                   M::i32(steps.size()), M::i32(0)}));
    module->removeAttr("ptirrt.params");
    module->removeAttr(entriesAttrName);
    return success();
  }

  /// A ptir_type_desc.
  static ModuleConstants::Member describe(ModuleConstants &constants,
                                          Type type) {
    auto tensor = cast<RankedTensorType>(type);
    return describeType(constants, tensor.getShape(), tensor.getElementType());
  }

  /// A ptir_entry_desc.
  static ModuleConstants::Member describeEntry(ModuleConstants &constants,
                                               DictionaryAttr entry) {
    using M = ModuleConstants;
    auto signature =
        cast<FunctionType>(cast<TypeAttr>(entry.get("signature")).getValue());
    auto inplace = cast<DenseI64ArrayAttr>(entry.get("inplace"));
    StringRef name = cast<StringAttr>(entry.get("name")).getValue();
    std::vector<M::Member> args, results;
    for (Type type : signature.getInputs())
      args.push_back(describe(constants, type));
    for (auto [i, type] : llvm::enumerate(signature.getResults())) {
      int64_t aliased =
          i < static_cast<size_t>(inplace.size()) ? inplace[i] : -1;
      results.push_back(
          M::record({describe(constants, type), M::i32(aliased), M::i32(0)}));
    }
    std::string argTable = constants.structures(args);
    std::string resultTable = constants.structures(results);
    return M::record({M::address(constants.string(name)),
                      M::address((entryPrefix + name).str()),
                      M::address(argTable), M::address(resultTable),
                      M::i32(args.size()), M::i32(results.size())});
  }
};

} // namespace
